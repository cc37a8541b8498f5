import {finish, inPieces, manyRows, part, type Piecework} from './piecework.ts';
import {type Room, sharedRoom} from './scratch.ts';
import {type Slots} from './sorted-slots.ts';

/**
Sorts slots by numbers, the least first; equal ones stay as they stand. Costs a few walks whatever the order is (a radix sort), which is
a tenth of comparing.

@param keys The number of each slot, by its position in `slots`: whole, or an infinity for those at either end. They are used up.
*/
export function sortByNumbers(slots: Slots, keys: Float64Array): Slots {
	return finish(sortingByNumbers(slots, keys, sharedRoom));
}

/** The same in pieces. */
export function* sortingByNumbers(slots: Slots, keys: Float64Array, room: Room): Piecework<Slots> {
	const most = yield* part(0, 0.2, countingFromZero(keys));
	const places = room.places(keys.length);
	// A number is two words of 32 bits: by the lower one first, since equal ones stay as they stand.
	const lower = room.words(keys.length);
	for (let place = 0; place < places.length; place++) {
		places[place] = place;
		lower[place] = keys[place] ?? 0;
	}

	const spare = {
		places: room.otherPlaces(keys.length),
		keys: room.otherWords(keys.length),
	};
	let sorted = yield* part(
		0.2,
		0.5,
		sortingPlaces({places, keys: lower}, spare, Math.min(most, word - 1)),
	);
	if (most >= word) {
		for (let at = 0; at < keys.length; at++) {
			sorted.keys[at] = Math.floor((keys[sorted.places[at] ?? 0] ?? 0) / word);
		}

		const other = sorted.places === places ? spare : {places, keys: lower};
		sorted = yield* part(0.5, 0.8, sortingPlaces(sorted, other, most / word));
	}

	const inOrder = new Uint32Array(slots.length);
	yield* part(
		0.8,
		1,
		inPieces(inOrder.length, manyRows, (from, to) => {
			for (let at = from; at < to; at++) {
				inOrder[at] = slots[sorted.places[at] ?? 0] ?? 0;
			}
		}),
	);
	return inOrder;
}

const word = 2 ** 32;

/** Moves the keys so that the least is 0 and the infinities stand just outside the others; gives the greatest. */
function* countingFromZero(keys: Float64Array): Piecework<number> {
	let least = Number.POSITIVE_INFINITY;
	let most = Number.NEGATIVE_INFINITY;
	yield* part(
		0,
		0.5,
		inPieces(keys.length, manyRows, (from, to) => {
			for (let at = from; at < to; at++) {
				const key = keys[at] ?? 0;
				if (key < least && key !== Number.NEGATIVE_INFINITY) {
					least = key;
				}

				if (key > most && key !== Number.POSITIVE_INFINITY) {
					most = key;
				}
			}
		}),
	);
	const [base, range] = least <= most ? [least, most - least] : [0, 0];
	yield* part(
		0.5,
		1,
		inPieces(keys.length, manyRows, (from, to) => {
			for (let at = from; at < to; at++) {
				const fromLeast = (keys[at] ?? 0) - base + 1;
				keys[at] = fromLeast > range + 1 ? range + 2 : fromLeast > 0 ? fromLeast : 0;
			}
		}),
	);
	return range + 2;
}

const digitBits = 11;
const digits = 2 ** digitBits;

type Keyed = {readonly places: Uint32Array; readonly keys: Uint32Array};

/** Sorts places by keys up to `most`: a walk for each digit that the keys have. Both are used up. */
function* sortingPlaces(keyed: Keyed, spare: Keyed, most: number): Piecework<Keyed> {
	let from = keyed;
	let to = spare;
	for (let shift = 0; shift < 32 && most >= 2 ** shift; shift += digitBits) {
		const isMoved = yield* part(shift / 33, (shift + digitBits) / 33, scattering(from, to, shift));
		if (isMoved) {
			[from, to] = [to, from];
		}
	}

	return from;
}

/** One walk, by one digit of the keys. Gives false, and does nothing, where all have the same. */
function* scattering({places, keys}: Keyed, to: Keyed, shift: number): Piecework<boolean> {
	const starts = new Uint32Array(digits + 1);
	yield* part(
		0,
		0.3,
		inPieces(keys.length, manyRows, (first, end) => {
			for (let at = first; at < end; at++) {
				const digit = ((keys[at] ?? 0) >>> shift) & (digits - 1);
				starts[digit + 1] = (starts[digit + 1] ?? 0) + 1;
			}
		}),
	);
	if (starts.includes(keys.length)) {
		return false;
	}

	for (let digit = 1; digit < digits; digit++) {
		starts[digit] = (starts[digit] ?? 0) + (starts[digit - 1] ?? 0);
	}

	yield* part(
		0.3,
		1,
		inPieces(keys.length, manyRows, (first, end) => {
			for (let at = first; at < end; at++) {
				const key = keys[at] ?? 0;
				const digit = (key >>> shift) & (digits - 1);
				const target = starts[digit] ?? 0;
				starts[digit] = target + 1;
				to.places[target] = places[at] ?? 0;
				to.keys[target] = key;
			}
		}),
	);
	return true;
}
