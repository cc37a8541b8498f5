import {fewRows, inPieces, type Piecework, someRows} from './piecework.ts';
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
	yield* inPieces(slots.length, someRows, (from, to) => {
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

/** Takes slots out, as far as they are in; in pieces. Costs a search for each and one copy. */
export function* takingOut(
	slots: Slots,
	leaving: readonly number[],
	compare: CompareSlots,
): Piecework<Slots> {
	const positions: number[] = [];
	yield* inPieces(leaving.length, fewRows, (from, to) => {
		for (const slot of leaving.slice(from, to)) {
			positions.push(positionIn(slots, slot, compare));
		}
	});
	const found = Float64Array.from(positions.filter((position) => position >= 0)).toSorted();
	if (found.length === 0) {
		return slots;
	}

	const stayed = new Uint32Array(slots.length - found.length);
	let from = 0;
	for (const [index, position] of found.entries()) {
		stayed.set(slots.subarray(from, position), from - index);
		from = position + 1;
	}

	stayed.set(slots.subarray(from), from - found.length);
	return stayed;
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

/** Sorts in place, in pieces: few at a time by comparing, and those into one another. For what cannot be told by numbers. */
export function* sortingBySearch(run: Slots, compare: CompareSlots): Piecework<void> {
	for (let from = 0; from < run.length; from += fewRows) {
		const few = run.subarray(from, from + fewRows);
		few.set([...few].toSorted(compare));
		yield 0;
	}

	for (let width = fewRows; width < run.length; width *= 2) {
		for (let from = 0; from + width < run.length; from += 2 * width) {
			const middle = from + width;
			const merging = puttingIn(
				run.slice(from, middle),
				run.slice(middle, middle + width),
				compare,
			);
			run.set(yield* merging, from);
		}
	}
}
