import {type Cells, blankCells, isSameCell} from './cells.ts';
import {createPen, type Pen, type PenRest} from './pen.ts';
import {findScroll, type Scroll} from './find-scroll.ts';
import {styleChange} from './style.ts';

/** What turns one screen into another, and what is known of the terminal afterwards. */
export type Difference = {readonly text: string; readonly rest: PenRest};

/** The bytes that turn one screen into another: the cells that differ, with a scroll first where that makes them fewer. */
export function difference(
	before: readonly Cells[],
	after: readonly Cells[],
	start: PenRest,
	columns: number,
): Difference {
	const scroll = findScroll(before, after);
	if (scroll === undefined) {
		return writeCells(createPen(start, columns), {before, after, columns});
	}

	const pen = createPen(start, columns);
	pen.scroll(scroll.top, scroll.bottom, scroll.by);
	const scrolled = writeCells(pen, {before: shifted(before, scroll, columns), after, columns});
	const plain = writeCells(createPen(start, columns), {
		before,
		after,
		columns,
		enough: scrolled.text.length,
	});
	return scrolled.text.length < plain.text.length ? scrolled : plain;
}

/** What the terminal shows after a scroll: the rows moved, blanks where they came from. */
function shifted(
	rows: readonly Cells[],
	{top, bottom, by}: Scroll,
	columns: number,
): readonly Cells[] {
	return rows.map((cells, row) => {
		if (row < top || row > bottom) {
			return cells;
		}

		const from = row + by;
		return from < top || from > bottom ? blankCells(columns) : (rows[from] ?? cells);
	});
}

/** Writes what differs. One that is already longer than `enough` is of no use and is not written to its end. */
function writeCells(
	pen: Pen,
	{before, after, columns, enough = Number.POSITIVE_INFINITY}: Screens,
): Difference {
	for (const [row, cells] of after.entries()) {
		const old = before[row];
		if (old !== undefined && old !== cells) {
			writeRow(pen, {row, old, cells, columns});
			if (pen.text().length > enough) {
				break;
			}
		}
	}

	return {text: pen.text(), rest: pen.rest()};
}

type Screens = {
	readonly before: readonly Cells[];
	readonly after: readonly Cells[];
	readonly columns: number;
	readonly enough?: number;
};

type RowChange = {
	readonly row: number;
	readonly old: Cells;
	readonly cells: Cells;
	readonly columns: number;
};

function writeRow(pen: Pen, {row, old, cells, columns}: RowChange): void {
	const last = lastInk(cells, columns);
	for (let column = 0; column < columns; column++) {
		if (cells.texts[column] === '' || !isTouched(old, cells, column)) {
			continue;
		}

		if (column > last && clearPays(old, column, columns)) {
			pen.clearRest(row, column);
			return;
		}

		bridge(pen, cells, row, column);
		pen.write(cells, row, column);
	}
}

// A wide character is touched when either of its cells is.
function isTouched(old: Cells, cells: Cells, column: number): boolean {
	return (
		!isSameCell(old, cells, column) ||
		(cells.texts[column + 1] === '' && !isSameCell(old, cells, column + 1)) ||
		// What was the second half of a wide character is overwritten by whoever writes the first.
		(old.texts[column] === '' && cells.texts[column] !== '')
	);
}

/** Writes over unchanged cells where that takes fewer bytes than a move over them. */
function bridge(pen: Pen, cells: Cells, row: number, column: number): void {
	const from = pen.columnOn(row);
	if (from === undefined || from >= column || column - from > 8) {
		return;
	}

	let bytes = 0;
	let style = pen.style();
	for (let between = from; between < column; between++) {
		const text = cells.texts[between] ?? ' ';
		if (cells.risky.has(between)) {
			return;
		}

		bytes += styleChange(style, cells.styles[between] ?? '').length + Buffer.byteLength(text);
		style = cells.styles[between] ?? '';
	}

	// The style change to the cell itself is paid on both ways.
	const direct = styleChange(pen.style(), cells.styles[column] ?? '').length;
	const afterBridge = styleChange(style, cells.styles[column] ?? '').length;
	if (bytes + afterBridge <= pen.reach(row, column) + direct) {
		for (let between = from; between < column; between++) {
			if (cells.texts[between] !== '') {
				pen.write(cells, row, between);
			}
		}
	}
}

/** The last column that is not a blank in the default style, or -1. */
function lastInk({texts, styles}: Cells, columns: number): number {
	let column = columns - 1;
	while (column >= 0 && texts[column] === ' ' && styles[column] === '') {
		column -= 1;
	}

	return column;
}

// Clearing takes three bytes; a few blanks are cheaper than that only when they are few.
function clearPays(old: Cells, column: number, columns: number): boolean {
	let inked = 0;
	for (let rest = column; rest < columns; rest++) {
		inked += old.texts[rest] === ' ' && old.styles[rest] === '' ? 0 : 1;
	}

	return inked > 3;
}
