import {type Cells} from './cells.ts';

/** Rows `top` to `bottom` move by `by`: up when positive. */
export type Scroll = {readonly top: number; readonly bottom: number; readonly by: number};

const farthest = 16;
// Fewer rows than this are written afresh by about as many bytes.
const fewestRows = 3;

/** The move of a block of rows that explains most of the change, if any does. Whether it pays is for the caller to see. */
export function findScroll(before: readonly Cells[], after: readonly Cells[]): Scroll | undefined {
	const changed = after.flatMap((cells, row) => (isSameRow(before[row], cells) ? [] : [row]));
	const [first] = changed;
	const last = changed.at(-1);
	if (first === undefined || last === undefined || changed.length < fewestRows) {
		return undefined;
	}

	const keys = before.map((cells) => keyOf(cells));
	const wanted = after.map((cells) => keyOf(cells));
	let best: {readonly scroll: Scroll; readonly matches: number} | undefined;
	for (let by = -farthest; by <= farthest; by++) {
		const rows =
			by === 0
				? []
				: changed.filter((row) => wanted[row] === keys[row + by] && isWorthMoving(after[row]));
		const [top] = rows;
		const bottom = rows.at(-1);
		if (
			top !== undefined &&
			bottom !== undefined &&
			rows.length > (best?.matches ?? fewestRows - 1)
		) {
			const scroll = {top: Math.min(top, top + by), bottom: Math.max(bottom, bottom + by), by};
			best = {scroll, matches: rows.length};
		}
	}

	return best?.scroll;
}

function isSameRow(one: Cells | undefined, other: Cells): boolean {
	return one === other || (one !== undefined && keyOf(one) === keyOf(other));
}

const keysOf = new WeakMap<Cells, string>();

function keyOf(cells: Cells): string {
	let key = keysOf.get(cells);
	if (key === undefined) {
		key = `${cells.texts.join('\u0000')}\u0001${cells.styles.join('\u0000')}`;
		keysOf.set(cells, key);
	}

	return key;
}

function isWorthMoving(cells: Cells | undefined): boolean {
	return cells?.texts.some((text) => text !== ' ') ?? false;
}
