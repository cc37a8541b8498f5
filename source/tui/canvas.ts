import {milliseconds} from '../contract/time.ts';
import {type TerminalPort} from '../core/ports.ts';
import {restoredTitle, ringSequence, titleSequence} from '../platform/alert.ts';
import {type ClipboardWay} from '../platform/clipboard.ts';
import {type Clock} from '../platform/clock.ts';
import {createScreenWriter, type ScreenWriter} from '../screen-writer/screen-writer.ts';
import {copyBy} from './copy.ts';
import {type Frame} from './frame.ts';
import {type InkHost, type InkHostOptions} from './ink-host.tsx';
import {giveMouse, takeMouse} from './mouse.ts';
import {isPlain, looksSame, type Painted, paintFrame} from './painted.ts';
import {type InkStdin, type Outlet} from './terminal-streams.ts';
import {type Theme} from './theme.ts';

/** What is on the terminal, and how it gets there. */
export type Canvas = {
	/** Shows a frame, if it looks different from what is shown. */
	readonly draw: (frame: Frame) => void;
	/** Shows a frame whole, whatever the terminal shows. */
	readonly redraw: (frame: Frame) => void;
	/** Takes the screen of the terminal, or takes it again. Nothing is drawn before. */
	readonly enter: () => void;
	/** Gives it back as it was. Calls back when the terminal will send nothing more by itself, or after a while. */
	readonly leave: (done: () => void) => void;
	/** Puts a text on the clipboard of whoever sits at the terminal; the screen stays as it is. */
	readonly copy: TerminalPort['copy'];
	/** Calls whoever is near the terminal. */
	readonly ring: TerminalPort['ring'];
	/** The terminal answered that it has read what was sent. */
	readonly acknowledged: () => void;
	/** Somebody is at the keys: what menus need is loaded as soon as they rest. */
	readonly attended: () => void;
	readonly stop: () => void;
};

export type CanvasOptions = {
	readonly outlet: Outlet;
	readonly stdin: InkStdin;
	readonly clock: Clock;
	readonly theme: Theme;
	readonly clipboard: ClipboardWay;
	/** Nobody is to be called now. */
	readonly isQuiet: () => boolean;
	/** Clicks and the wheel are asked for: the terminal selects text with Shift only. */
	readonly hasMouse: boolean;
	readonly onChoose: (value: string) => void;
	/** A component threw. */
	readonly onDefect: (error: unknown) => void;
};

// Alternate screen, cursor, bracketed paste; no wrapping at the edge, wherever a terminal believes it to be.
const takeScreen = '\u001B[?1049h\u001B[?25l\u001B[?2004h\u001B[?7l';
const giveScreen = '\u001B[?7h\u001B[?2004l\u001B[m\u001B[r\u001B[?25h\u001B[?1049l';
// For what has been written: a terminal that stands still does not keep the program.
const longestFlush = milliseconds(300);
// Long enough for the answer to a key, and shorter than the time to the next one.
const rest = milliseconds(20);

/** Draws frames on a terminal: rows go straight to the screen writer; those with components in them through Ink first. */
export function createCanvas({outlet, clock, ...options}: CanvasOptions): Canvas {
	const {theme} = options;
	const writer = createScreenWriter(outlet, {
		elapsed: clock.elapsed,
		after: (delay, task) => clock.after(milliseconds(delay), task),
	});
	const stage = createStage(writer, clock, options);
	let isAway = true;
	const asides = createAsides(options, (sequence) => !isAway && writer.aside(sequence));
	let cancelLoading = (): void => undefined;

	return {
		draw(frame) {
			if (!isAway) {
				stage.show(paintFrame(frame, theme), false);
			}
		},
		redraw(frame) {
			if (!isAway) {
				writer.invalidate();
				stage.show(paintFrame(frame, theme), true);
			}
		},
		enter() {
			isAway = false;
			outlet.write(options.hasMouse ? `${takeScreen}${takeMouse}` : takeScreen);
			writer.restart();
		},
		leave(done) {
			if (!isAway) {
				isAway = true;
				outlet.write(`${asides.ending()}${options.hasMouse ? giveMouse : ''}${giveScreen}`);
			}

			writer.pause(() => {
				const cancel = clock.after(longestFlush, done);
				outlet.flushed(() => {
					cancel();
					done();
				});
			});
		},
		copy: asides.copy,
		ring: asides.ring,
		acknowledged() {
			writer.acknowledged();
		},
		attended() {
			cancelLoading();
			cancelLoading = clock.after(rest, stage.prepare);
		},
		stop() {
			cancelLoading();
			stage.stop();
		},
	};
}

/** What is said to the terminal beside the screen: the clipboard, and calls to whoever is near. */
function createAsides(
	{clipboard, isQuiet}: Pick<CanvasOptions, 'clipboard' | 'isQuiet'>,
	write: (sequence: string) => boolean,
) {
	let hasTitle = false;
	return {
		copy: copyBy(clipboard, write),
		ring: (text: string): void => {
			if (clipboard !== 'none') {
				const call = isQuiet() ? '' : ringSequence(text, clipboard);
				hasTitle = write(`${call}${titleSequence(text, hasTitle)}`) || hasTitle;
			}
		},
		/** Gives the window its own title back, if it lost it. */
		ending(): string {
			const ending = hasTitle ? restoredTitle : '';
			hasTitle = false;
			return ending;
		},
	};
}

// Keys that came meanwhile are answered in between.
async function turn(clock: Clock): Promise<void> {
	await new Promise<void>((resolve) => {
		clock.after(rest, resolve);
	});
}

/** Puts painted frames on the writer, through Ink where they have components in them. */
function createStage(writer: ScreenWriter, clock: Clock, options: Omit<InkHostOptions, 'onRows'>) {
	let isStopped = false;
	let painted: Painted | undefined;
	let host: InkHost | undefined;
	let loading: Promise<void> | undefined;

	// Menus and the table need Ink. It is 12 MB, and three times a frame or two: a screen that is only looked at never loads it.
	const load = async (): Promise<void> => {
		const {createInkHost} = await import('./ink-host.tsx');
		await turn(clock);
		const made = createInkHost({
			...options,
			onRows(rows, columns) {
				writer.draw(rows, columns);
			},
		});
		host = made;
		if (painted !== undefined && !isPlain(painted)) {
			made.show(painted);
			return;
		}

		await turn(clock);
		if (painted !== undefined && isPlain(painted) && !isStopped) {
			made.rehearse(painted);
		}
	};
	return {
		prepare: (): void => {
			loading ??= load();
		},
		show: (next: Painted, isForced: boolean): void => {
			if (!isForced && painted !== undefined && looksSame(painted, next)) {
				return;
			}

			painted = next;
			if (isPlain(next)) {
				host?.hide();
				writer.draw(next.rows, next.columns);
			} else if (host === undefined) {
				// Its frame stands already; what is in it follows.
				writer.draw(next.rows, next.columns);
				loading ??= load();
			} else {
				host.show(next);
			}
		},
		stop: (): void => {
			isStopped = true;
			host?.stop();
		},
	};
}
