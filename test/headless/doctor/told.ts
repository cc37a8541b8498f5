import * as z from 'zod';
import {type Ended, type LineOptions, runLine} from '../run-line.ts';

const finding = z.object({
	id: z.string(),
	state: z.enum(['ok', 'warn', 'fail', 'notAnswered']),
	found: z.string(),
	why: z.string().min(1),
	todo: z.string().optional(),
	who: z.array(z.string()).optional(),
});
const told = z.object({
	counts: z.record(z.string(), z.number()),
	checks: z.array(finding),
	settings: z.array(
		z.object({name: z.string(), value: z.string(), from: z.string(), by: z.string()}),
	),
});

/** Runs `synctop doctor` with these words, and tells what it found. */
export async function diagnose(argv: readonly string[], options?: LineOptions) {
	const ended = await runLine(['doctor', ...argv, '--output', 'json'], options);
	return {...ended, ...read(ended)};
}

function read({output}: Ended) {
	const {checks, settings} = told.parse(JSON.parse(output));
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
