import {blankCells, type Cells, readCells} from './cells.ts';
import {type Difference, difference} from './difference.ts';
import {Flow, type Timer} from './flow.ts';
import {type PenRest, unknownRest} from './pen.ts';

/** Where the bytes go. `write` gives false when the terminal does not keep up; then `once('drain')` tells when it does again. */
export type Sink = {
	readonly write: (text: string) => boolean;
	readonly once: (event: 'drain', listener: () => void) => unknown;
};

export type ScreenWriter = {
	/** Shows painted rows (text with SGR sequences). While the terminal does not keep up, only the newest is kept. */
	readonly draw: (rows: readonly string[], columns: number) => void;
	/** Writes something that changes nothing on the screen, between two frames. False where nothing may be written. */
	readonly aside: (text: string) => boolean;
	/** Forgets what the terminal shows: the next frame is written whole. For a resize. */
	readonly invalidate: () => void;
	/** Begins to write, on a terminal of which nothing is known: at the start, after a pause, for a redraw that somebody asked for. */
	readonly restart: () => void;
	/** Writes nothing any more. Calls back when the terminal has answered all it was asked, or is not worth waiting for. */
	readonly pause: (done: () => void) => void;
	/** To be called when the terminal answered a mark: `CSI 0 n` or `CSI 3 n` came from it. */
	readonly acknowledged: () => void;
};

type Screen = {readonly rows: readonly string[]; readonly columns: number};

const beginSync = '\u001B[?2026h';
const endSync = '\u001B[?2026l';
// Small frames reach the terminal in one piece anyway.
const syncFrom = 1024;

/**
Keeps what the terminal shows as cells and writes only the difference: the cheapest moves, the fewest SGR parameters, a scroll region
where it wins. Never more than a whole repaint takes. Frames are replaced, not queued, while the sink is full or the terminal has not
answered a mark (`flow.ts`).
*/
export function createScreenWriter(sink: Sink, timer: Timer): ScreenWriter {
	const painter = createPainter();
	let isFull = false;
	let isPaused = false;
	let waiting: Screen | undefined;

	const write = (screen: Screen): void => {
		const {text, isWhole} = painter.paint(screen);
		if (text === '') {
			return;
		}

		const framed = text.length >= syncFrom ? `${beginSync}${text}${endSync}` : text;
		send(flow.stamp(framed, isWhole));
	};

	const send = (text: string): true => {
		if (!sink.write(text)) {
			isFull = true;
			sink.once('drain', () => {
				isFull = false;
				goOn();
			});
		}

		return true;
	};

	const goOn = (): void => {
		const next = waiting;
		if (next !== undefined && !isFull && flow.isOpen()) {
			waiting = undefined;
			write(next);
		}
	};

	const flow = new Flow(timer, goOn);
	return {
		draw(rows, columns) {
			if (!isPaused) {
				waiting = {rows, columns};
				goOn();
			}
		},
		aside: (text) => !isPaused && send(flow.stamp(text, false)),
		invalidate() {
			painter.forget();
		},
		restart() {
			isPaused = false;
			painter.forget();
			flow.restart();
		},
		pause(done) {
			isPaused = true;
			waiting = undefined;
			flow.settle(done);
		},
		acknowledged() {
			flow.acknowledged();
		},
	};
}

/** Makes of each frame the bytes that show it, after the one before. */
function createPainter() {
	let shown: readonly Cells[] | undefined;
	let shownRows: readonly string[] = [];
	let rest: PenRest = unknownRest;
	let width = 0;

	return {
		forget(): void {
			shown = undefined;
		},
		paint({rows, columns}: Screen): {readonly text: string; readonly isWhole: boolean} {
			const known = columns === width && shown?.length === rows.length ? shown : undefined;
			// A row that reads the same is the same cells: it costs one comparison.
			const cells = rows.map((row, index) => {
				const old = known?.[index];
				return old !== undefined && shownRows[index] === row ? old : readCells(row, columns);
			});
			const found =
				known === undefined ? whole(cells, columns) : difference(known, cells, rest, columns);
			shown = cells;
			shownRows = rows;
			width = columns;
			({rest} = found);
			return {text: found.text, isWhole: known === undefined};
		},
	};
}

function whole(cells: readonly Cells[], columns: number): Difference {
	const blank = blankCells(columns);
	const home: PenRest = {row: 0, column: 0, style: ''};
	const found = difference(
		cells.map(() => blank),
		cells,
		home,
		columns,
	);
	return {text: `\u001B[m\u001B[r\u001B[H\u001B[J${found.text}`, rest: found.rest};
}
