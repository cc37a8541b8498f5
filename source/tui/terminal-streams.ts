import {PassThrough} from 'node:stream';
import {type ReadStream} from 'node:tty';

/**
A keyboard for Ink that this program holds: Ink gets only the keys that are meant for one of its inputs, one at a time, and never
touches the real terminal's mode.
*/
export function createInkStdin() {
	const stream = new PassThrough();
	const ink = Object.assign(stream, {
		isTTY: true,
		isRaw: true,
		setRawMode: () => ink,
		ref: () => ink,
		unref: () => ink,
	});
	return ink;
}

/** Raw mode and bracketed paste, on and off together. */
export function grabKeyboard(stdin: ReadStream, stdout: NodeJS.WritableStream): () => void {
	stdin.setRawMode(true);
	stdin.setEncoding('utf8');
	stdout.write('\u001B[?2004h');
	return () => {
		stdout.write('\u001B[?2004l');
		// A terminal that is gone cannot be told anything any more.
		if (!stdin.destroyed) {
			stdin.setRawMode(false);
		}
	};
}
