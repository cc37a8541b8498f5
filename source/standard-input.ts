import fs from 'node:fs';
import tty from 'node:tty';
import {type Given, textOf} from './flags.ts';
import {type Streams} from './surroundings.ts';
import {UsageError} from './usage-error.ts';

const keyboard = '/dev/tty';

export type ReadInput = {
	readonly input: string | undefined;
	readonly streams: Streams;
	/** Lets go of the terminal, if it was opened for the keys: it would keep the process from its end. */
	readonly release: () => void;
};

/** Reads a token from standard input where `--token-file -` asks for it. Keys, where a screen needs them, come from the terminal itself then. */
export function readInput(given: Given, streams: Streams, needsKeys = true): ReadInput {
	if (textOf(given, 'token-file') !== '-') {
		return {input: undefined, streams, release: () => undefined};
	}

	// Not by the stream: to look at it makes reading fail where the pipe is slow.
	if (tty.isatty(0)) {
		throw new UsageError(
			'--token-file - reads the token from standard input, and that is the keyboard here. Pipe it in: pass show token | synctop --token-file - …',
		);
	}

	const input = readAll();
	if (!needsKeys) {
		return {input, streams, release: () => undefined};
	}

	try {
		const stdin = new tty.ReadStream(fs.openSync(keyboard, 'r'));
		return {
			input,
			streams: {...streams, stdin},
			release() {
				stdin.destroy();
			},
		};
	} catch {
		throw new UsageError(
			`There is no terminal to read keys from (${keyboard} cannot be opened), and standard input held the token.`,
		);
	}
}

function readAll(): string {
	try {
		return fs.readFileSync(0, 'utf8');
	} catch (error) {
		const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
		throw new UsageError(`The token could not be read from standard input (${code}).`);
	}
}
