import {PassThrough} from 'node:stream';
import {type ReadStream} from 'node:tty';

/** A keyboard for Ink: it gets only the keys that are meant for one of its inputs, and never touches the real terminal's mode. */
export type InkStdin = ReturnType<typeof createInkStdin>;

/** The real keyboard, in this program's hands. */
export type Keyboard = {
	readonly forInk: InkStdin;
	/** Raw mode and bracketed paste, on and off together. */
	readonly grab: () => void;
	readonly release: () => void;
};

const pasteOn = '\u001B[?2004h';
const pasteOff = '\u001B[?2004l';

/** Takes the keyboard: keys come at once and unechoed, pastes come marked as such. */
export function createKeyboard(stdin: ReadStream, stdout: NodeJS.WritableStream): Keyboard {
	const grab = (): void => {
		stdin.setRawMode(true);
		stdout.write(pasteOn);
	};
	stdin.setEncoding('utf8');
	grab();
	return {
		forInk: createInkStdin(),
		grab,
		release() {
			stdout.write(pasteOff);
			// A terminal that is gone cannot be told anything any more.
			if (!stdin.destroyed) {
				stdin.setRawMode(false);
			}
		},
	};
}

function createInkStdin() {
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
