import {
	type Chunks,
	chunkAt,
	compareEmails,
	compareNames,
	foldedText,
	type Half,
	isUsed,
	nameHalf,
} from './compare-users.ts';
import {
	type CompareSlots,
	noSlots,
	putIn,
	type Slots,
	sortByNumbers,
	takeOut,
} from './sorted-slots.ts';
import {bound, chunkRows, prefixLetters, prefixOf} from './user-chunk.ts';

/**
The slots of all rows in the order of a text. Rows that arrive many at a time are put in their places when somebody asks for the order:
a full read does not sort for a list that nobody looks at.
*/
export type TextOrder = {
	readonly sorted: Slots;
	readonly arrived: ReadonlyArray<readonly number[]>;
};

export const emptyOrder: TextOrder = {sorted: noSlots, arrived: []};

const few = 64;
const settled = new WeakMap<TextOrder, Slots>();

/** All slots in order; made once for an order. */
export function settle(order: TextOrder, rows: Chunks, half: Half): Slots {
	let slots = settled.get(order);
	if (slots === undefined) {
		slots = place(order, rows, half);
		settled.set(order, slots);
	}

	return slots;
}

export function isSettled(order: TextOrder): boolean {
	return settled.has(order);
}

/** The order after an edit: `moved` are the slots whose text changed, that came or that went. */
export function reorder(
	order: TextOrder,
	[before, after]: readonly [Chunks, Chunks],
	moved: readonly number[],
	half: Half,
): TextOrder {
	if (moved.length === 0) {
		return order;
	}

	if (moved.length > few && moved.every((slot) => !isUsed(before, slot))) {
		const known = settled.get(order);
		return known === undefined
			? {...order, arrived: [...order.arrived, moved]}
			: {sorted: known, arrived: [moved]};
	}

	const stayed = takeOut(settle(order, before, half), moved, comparator(before, half));
	const arriving = moved.filter((slot) => isUsed(after, slot));
	return {sorted: putIn(stayed, arriving, comparator(after, half)), arrived: []};
}

function comparator(rows: Chunks, half: Half): CompareSlots {
	return half === nameHalf ? compareNames(rows) : compareEmails(rows);
}

function place({sorted, arrived}: TextOrder, rows: Chunks, half: Half): Slots {
	const slots = arrived.flat();
	if (slots.length * 4 <= sorted.length) {
		return putIn(sorted, slots, comparator(rows, half));
	}

	const all = new Uint32Array(sorted.length + slots.length);
	all.set(sorted);
	all.set(slots, sorted.length);
	return sortAll(all.toSorted(), rows, half);
}

/** By the first fourteen letters as numbers; then the runs that this did not decide by comparing. */
function sortAll(slots: Slots, rows: Chunks, half: Half): Slots {
	const first = (slot: number): number =>
		chunkAt(rows, slot).prefixes[half * chunkRows + (slot % chunkRows)] ?? 0;
	const next = (slot: number): number => nextLetters(rows, slot, half);
	const byNext = sortByNumbers(slots, keysOf(slots, next));
	const sorted = sortByNumbers(byNext, keysOf(byNext, first));
	const compare = comparator(rows, half);
	let start = 0;
	for (let end = 1; end <= sorted.length; end++) {
		const [one = 0, other = 0] = [sorted[start], sorted[end]];
		if (end === sorted.length || first(one) !== first(other)) {
			sortRun(sorted.subarray(start, end), compare);
			start = end;
		}
	}

	return sorted;
}

function keysOf(slots: Slots, key: (slot: number) => number): Float64Array {
	const keys = new Float64Array(slots.length);
	for (let at = 0; at < slots.length; at++) {
		keys[at] = key(slots[at] ?? 0);
	}

	return keys;
}

// Most stand right: what fourteen letters do not decide are equal names, and those stand in the order of ids.
function sortRun(run: Slots, compare: CompareSlots): void {
	for (let at = 1; at < run.length; at++) {
		if (compare(run[at - 1] ?? 0, run[at] ?? 0) > 0) {
			run.set([...run].toSorted(compare));
			return;
		}
	}
}

/** The letters after the first seven as a number; 0 where the first ones do not decide by themselves. */
function nextLetters(rows: Chunks, slot: number, half: Half): number {
	const chunk = chunkAt(rows, slot);
	const folded = foldedText(chunk, half);
	const at = (half === nameHalf ? bound.foldedNames : bound.foldedEmails) + (slot % chunkRows);
	const start = chunk.bounds[at] ?? 0;
	const end = (chunk.bounds[at + 1] ?? 1) - 1;
	const middle = start + prefixLetters;
	for (let index = start; index < middle; index++) {
		if (index >= end || folded.charCodeAt(index) >= 127) {
			return 0;
		}
	}

	return prefixOf(folded, middle, end);
}
