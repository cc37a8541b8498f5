import {once} from 'node:events';
import {toSafe} from '../contract/text.ts';
import {type Streams} from '../surroundings.ts';

/** Where a command writes to. */
export type Printer = {
	/** Prints to standard output; resolves when more can be taken. Nothing happens when nobody reads any more. */
	readonly out: (text: string) => Promise<void>;
	/** A word to the person, on standard error; none when `--quiet` was given. */
	readonly note: (text: string) => void;
	/** What went wrong, on standard error, also with `--quiet`. */
	readonly problem: (text: string) => void;
	/** Nobody reads what is printed any more: `synctop users | head`. */
	readonly isClosed: () => boolean;
	/** Resolves when all is written, to why it could not be; that nobody reads any more is no reason. */
	readonly lost: () => Promise<string | undefined>;
	/** Cells of the terminal, or nothing where it is a pipe or a file. */
	readonly width: number | undefined;
};

/** Prints to the streams of the process. */
export function createPrinter(
	{stdout, stderr}: Pick<Streams, 'stdout' | 'stderr'>,
	isQuiet: boolean,
): Printer {
	let isClosed = false;
	let reason: string | undefined;
	stdout.on('error', (error: NodeJS.ErrnoException) => {
		isClosed = true;
		if (error.code !== 'EPIPE') {
			reason ??= error.code ?? 'unknown';
		}
	});
	return {
		async out(text) {
			if (!isClosed && !stdout.write(text)) {
				// Neither listener may stay: there is a wait for every full pipe.
				const waiting = new AbortController();
				const {signal} = waiting;
				await Promise.race([
					once(stdout, 'drain', {signal}),
					once(stdout, 'close', {signal}),
				]).catch(() => undefined);
				waiting.abort();
			}
		},
		note(text) {
			if (!isQuiet) {
				stderr.write(`${toSafe(text)}\n`);
			}
		},
		problem(text) {
			stderr.write(`${toSafe(text)}\n`);
		},
		isClosed: () => isClosed,
		async lost() {
			if (!isClosed) {
				await new Promise<void>((resolve) => {
					stdout.write('', () => {
						resolve();
					});
				});
			}

			return reason;
		},
		width: stdout.isTTY ? stdout.columns : undefined,
	};
}
