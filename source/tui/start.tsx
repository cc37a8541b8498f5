import {type ReadStream, type WriteStream} from 'node:tty';
import {safe} from '../contract/text.ts';
import {seconds} from '../contract/time.ts';
import {type Engine} from '../core/engine.ts';
import {type TerminalPort} from '../core/ports.ts';
import {type State} from '../core/state.ts';
import {type Verb, verbs} from '../core/target.ts';
import {mayLookDifferent} from '../core/visible.ts';
import {type Clock} from '../platform/clock.ts';
import {type ClipboardWay} from '../platform/clipboard.ts';
import {sizeOf} from '../platform/terminal.ts';
import {createCanvas} from './canvas.ts';
import {drawFrame} from './frame.ts';
import {createPace} from './pace.ts';
import {readKeys} from './read-keys.ts';
import {createKeyboard, createOutlet, type Keyboard} from './terminal-streams.ts';
import {type Theme} from './theme.ts';

const betweenLooks = seconds(5);

/** What the screen needs of the world, handed in. */
export type ScreenOptions = {
	readonly stdin: ReadStream;
	readonly stdout: WriteStream;
	readonly clock: Clock;
	readonly theme: Theme;
	/** What is between here and the clipboard of whoever sits at the terminal. */
	readonly clipboard: ClipboardWay;
	/** Nobody is to be called by bell or notification now. */
	readonly isQuiet: () => boolean;
	/** Clicks and the wheel count. */
	readonly hasMouse: boolean;
	readonly jobControl: JobControl;
	/** Something threw that should not: the program is to end. */
	readonly onDefect: (error: unknown) => void;
	/** Whether there is still a terminal at the other end. */
	readonly isTerminal: () => boolean;
};

/** What the shell does with a job, and what a job asks of it. */
export type JobControl = {
	/** Stops this process until the shell continues it. Resolves to false when nobody could continue it: then nothing stops. */
	readonly suspend: () => Promise<boolean>;
	/** Tells when somebody asks from outside for a stop that can be prepared, and when the process goes on after any stop. */
	readonly watch: (onAsked: () => void, onContinued: () => void) => () => void;
};

export type RunningScreen = {
	readonly terminal: TerminalPort;
	/** Gives the terminal back, and waits a moment for its last answers. Called again, it waits for nothing any more. */
	readonly stop: () => void;
	/** Resolves when the screen has stopped. */
	readonly ended: Promise<void>;
};

/** Puts the engine's state on the terminal and its keys into the engine. */
export function startScreen(engine: Engine, options: ScreenOptions): RunningScreen {
	const {stdin, stdout, clock} = options;
	const keyboard = createKeyboard(stdin);
	const outlet = createOutlet(stdout);
	const canvas = createCanvas({
		...options,
		outlet,
		stdin: keyboard.forInk,
		onChoose(value) {
			const event = chosen(engine.store.getState(), value);
			if (event !== undefined) {
				engine.dispatch(event);
			}
		},
	});
	const frame = () => drawFrame(engine.store.getState());
	const pace = createPace(clock, () => canvas.draw(frame()));
	const onResize = (): void => {
		engine.dispatch({type: 'terminal.resized', ...sizeOf(stdout)});
		canvas.redraw(frame());
	};
	const enter = (): void => {
		canvas.enter();
		onResize();
	};

	enter();
	const stopFollowing = follow(engine, pace.changed);
	const ending = createEnding(options.onDefect, canvas.leave, [
		() => {
			stopFollowing();
			pace.stop();
			stdout.off('resize', onResize);
			canvas.stop();
		},
		() => {
			stopReading();
			keyboard.release();
			outlet.abandon();
		},
	]);
	const stopReading = readKeys({
		engine,
		keyboard,
		stdin,
		clock,
		isOpen: () => !ending.hasBegun(),
		hasMouse: options.hasMouse,
		onAnswer: canvas.acknowledged,
		onKey: canvas.attended,
		onTyped: pace.hurry,
	});
	endWith(options, ending);
	stdout.on('resize', onResize);
	const suspend = followJobs({engine, keyboard, leave: canvas.leave, enter, ending}, options);
	return {
		terminal: {quit: ending.begin, suspend, redraw: enter, copy: canvas.copy, ring: canvas.ring},
		stop: ending.begin,
		ended: ending.ended,
	};
}

