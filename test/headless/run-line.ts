import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {Writable} from 'node:stream';
import {type WriteStream} from 'node:tty';
import {systemClock} from '../../source/platform/clock.ts';
import {runCommand} from '../../source/run-command.ts';

/** What a command line printed and ended with. */
export type Ended = {readonly code: number; readonly output: string; readonly errors: string};

export type LineOptions = {
	/** The folder of the journals; one of its own if not given. */
	readonly state?: string;
	readonly settings?: string;
	readonly environment?: Readonly<Record<string, string>>;
	/** Cells of the terminal; a pipe if not given. */
	readonly columns?: number;
};

function collect() {
	let text = '';
	const stream = new Writable({
		write(part, _, done) {
			text += String(part);
			done();
		},
	});
	return {stream, text: () => text};
}

/** Runs a command line in this process, as `synctop` followed by these words, and resolves when it has ended. */
export async function runLine(
	argv: readonly string[],
	{state, settings, environment = {}, columns}: LineOptions = {},
): Promise<Ended> {
	const home = fs.mkdtempSync(path.join(os.tmpdir(), 'synctop-line-'));
	const [output, errors] = [collect(), collect()];
	const stdout = Object.assign(output.stream, {isTTY: columns !== undefined, columns});
	try {
		const code = await runCommand(
			argv,
			{
				environment,
				streams: {
					stdin: process.stdin,
					// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a command writes to it and asks for its width
					stdout: stdout as unknown as WriteStream,
					stderr: errors.stream,
				},
				clock: systemClock,
				random: () => 0.5,
			},
			{state: state ?? home, settings: settings ?? path.join(home, 'settings')},
		);
		return {code, output: output.text(), errors: errors.text()};
	} finally {
		fs.rmSync(home, {recursive: true, force: true});
	}
}
