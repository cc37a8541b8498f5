import {PassThrough} from 'node:stream';
import {type ReadStream} from 'node:tty';

/** A keyboard for Ink: it gets only the keys that are meant for one of its inputs, and never touches the real terminal's mode. */
export type InkStdin = ReturnType<typeof createInkStdin>;

/** The real keyboard, in this program's hands. */
export type Keyboard = {
	readonly forInk: InkStdin;
	/** Raw mode, on and off. */
	readonly grab: () => void;
	readonly release: () => void;
};

/** Takes the keyboard: keys come at once and unechoed. */
export function createKeyboard(stdin: ReadStream): Keyboard {
	const grab = (): void => {
		stdin.setRawMode(true);
	};
	stdin.setEncoding('utf8');
	grab();
	return {
		forInk: createInkStdin(),
		grab,
		release() {
			// A terminal that is gone cannot be told anything any more.
			if (stdin.destroyed) {
				return;
			}

			try {
				stdin.setRawMode(false);
			} catch {
				// It went away without a word.
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
