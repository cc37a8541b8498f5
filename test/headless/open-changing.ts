import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {type ServiceOptions} from '../../mocks/start.ts';
import {openService} from '../e2e/open-service.ts';
import {type LineOptions, runLine} from './run-line.ts';

/** A service, and a folder that keeps the journal and the notes from one command line to the next. */
export async function openChanging(options: Partial<ServiceOptions> = {}) {
	const service = await openService(options);
	const state = fs.mkdtempSync(path.join(os.tmpdir(), 'synctop-changing-'));
	const inState = (name: string) => path.join(state, name);
	return {
		...service,
		state,
		in: inState,
		/** Runs a line against the service: the command, its words, and the connection. */
		run: async (words: readonly string[], line: LineOptions = {}) =>
			runLine([...words, '--url', service.url, '--interval', '1'], {state, ...line}),
		/** The user of this name as the service has it. */
		user(name: string) {
			const found = service.world.users.find((user) => user.name === name || user.email === name);
			if (found === undefined) {
				throw new Error(`The service has no ${name}.`);
			}

			return found;
		},
		/** What the journal says of each line: the phase, and what came of it. */
		journal: (): readonly string[] =>
			fs
				.globSync('audit-*.jsonl', {cwd: state})
				.flatMap((file) => fs.readFileSync(inState(file), 'utf8').trim().split('\n'))
				.map((text) => {
					const [, phase = ''] = /"phase":"(\w+)"/.exec(text) ?? [];
					const [, outcome = ''] = /"outcome":"(\w+)"/.exec(text) ?? [];
					return `${phase} ${outcome}`.trim();
				}),
		[Symbol.asyncDispose]: async () => {
			await service.stop();
			fs.rmSync(state, {recursive: true, force: true});
		},
	};
}