function follow({store}: Engine, changed: () => void): () => void {
	return store.subscribe((after, before) => {
		if (mayLookDifferent(before, after)) {
			changed();
		}
	});
}

type Ending = ReturnType<typeof createEnding>;

/**
The end in two steps: no more frames, then, when the terminal has answered for the last time, no more keys: an answer that came later
would be typed into the shell. Whatever fails on a terminal that is gone, the program comes to its end.
*/
function createEnding(
	onDefect: (error: unknown) => void,
	leave: (done: () => void) => void,
	[stopDrawing, stopReading]: readonly [() => void, () => void],
) {
	const ended = Promise.withResolvers<undefined>();
	let hasBegun = false;
	const finish = once(() => {
		try {
			stopReading();
		} finally {
			ended.resolve(undefined);
		}
	});
	const begin = (): void => {
		if (hasBegun) {
			finish();
			return;
		}

		hasBegun = true;
		const defect = thrownBy(stopDrawing);
		// A terminal that is gone cannot be told anything any more.
		if (thrownBy(() => leave(finish)) !== undefined) {
			finish();
		}

		if (defect !== undefined) {
			onDefect(defect.error);
		}
	};

	return {
		begin,
		atOnce: (): void => {
			begin();
			finish();
		},
		hasBegun: () => hasBegun,
		ended: ended.promise,
	};
}

// Whatever was wrong may be wrong again when it is taken down: the terminal is given back all the same.
function thrownBy(task: () => void): {readonly error: unknown} | undefined {
	try {
		task();
		return undefined;
	} catch (error) {
		return {error};
	}
}

// A terminal that is gone ends the input, or answers with an error.
function endWith({stdin, stdout, clock, isTerminal}: ScreenOptions, ending: Ending): void {
	const stop = ending.atOnce;
	stdin.once('end', stop);
	stdin.once('close', stop);
	stdin.on('error', stop);
	stdout.on('error', stop);
	// Where it was not the controlling terminal (sudo, a wrapper) nobody tells that it is gone.
	const look = (): void => {
		if (ending.hasBegun()) {
			return;
		}

		if (isTerminal()) {
			clock.after(betweenLooks, look);
		} else {
			stop();
		}
	};
	clock.after(betweenLooks, look);
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

type Job = {
	readonly engine: Engine;
	readonly keyboard: Keyboard;
	readonly leave: (done: () => void) => void;
	readonly enter: () => void;
	readonly ending: Ending;
};

/** Gives the terminal back while the job is stopped, whoever asks for that. Answers how to ask. */
function followJobs(job: Job, {jobControl}: ScreenOptions): () => void {
	const {engine, keyboard, leave, enter, ending} = job;
	let isAway = false;
	const comeBack = (): void => {
		isAway = false;
		if (ending.hasBegun()) {
			return;
		}

		try {
			keyboard.grab();
			enter();
			engine.dispatch({type: 'feed.continued'});
		} catch {
			// A terminal that went away meanwhile.
			ending.atOnce();
		}
	};

	const goAway = async (): Promise<void> => {
		isAway = true;
		await new Promise<void>((resolve) => {
			leave(resolve);
		});
		if (ending.hasBegun()) {
			return;
		}

		keyboard.release();
		const isContinued = await jobControl.suspend();
		comeBack();
		if (!isContinued) {
			const text = safe`Not suspended: no shell here could continue it. Quit with q, or open another session.`;
			engine.dispatch({type: 'app.told', text, tone: 'warn'});
		}
	};

	const suspend = (): void => {
		if (!isAway && !ending.hasBegun()) {
			void goAway();
		}
	};

	const stopWatching = jobControl.watch(suspend, () => {
		// Stopped by force: the shell had the terminal, and nothing of it is as it was set last.
		if (!isAway && !ending.hasBegun()) {
			keyboard.release();
			comeBack();
		}
	});
	void ending.ended.then(stopWatching);
	return suspend;
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
