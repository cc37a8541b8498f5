import {
	type Chunks,
	chunkAt,
	compareEmails,
	compareNames,
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
import {chunkRows} from './user-chunk.ts';

/**
The slots of all rows in the order of a text. Rows that arrive many at a time are put in their places when somebody asks for the order:
a full read does not sort for a list that nobody looks at.
*/
export type TextOrder = {
	readonly sorted: Slots;
	readonly arrived: readonly number[];
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
			? {...order, arrived: [...order.arrived, ...moved]}
			: {sorted: known, arrived: moved};
	}

	const stayed = takeOut(settle(order, before, half), moved, comparator(before, half));
	const arriving = moved.filter((slot) => isUsed(after, slot));
	return {sorted: putIn(stayed, arriving, comparator(after, half)), arrived: []};
}

function comparator(rows: Chunks, half: Half): CompareSlots {
	return half === nameHalf ? compareNames(rows) : compareEmails(rows);
}

function place({sorted, arrived}: TextOrder, rows: Chunks, half: Half): Slots {
	return arrived.length * 4 > sorted.length
		? sortAll(Uint32Array.from([...sorted, ...arrived]).sort(), rows, half)
		: putIn(sorted, arrived, comparator(rows, half));
}

/** By the first letters as numbers, then each run of the same ones by comparing. */
function sortAll(slots: Slots, rows: Chunks, half: Half): Slots {
	const prefixOf = (slot: number): number =>
		chunkAt(rows, slot).prefixes[2 * (slot % chunkRows) + half] ?? 0;
	const sorted = sortByNumbers(slots, Float64Array.from(slots, prefixOf));
	const compare = comparator(rows, half);
	let start = 0;
	for (let end = 1; end <= sorted.length; end++) {
		if (end === sorted.length || prefixOf(sorted[start] ?? 0) !== prefixOf(sorted[end] ?? 0)) {
			if (end - start > 1) {
				sorted.subarray(start, end).sort(compare);
			}

			start = end;
		}
	}

	return sorted;
}
