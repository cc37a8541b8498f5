import {blankCells, type Cells, readCells} from './cells.ts';
import {difference} from './difference.ts';
import {type PenRest, unknownRest} from './pen.ts';

/** Where the bytes go. `write` gives false when the terminal does not keep up; then `once('drain')` tells when it does again. */
export type Sink = {
	readonly write: (text: string) => boolean;
	readonly once: (event: 'drain', listener: () => void) => unknown;
};

export type ScreenWriter = {
	/** Shows painted rows (text with SGR sequences). While the terminal does not keep up, only the newest is kept. */
	readonly draw: (rows: readonly string[], columns: number) => void;
	/** Forgets what the terminal shows: the next frame is written whole. For a redraw, a resize, a return from the shell. */
	readonly invalidate: () => void;
};

const beginSync = '\u001B[?2026h';
const endSync = '\u001B[?2026l';
// Small frames reach the terminal in one piece anyway.
const syncFrom = 1024;

/**
Keeps what the terminal shows as cells and writes only the difference: the cheapest moves, the fewest SGR parameters, a scroll region
where it wins. Never more than a whole repaint takes.
*/
export function createScreenWriter(sink: Sink): ScreenWriter {
	let shown: readonly Cells[] | undefined;
	let shownRows: readonly string[] = [];
	let rest: PenRest = unknownRest;
	let width = 0;
	let isFull = false;
	let waiting: {readonly rows: readonly string[]; readonly columns: number} | undefined;

	const write = (rows: readonly string[], columns: number): void => {
		const known = columns === width && shown?.length === rows.length ? shown : undefined;
		// A row that reads the same is the same cells: it costs one comparison.
		const cells = rows.map((row, index) => {
			const old = known?.[index];
			return old !== undefined && shownRows[index] === row ? old : readCells(row, columns);
		});
		const text = known === undefined ? whole(cells, columns) : changed(known, cells, columns);
		shown = cells;
		shownRows = rows;
		width = columns;
		if (text !== '') {
			send(text.length >= syncFrom ? `${beginSync}${text}${endSync}` : text);
		}
	};

	const changed = (before: readonly Cells[], after: readonly Cells[], columns: number): string => {
		const found = difference(before, after, rest, columns);
		({rest} = found);
		return found.text;
	};

	const whole = (cells: readonly Cells[], columns: number): string => {
		const blank = cells.map(() => blankCells(columns));
		const home: PenRest = {row: 0, column: 0, style: ''};
		const found = difference(blank, cells, home, columns);
		({rest} = found);
		return `\u001B[m\u001B[r\u001B[H\u001B[J${found.text}`;
	};

	const send = (text: string): void => {
		if (sink.write(text)) {
			return;
		}

		isFull = true;
		sink.once('drain', () => {
			isFull = false;
			const next = waiting;
			waiting = undefined;
			if (next !== undefined) {
				write(next.rows, next.columns);
			}
		});
	};

	return {
		draw(rows, columns) {
			if (isFull) {
				waiting = {rows, columns};
			} else {
				write(rows, columns);
			}
		},
		invalidate() {
			shown = undefined;
		},
	};
}
