import {type Cells} from './cells.ts';
import {type Style, styleChange} from './style.ts';

/** Writes cells by the fewest bytes it knows, remembering where the terminal's cursor is and how it paints. */
export type Pen = {
	/** What was written so far. */
	readonly text: () => string;
	readonly write: (cells: Cells, row: number, column: number) => void;
	/** Clears from here to the end of the row. */
	readonly clearRest: (row: number, column: number) => void;
	/** Scrolls the rows from `top` to `bottom` by `by` rows: up when positive. */
	readonly scroll: (top: number, bottom: number, by: number) => void;
	/** The bytes that reaching a cell would take. */
	readonly reach: (row: number, column: number) => number;
	/** Where the cursor is: the column that would be written next without a move, or nothing. */
	readonly columnOn: (row: number) => number | undefined;
	readonly style: () => Style;
	readonly rest: () => PenRest;
};

/** What is known of the terminal between two frames. */
export type PenRest = {
	readonly row: number;
	readonly column: number | undefined;
	readonly style: Style;
};

export const unknownRest: PenRest = {row: 0, column: undefined, style: ''};

export function createPen(start: PenRest, columns: number): Pen {
	let text = '';
	let {row: atRow, column: atColumn, style} = start;

	const moveTo = (row: number, column: number): void => {
		text += moveBetween(atRow, atColumn, row, column);
		atRow = row;
		atColumn = column;
	};

	const paint = (wanted: Style): void => {
		text += styleChange(style, wanted);
		style = wanted;
	};

	return {
		text: () => text,
		write(cells, row, column) {
			moveTo(row, column);
			paint(cells.styles[column] ?? '');
			const own = cells.texts[column] ?? ' ';
			text += own;
			const next = column + (cells.texts[column + 1] === '' ? 2 : 1);
			// At the edge the cursor waits to wrap, and after some characters terminals disagree: the next move is absolute.
			atColumn = next >= columns || cells.risky.has(column) ? undefined : next;
		},
		clearRest(row, column) {
			moveTo(row, column);
			paint('');
			text += '\u001B[K';
		},
		scroll(top, bottom, by) {
			paint('');
			const count = Math.abs(by) === 1 ? '' : String(Math.abs(by));
			text += `\u001B[${top + 1};${bottom + 1}r\u001B[${count}${by > 0 ? 'S' : 'T'}\u001B[r`;
			atRow = 0;
			atColumn = 0;
		},
		reach: (row, column) => moveBetween(atRow, atColumn, row, column).length,
		columnOn: (row) => (row === atRow ? atColumn : undefined),
		style: () => style,
		rest: () => ({row: atRow, column: atColumn, style}),
	};
}

/** The shortest move from one cell to another; from an unknown column an absolute one. */
function moveBetween(
	fromRow: number,
	fromColumn: number | undefined,
	row: number,
	column: number,
): string {
	if (fromRow === row && fromColumn === column) {
		return '';
	}

	const candidates = [absolute(row, column)];
	if (fromColumn !== undefined) {
		const vertical = relative(row - fromRow, 'B', 'A');
		candidates.push(
			`${vertical}${relative(column - fromColumn, 'C', 'D')}`,
			...(column === 0 ? [`\r${vertical}`] : []),
			...(column < fromColumn && fromColumn - column < 4
				? [`${vertical}${'\b'.repeat(fromColumn - column)}`]
				: []),
		);
	}

	return candidates.reduce((best, other) => (other.length < best.length ? other : best));
}

function absolute(row: number, column: number): string {
	if (column === 0) {
		return row === 0 ? '\u001B[H' : `\u001B[${row + 1}H`;
	}

	return `\u001B[${row === 0 ? '' : row + 1};${column + 1}H`;
}

function relative(by: number, forward: string, back: string): string {
	if (by === 0) {
		return '';
	}

	const count = Math.abs(by) === 1 ? '' : String(Math.abs(by));
	return `\u001B[${count}${by > 0 ? forward : back}`;
}
