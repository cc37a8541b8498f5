import {type ReadStream, type WriteStream} from 'node:tty';
import {interpret, interpretPaste} from '../commands/interpret.ts';
import {milliseconds} from '../contract/time.ts';
import {type Engine} from '../core/engine.ts';
import {type TerminalPort} from '../core/ports.ts';
import {type State} from '../core/state.ts';
import {type Verb, verbs} from '../core/target.ts';
import {type Clock} from '../platform/clock.ts';
import {createCanvas} from './canvas.ts';
import {drawFrame} from './frame.ts';
import {createKeyReader, type KeyInput} from './keys.ts';
import {createKeyboard, type InkStdin, type Keyboard} from './terminal-streams.ts';
import {type Theme} from './theme.ts';

/** What the screen needs of the world, handed in. */
export type ScreenOptions = {
	readonly stdin: ReadStream;
	readonly stdout: WriteStream;
	readonly clock: Clock;
	readonly theme: Theme;
	/** Stops this process until the shell continues it; resolves then. */
	readonly suspendProcess: () => Promise<void>;
};

export type RunningScreen = {
	readonly terminal: TerminalPort;
	/** Gives the terminal back. Calling it again does nothing. */
	readonly stop: () => void;
	/** Resolves when the screen has stopped. */
	readonly ended: Promise<void>;
};

/** At most one frame in this time, the last one always. */
const frameTime = milliseconds(16);
const soon = milliseconds(0);

/** Puts the engine's state on the terminal and its keys into the engine. */
export function startScreen(engine: Engine, options: ScreenOptions): RunningScreen {
	const {stdin, stdout, clock, theme} = options;
	const keyboard = createKeyboard(stdin);
	const canvas = createCanvas({
		stdout,
		stdin: keyboard.forInk,
		clock,
		theme,
		onChoose(value) {
			const event = chosen(engine.store.getState(), value);
			if (event !== undefined) {
				engine.dispatch(event);
			}
		},
	});
	const frame = () => drawFrame(engine.store.getState());
	const redraw = (): void => {
		canvas.redraw(frame());
	};

	canvas.enter();
	redraw();
	const stopFollowing = followState(engine, clock, () => {
		canvas.draw(frame());
	});
	const stopReading = readKeys(engine, keyboard, options);
	const onResize = (): void => {
		engine.dispatch({type: 'terminal.resized', columns: stdout.columns, rows: stdout.rows});
		redraw();
	};
	const ending = Promise.withResolvers<undefined>();
	// Whatever fails on a terminal that is gone, the program comes to its end.
	const stop = once(() => {
		try {
			stopFollowing();
			stopReading();
			stdout.off('resize', onResize);
			canvas.stop();
			canvas.leave();
			keyboard.release();
		} finally {
			ending.resolve(undefined);
		}
	});

	endWith(options, stop);
	stdout.on('resize', onResize);

	const suspend = async (): Promise<void> => {
		canvas.leave();
		keyboard.release();
		await options.suspendProcess();
		keyboard.grab();
		canvas.enter();
		onResize();
		engine.dispatch({type: 'feed.refreshed'});
	};

	return {
		terminal: {quit: stop, suspend: () => void suspend(), redraw},
		stop,
		ended: ending.promise,
	};
}

// A terminal that is gone ends the input, or answers with an error.
function endWith({stdin, stdout}: ScreenOptions, stop: () => void): void {
	stdin.once('end', stop);
	stdin.once('close', stop);
	stdin.on('error', stop);
	stdout.on('error', stop);
}

function readKeys(engine: Engine, keyboard: Keyboard, {stdin, clock}: ScreenOptions): () => void {
	const menuKeys = createMenuKeys(engine, clock, keyboard.forInk);
	const reader = createKeyReader(clock, (input, isAlone) => {
		if (isAlone || !saysYes(engine.store.getState(), input)) {
			take(engine, input, menuKeys.send);
		}
	});
	const onData = (chunk: string): void => {
		reader.read(chunk);
	};
	stdin.on('data', onData);
	return () => {
		stdin.off('data', onData);
		stdin.pause();
		reader.stop();
		menuKeys.stop();
	};
}

function once(task: () => void): () => void {
	let isDone = false;
	return () => {
		if (!isDone) {
			isDone = true;
			task();
		}
	};
}

/** Draws when the state changed: at once when it is quiet, and at most once a frame time when it is not. */
function followState(engine: Engine, clock: Clock, draw: () => void): () => void {
	let isDue = false;
	let cancel: (() => void) | undefined;
	const tick = (): void => {
		cancel = undefined;
		if (isDue) {
			isDue = false;
			draw();
			rest();
		}
	};
	const rest = (): void => {
		cancel = clock.after(frameTime, tick);
	};
	const stop = engine.store.subscribe(() => {
		if (cancel === undefined) {
			// After this turn: several events of one turn make one frame.
			cancel = clock.after(soon, () => {
				draw();
				rest();
			});
		} else {
			isDue = true;
		}
	});
	return () => {
		stop();
		cancel?.();
	};
}

/**
Hands keys to the open menu one at a time, each when the menu has been drawn with what the one before it did: its list counts from
the line that it was drawn with. Keys for a menu that was closed meanwhile are dropped.
*/
function createMenuKeys(engine: Engine, clock: Clock, stdin: InkStdin) {
	let waiting: ReadonlyArray<{readonly dialog: State['dialog']; readonly bytes: string}> = [];
	let cancel: (() => void) | undefined;
	const next = (): void => {
		cancel = undefined;
		const {dialog} = engine.store.getState();
		waiting = waiting.filter((key) => key.dialog === dialog);
		const isRead = stdin.listenerCount('readable') > 0 && stdin.readableLength === 0;
		const [first] = waiting;
		if (first !== undefined && isRead) {
			waiting = waiting.slice(1);
			stdin.write(first.bytes);
		}

		if (first !== undefined) {
			cancel = clock.after(soon, next);
		}
	};

	return {
		send: (bytes: string): void => {
			waiting = [...waiting, {dialog: engine.store.getState().dialog, bytes}];
			cancel ??= clock.after(soon, next);
		},
		stop: (): void => {
			waiting = [];
			cancel?.();
		},
	};
}

// A yes counts only when it comes by itself: several characters at once may be a paste that did not say so.
function saysYes(state: State, input: KeyInput): boolean {
	const event = input.kind === 'press' ? interpret(state, input.press) : undefined;
	return event?.type === 'app.quit' || (event?.type === 'plan.pressed' && event.field === 'apply');
}

function take(engine: Engine, input: KeyInput, forward: (bytes: string) => void): void {
	const state = engine.store.getState();
	if (input.kind === 'paste') {
		engine.dispatch(interpretPaste(state, input.text));
		return;
	}

	const event = interpret(state, input.press);
	if (event !== undefined) {
		engine.dispatch(event);
		return;
	}

	// A menu has the keys that are no commands: up, down, Enter, digits.
	if (state.dialog?.kind === 'statusMenu' || state.dialog?.kind === 'sortMenu') {
		forward(input.bytes);
	}
}

function chosen({dialog}: State, value: string) {
	if (dialog?.kind === 'sortMenu') {
		return {type: 'list.sorted', list: dialog.list, column: value} as const;
	}

	const verb = verbs.find((known): known is Verb => known === value);
	return dialog?.kind === 'statusMenu' && verb !== undefined
		? ({type: 'change.asked', verb, targets: dialog.targets} as const)
		: undefined;
}
