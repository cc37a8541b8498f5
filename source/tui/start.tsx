import {type ReadStream, type WriteStream} from 'node:tty';
import {render} from 'ink';
import {interpret, interpretPaste} from '../commands/interpret.ts';
import {milliseconds} from '../contract/time.ts';
import {type Engine} from '../core/engine.ts';
import {type TerminalPort} from '../core/ports.ts';
import {type State} from '../core/state.ts';
import {type Verb, verbs} from '../core/target.ts';
import {type Clock} from '../platform/clock.ts';
import {drawFrame} from './frame.ts';
import {createKeyReader, type KeyInput} from './keys.ts';
import {looksSame, type Painted, paintFrame} from './painted.ts';
import {Screen} from './screen.tsx';
import {createInkStdin, grabKeyboard} from './terminal-streams.ts';
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
	const inkStdin = createInkStdin();
	let release = grabKeyboard(stdin, stdout);
	let painted = paintFrame(drawFrame(engine.store.getState()), theme);
	let isStopped = false;

	const choose = (value: string): void => {
		const event = chosen(engine.store.getState(), value);
		if (event !== undefined) {
			engine.dispatch(event);
		}
	};

	const element = (shown: Painted) => <Screen painted={shown} theme={theme} onChoose={choose} />;
	const ink = render(element(painted), {
		stdout,
		stdin: inkStdin,
		alternateScreen: true,
		interactive: true,
		incrementalRendering: true,
		exitOnCtrlC: false,
		patchConsole: false,
		maxFps: 60,
	});

	const draw = (isForced = false): void => {
		const next = paintFrame(drawFrame(engine.store.getState()), theme);
		if (isForced || !looksSame(painted, next)) {
			painted = next;
			ink.rerender(element(painted));
		}
	};

	const stopFollowing = followState(engine, clock, draw);
	const reader = createKeyReader(clock, (input) => {
		take(engine, input, (bytes) => inkStdin.write(bytes));
	});
	const onData = (chunk: string): void => {
		reader.read(chunk);
	};
	const onResize = (): void => {
		engine.dispatch({type: 'terminal.resized', columns: stdout.columns, rows: stdout.rows});
		draw(true);
	};

	const stop = (): void => {
		if (isStopped) {
			return;
		}

		isStopped = true;
		stopFollowing();
		reader.stop();
		stdin.off('data', onData);
		stdout.off('resize', onResize);
		ink.unmount();
		release();
		stdin.pause();
	};

	stdin.on('data', onData);
	stdin.once('end', stop);
	stdin.once('close', stop);
	stdout.on('resize', onResize);

	const suspend = async (): Promise<void> => {
		release();
		stdout.write('\u001B[?1049l\u001B[?25h');
		await options.suspendProcess();
		release = grabKeyboard(stdin, stdout);
		stdout.write('\u001B[?1049h\u001B[?25l');
		ink.clear();
		onResize();
		engine.dispatch({type: 'feed.refreshed'});
	};

	return {
		terminal: {
			quit: stop,
			suspend: () => void suspend(),
			redraw() {
				stdout.write('\u001B[H\u001B[J');
				ink.clear();
				draw(true);
			},
		},
		stop,
		ended: ink.waitUntilExit().then(() => undefined),
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
