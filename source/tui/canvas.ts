import {type WriteStream} from 'node:tty';
import {seconds} from '../contract/time.ts';
import {type Clock} from '../platform/clock.ts';
import {createScreenWriter} from '../screen-writer/screen-writer.ts';
import {type Frame} from './frame.ts';
import {type InkHost} from './ink-host.tsx';
import {isPlain, looksSame, type Painted, paintFrame} from './painted.ts';
import {type InkStdin} from './terminal-streams.ts';
import {type Theme} from './theme.ts';

/** What is on the terminal, and how it gets there. */
export type Canvas = {
	/** Shows a frame, if it looks different from what is shown. */
	readonly draw: (frame: Frame) => void;
	/** Shows a frame whole, whatever the terminal shows. */
	readonly redraw: (frame: Frame) => void;
	/** Takes the screen of the terminal, and gives it back as it was. */
	readonly enter: () => void;
	readonly leave: () => void;
	readonly stop: () => void;
};

export type CanvasOptions = {
	readonly stdout: WriteStream;
	readonly stdin: InkStdin;
	readonly clock: Clock;
	readonly theme: Theme;
	readonly onChoose: (value: string) => void;
};

// Alternate screen, cursor, bracketed paste.
const takeScreen = '\u001B[?1049h\u001B[?25l\u001B[?2004h';
const giveScreen = '\u001B[?2004l\u001B[m\u001B[r\u001B[?25h\u001B[?1049l';
// Menus and the table need Ink; it is loaded when the first screen has been up for a while, or when it is needed.
const loadAfter = seconds(3);

/** Draws frames on a terminal: rows go straight to the screen writer; those with components in them through Ink first. */
export function createCanvas({stdout, stdin, clock, theme, onChoose}: CanvasOptions): Canvas {
	const writer = createScreenWriter(stdout);
	let painted: Painted | undefined;
	let host: InkHost | undefined;
	let loading: Promise<void> | undefined;

	const load = async (): Promise<void> => {
		const {createInkHost} = await import('./ink-host.tsx');
		host = createInkHost({stdin, theme, onChoose, onRows: writer.draw});
		if (painted !== undefined && !isPlain(painted)) {
			host.show(painted);
		}
	};

	const show = (next: Painted): void => {
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
	};

	const cancelLoading = clock.after(loadAfter, () => {
		loading ??= load();
	});

	return {
		draw(frame) {
			const next = paintFrame(frame, theme);
			if (painted === undefined || !looksSame(painted, next)) {
				show(next);
			}
		},
		redraw(frame) {
			writer.invalidate();
			show(paintFrame(frame, theme));
		},
		enter() {
			stdout.write(takeScreen);
		},
		leave() {
			stdout.write(giveScreen);
		},
		stop() {
			cancelLoading();
			host?.stop();
		},
	};
}
