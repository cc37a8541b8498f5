import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {Readable, Writable} from 'node:stream';
import {type ReadStream, type WriteStream} from 'node:tty';
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
	/** What somebody types at a terminal; nobody is there if not given. */
	readonly typed?: string;
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
	{state, settings, environment = {}, columns, typed}: LineOptions = {},
): Promise<Ended> {
	const home = fs.mkdtempSync(path.join(os.tmpdir(), 'synctop-line-'));
	const [output, errors] = [collect(), collect()];
	const stdin = Object.assign(Readable.from(typed === undefined ? [] : [typed]), {
		isTTY: typed !== undefined,
	});
	const stderr = Object.assign(errors.stream, {isTTY: typed !== undefined});
	const stdout = Object.assign(output.stream, {isTTY: columns !== undefined, columns});
	try {
		const code = await runCommand(
			argv,
			{
				environment,
				streams: {
					// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a command reads lines from it
					stdin: stdin as unknown as ReadStream,
					// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a command writes to it and asks for its width
					stdout: stdout as unknown as WriteStream,
					stderr,
				},
				clock: systemClock,
				// Of several lines each is a start of its own.
				random: Math.random,
			},
			{state: state ?? home, settings: settings ?? path.join(home, 'settings')},
		);
		return {code, output: output.text(), errors: errors.text()};
	} finally {
		fs.rmSync(home, {recursive: true, force: true});
	}
}
