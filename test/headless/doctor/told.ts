import {doctorSchema} from '../../../source/headless/doctor/report-schema.ts';
import {type Ended, type LineOptions, runLine} from '../run-line.ts';

/** Runs `synctop doctor` with these words, and tells what it found. */
export async function diagnose(argv: readonly string[], options?: LineOptions) {
	const ended = await runLine(['doctor', ...argv, '--output', 'json'], options);
	return {...ended, ...read(ended)};
}

function read({output}: Ended) {
	const {checks, settings} = doctorSchema.parse(JSON.parse(output));
	const some = (state: string): readonly string[] =>
		checks.filter((check) => check.state === state).map(({id}) => id);
	return {
		settings,
		failed: some('fail'),
		warned: some('warn'),
		ok: some('ok'),
		notAnswered: some('notAnswered'),
		check: (id: string) => {
			const found = checks.find((one) => one.id === id);
			if (found === undefined) {
				throw new Error(`There is no check ${id}.`);
			}

			return found;
		},
	};
}
