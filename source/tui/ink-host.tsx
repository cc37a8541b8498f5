import {EventEmitter} from 'node:events';
import {render, Text} from 'ink';
import {type StatisticsRow} from '../core/select/options.ts';
import {type Painted} from './painted.ts';
import {Screen} from './screen.tsx';
import {type InkStdin} from './terminal-streams.ts';

/** Lays out the screens that have components in them. What comes of it goes to `onRows`, not to the terminal. */
export type InkHost = {
	readonly show: (painted: Painted) => void;
	/** Lays out a screen with a table and shows nothing of it: code that never ran takes five times as long, and somebody would wait. */
	readonly rehearse: (painted: Painted) => void;
	/** Takes the components away: their keys with them. */
	readonly hide: () => void;
	readonly stop: () => void;
};

export type InkHostOptions = {
	readonly stdin: InkStdin;
	readonly onChoose: (value: string) => void;
	/** A component threw. */
	readonly onDefect: (error: unknown) => void;
	readonly onRows: (rows: readonly string[], columns: number) => void;
};

/** A terminal for Ink that is not one: whole frames are written to it, and handed on as rows. */
function createInkStdout(onFrame: (frame: string) => void) {
	return Object.assign(new EventEmitter(), {
		isTTY: true,
		columns: 80,
		rows: 24,
		writable: true,
		destroyed: false,
		writableEnded: false,
		write(frame: string): boolean {
			onFrame(frame);
			return true;
		},
	});
}

const rehearsed: StatisticsRow = {
	Object: 'none',
	Direction: 'none',
	Created: '0',
	Updated: '0',
	Deleted: '0',
	Failed: '0',
};

export function createInkHost({stdin, onChoose, onDefect, onRows}: InkHostOptions): InkHost {
	let shown: Painted | undefined;
	const stdout = createInkStdout((frame) => {
		if (shown !== undefined) {
			onRows(frame.split('\n').slice(0, shown.rows.length), shown.columns);
		}
	});
	const nothing = <Text> </Text>;
	const ink = render(nothing, {
		// Ink asks for a stream; these are the parts of one that it uses.
		// oxlint-disable-next-line typescript/no-unsafe-type-assertion
		stdout: stdout as unknown as NodeJS.WriteStream,
		stdin,
		// Every frame whole and at once: the screen writer finds what changed, and frames are spaced before they come here.
		debug: true,
		exitOnCtrlC: false,
		patchConsole: false,
	});

	ink.waitUntilExit().catch(onDefect);
	return {
		show(painted) {
			if (stdout.columns !== painted.columns || stdout.rows !== painted.rows.length) {
				shown = undefined;
				Object.assign(stdout, {columns: painted.columns, rows: painted.rows.length});
				stdout.emit('resize');
			}

			shown = painted;
			ink.rerender(<Screen painted={painted} theme={painted.theme} onChoose={onChoose} />);
		},
		rehearse(painted) {
			const statistics = {top: 0, isCompact: false, rows: [rehearsed, rehearsed]};
			const screen = {...painted, statistics};
			ink.rerender(<Screen painted={screen} theme={painted.theme} onChoose={onChoose} />);
			ink.rerender(nothing);
		},
		hide() {
			if (shown !== undefined) {
				shown = undefined;
				ink.rerender(nothing);
			}
		},
		stop() {
			shown = undefined;
			ink.unmount();
		},
	};
}
