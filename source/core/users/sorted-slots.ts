import {scratchWords} from './scratch.ts';

/** Slots in an order, never changed in place. */
export type Slots = Uint32Array;

/** Negative when the first slot comes before the second; 0 only for the same slot. */
export type CompareSlots = (first: number, second: number) => number;

export const noSlots: Slots = new Uint32Array();

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
	if (arriving.length === 0) {
		return slots;
	}

	const sorted = arriving.toSorted(compare);
	const merged = new Uint32Array(slots.length + sorted.length);
	let from = 0;
	for (const [index, slot] of sorted.entries()) {
		const point = from + insertionPoint(slots.subarray(from), slot, compare);
		merged.set(slots.subarray(from, point), from + index);
		merged[point + index] = slot;
		from = point;
	}

	merged.set(slots.subarray(from), from + sorted.length);
	return merged;
}

const scratch = {
	places: scratchWords(),
	words: scratchWords(),
	otherPlaces: scratchWords(),
	otherWords: scratchWords(),
};

/**
Sorts slots by numbers, the least first; equal ones stay as they stand. Costs a few walks whatever the order is (a radix sort), which is
a tenth of comparing.

@param keys The number of each slot, by its position in `slots`: whole, or an infinity for those at either end. They are used up.
*/
export function sortByNumbers(slots: Slots, keys: Float64Array): Slots {
	const most = countFromZero(keys);
	const places = scratch.places(keys.length);
	// A number is two words of 32 bits: by the lower one first, since equal ones stay as they stand.
	const words = scratch.words(keys.length);
	for (let place = 0; place < places.length; place++) {
		places[place] = place;
		words[place] = keys[place] ?? 0;
	}

	let sorted = sortPlaces(places, words, Math.min(most, word - 1));
	if (most >= word) {
		const upper = sorted.map((place) => Math.floor((keys[place] ?? 0) / word));
		sorted = sortPlaces(sorted.slice(), upper, most / word);
	}

	const inOrder = new Uint32Array(slots.length);
	for (let at = 0; at < inOrder.length; at++) {
		inOrder[at] = slots[sorted[at] ?? 0] ?? 0;
	}

	return inOrder;
}

const word = 2 ** 32;

/** Moves the keys so that the least is 0 and the infinities stand just outside the others; gives the greatest. */
function countFromZero(keys: Float64Array): number {
	let least = Number.POSITIVE_INFINITY;
	let most = Number.NEGATIVE_INFINITY;
	for (let at = 0; at < keys.length; at++) {
		const key = keys[at] ?? 0;
		if (key < least && key !== Number.NEGATIVE_INFINITY) {
			least = key;
		}

		if (key > most && key !== Number.POSITIVE_INFINITY) {
			most = key;
		}
	}

	const isFinite = least <= most;
	const [base, range] = isFinite ? [least, most - least] : [0, 0];
	for (let at = 0; at < keys.length; at++) {
		const fromLeast = (keys[at] ?? 0) - base + 1;
		keys[at] = fromLeast > range + 1 ? range + 2 : fromLeast > 0 ? fromLeast : 0;
	}

	return range + 2;
}

const digitBits = 11;
const digits = 2 ** digitBits;

/** Sorts places by keys up to `most`: a walk for each digit that the keys have. Both are used up. */
function sortPlaces(places: Uint32Array, keys: Uint32Array, most: number): Uint32Array {
	let from: Keyed = {places, keys};
	let to: Keyed = {
		places: scratch.otherPlaces(places.length),
		keys: scratch.otherWords(places.length),
	};
	for (let shift = 0; shift < 32 && most >= 2 ** shift; shift += digitBits) {
		if (scatter(from, to, shift)) {
			[from, to] = [to, from];
		}
	}

	return from.places;
}

type Keyed = {readonly places: Uint32Array; readonly keys: Uint32Array};

/** One walk, by one digit of the keys. Gives false, and does nothing, where all have the same. */
function scatter(from: Keyed, to: Keyed, shift: number): boolean {
	const {places, keys} = from;
	const starts = new Uint32Array(digits + 1);
	for (let at = 0; at < keys.length; at++) {
		const digit = ((keys[at] ?? 0) >>> shift) & (digits - 1);
		starts[digit + 1] = (starts[digit + 1] ?? 0) + 1;
	}

	if (starts.includes(keys.length)) {
		return false;
	}

	for (let digit = 1; digit < digits; digit++) {
		starts[digit] = (starts[digit] ?? 0) + (starts[digit - 1] ?? 0);
	}

	for (let at = 0; at < keys.length; at++) {
		const key = keys[at] ?? 0;
		const digit = (key >>> shift) & (digits - 1);
		const target = starts[digit] ?? 0;
		starts[digit] = target + 1;
		to.places[target] = places[at] ?? 0;
		to.keys[target] = key;
	}

	return true;
}
