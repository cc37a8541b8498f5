import {fewRows, finish, inPieces, manyRows, type Piecework} from './piecework.ts';
import {type Room} from './scratch.ts';

/** Slots in an order, never changed in place. */
export type Slots = Uint32Array;

/** Negative when the first slot comes before the second; 0 only for the same slot. */
export type CompareSlots = (first: number, second: number) => number;

export const noSlots: Slots = new Uint32Array();

/** All slots below a number. */
export function slotsBelow(end: number): Slots {
	const slots = new Uint32Array(end);
	for (let slot = 0; slot < end; slot++) {
		slots[slot] = slot;
	}

	return slots;
}

/** The slots that are chosen, as they stand; in pieces. */
export function* choosing(
	slots: Slots,
	isChosen: (slot: number) => boolean,
	room: Room,
): Piecework<Slots> {
	const kept = room.kept(slots.length);
	let length = 0;
	yield* inPieces(slots.length, manyRows, (from, to) => {
		for (let at = from; at < to; at++) {
			const slot = slots[at] ?? 0;
			if (isChosen(slot)) {
				kept[length] = slot;
				length += 1;
			}
		}
	});
	return kept.slice(0, length);
}

/** The first position whose slot does not come before `slot`. Costs a binary search. */
function insertionPoint(slots: Slots, slot: number, compare: CompareSlots): number {
	let low = 0;
	let high = slots.length;
	while (low < high) {
		const middle = (low + high) >>> 1;
		if (compare(slots[middle] ?? 0, slot) < 0) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}

	return low;
}

/** Where a slot stands, or -1. */
export function positionIn(slots: Slots, slot: number, compare: CompareSlots): number {
	const position = insertionPoint(slots, slot, compare);
	return slots[position] === slot ? position : -1;
}

/** Takes slots out, as far as they are in. Costs a search for each and one copy. */
export function takeOut(slots: Slots, leaving: readonly number[], compare: CompareSlots): Slots {
	const positions = leaving
		.map((slot) => positionIn(slots, slot, compare))
		.filter((position) => position >= 0)
		.toSorted((one, other) => one - other);
	if (positions.length === 0) {
		return slots;
	}

	const stayed = new Uint32Array(slots.length - positions.length);
	let from = 0;
	for (const [index, position] of positions.entries()) {
		stayed.set(slots.subarray(from, position), from - index);
		from = position + 1;
	}

	stayed.set(slots.subarray(from), from - positions.length);
	return stayed;
}

/** Puts slots in that are not in. Costs a search for each and one copy. */
export function putIn(slots: Slots, arriving: readonly number[], compare: CompareSlots): Slots {
	return arriving.length === 0
		? slots
		: finish(puttingIn(slots, Uint32Array.from(arriving.toSorted(compare)), compare));
}

/** Puts slots in that are in order and not in, in pieces. */
export function* puttingIn(slots: Slots, arriving: Slots, compare: CompareSlots): Piecework<Slots> {
	const merged = new Uint32Array(slots.length + arriving.length);
	let from = 0;
	yield* inPieces(arriving.length, fewRows, (first, end) => {
		for (let index = first; index < end; index++) {
			const slot = arriving[index] ?? 0;
			const point = from + insertionPoint(slots.subarray(from), slot, compare);
			merged.set(slots.subarray(from, point), from + index);
			merged[point + index] = slot;
			from = point;
		}
	});
	merged.set(slots.subarray(from), from + arriving.length);
	return merged;
}
