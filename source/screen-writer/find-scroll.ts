import {type Cells} from './cells.ts';

/** Rows `top` to `bottom` move by `by`: up when positive. */
export type Scroll = {readonly top: number; readonly bottom: number; readonly by: number};

const farthest = 16;
// Fewer rows than this are written afresh by about as many bytes.
const fewestRows = 3;

/** The move of a block of rows that explains most of the change, if any does. Whether it pays is for the caller to see. */
export function findScroll(before: readonly Cells[], after: readonly Cells[]): Scroll | undefined {
	const changed: number[] = [];
	for (const [row, cells] of after.entries()) {
		// A blank row matches any other, and is not worth a move.
		if (cells !== before[row] && cells.source !== before[row]?.source && hasInk(cells)) {
			changed.push(row);
		}
	}

	let best: Scroll | undefined;
	let most = fewestRows - 1;
	for (let by = -farthest; by <= farthest && changed.length > most; by++) {
		const rows = by === 0 ? [] : changed.filter((row) => isMoved(before, after, row, by));
		const [top] = rows;
		const bottom = rows.at(-1);
		if (top !== undefined && bottom !== undefined && rows.length > most) {
			best = {top: Math.min(top, top + by), bottom: Math.max(bottom, bottom + by), by};
			most = rows.length;
		}
	}

	return best;
}

function isMoved(
	before: readonly Cells[],
	after: readonly Cells[],
	row: number,
	by: number,
): boolean {
	return after[row]?.source === before[row + by]?.source;
}

function hasInk({texts}: Cells): boolean {
	return texts.some((text) => text !== ' ');
}
