import {PassThrough} from 'node:stream';
import {type ReadStream, type WriteStream} from 'node:tty';
import {type Sink} from '../screen-writer/screen-writer.ts';

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

/** The terminal as somewhere to write to, without ever standing still with it. */
export type Outlet = Sink & {
	/** Calls back when all that was written has gone. */
	readonly flushed: (done: () => void) => void;
	/** Gives up what has not gone: it would keep the process from its end. */
	readonly abandon: () => void;
};

type Handle = {
	readonly fd: number;
	readonly setBlocking: (isBlocking: boolean) => void;
	readonly close: () => void;
};

/**
Node makes writes to a terminal block: one that stands still (a stopped tmux client, a link that is stuck) would stop this program in
the middle of a write, deaf to keys and signals. Here they do not block, where that concerns nobody else: Node has opened the terminal
anew for itself, which shows in a file descriptor of its own. (It cannot where the terminal belongs to another user, after `su`.)
*/
export function createOutlet(stdout: WriteStream): Outlet {
	const handle = handleOf(stdout);
	handle?.setBlocking(false);
	let listeners: ReadonlyArray<() => void> = [];
	const written = (): void => {
		if (isFlushed(stdout)) {
			const told = listeners;
			listeners = [];
			for (const listener of told) {
				listener();
			}
		}
	};

	return {
		// Not whether Node's buffer is full: what waits in it is a frame that will be old when it gets out.
		write(text) {
			stdout.write(text, written);
			return isFlushed(stdout);
		},
		once(_, listener) {
			listeners = [...listeners, listener];
		},
		flushed(done) {
			if (isFlushed(stdout)) {
				done();
			} else {
				listeners = [...listeners, done];
			}
		},
		abandon() {
			if (!isFlushed(stdout)) {
				handle?.close();
			}
		},
	};
}

function isFlushed(stdout: WriteStream): boolean {
	return stdout.destroyed || stdout.writableLength === 0;
}

/** The handle beneath the stream: no documented part of Node, so it is looked at closely, and only where this was tried. */
function handleOf(stdout: WriteStream): Handle | undefined {
	const handle: unknown = Reflect.get(stdout, '_handle');
	const standard = 2;
	return process.platform === 'linux' && isHandle(handle) && handle.fd > standard
		? handle
		: undefined;
}

function isHandle(value: unknown): value is Handle {
	return (
		typeof value === 'object' &&
		value !== null &&
		'fd' in value &&
		typeof value.fd === 'number' &&
		'setBlocking' in value &&
		typeof value.setBlocking === 'function' &&
		'close' in value &&
		typeof value.close === 'function'
	);
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
