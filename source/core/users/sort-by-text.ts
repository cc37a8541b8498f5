import {
	boundOfHalf,
	type Chunks,
	chunkAt,
	compareEmails,
	compareNames,
	foldedText,
	type Half,
	nameHalf,
} from './compare-users.ts';
import {fewRows, inPieces, manyRows, part, type Piecework, someRows} from './piecework.ts';
import {sortingByNumbers} from './radix-sort.ts';
import {type Room} from './scratch.ts';
import {type CompareSlots, type Slots, sortingBySearch} from './sorted-slots.ts';
import {chunkRows, prefixLetters, prefixOf, type UserChunk} from './user-chunk.ts';

/** Of which rows which text is sorted by, and the room for it. */
export type Sorting = {readonly rows: Chunks; readonly half: Half; readonly room: Room};

/**
Sorts slots that stand by number: by the first fourteen letters as numbers; then the runs that this did not decide, three letters at a
time while they are long, and by comparing.
*/
export function* sortingByText(slots: Slots, sorting: Sorting): Piecework<Slots> {
	const {room} = sorting;
	const letters = yield* part(0, 0.2, readingLetters(slots, sorting));
	const byNext = yield* part(
		0.2,
		0.3,
		sortingByNumbers(slots, yield* keysOf(slots, letters.next, room), room),
	);
	const sorted = yield* part(
		0.3,
		0.4,
		sortingByNumbers(byNext, yield* keysOf(byNext, letters.first, room), room),
	);
	let start = 0;
	let left = 8 * fewRows;
	for (let end = 1; end <= sorted.length; end++) {
		if (end === sorted.length || !areSame(letters, sorted[start], sorted[end])) {
			if (end - start > 1) {
				const known = knownLetters(letters, sorted[start] ?? 0);
				yield* part(
					0.4 + (0.6 * start) / sorted.length,
					0.4 + (0.6 * end) / sorted.length,
					sortingRun(sorted.subarray(start, end), known, sorting),
				);
			}

			left -= end - start;
			start = end;
			if (left < 0) {
				left = 8 * fewRows;
				yield 0.4 + (0.6 * end) / sorted.length;
			}
		}
	}

	return sorted;
}

/** By slot: the first seven letters as a number, and the seven after them. */
type Letters = {readonly first: Float64Array; readonly next: Float64Array};

function* readingLetters(slots: Slots, {rows, half, room}: Sorting): Piecework<Letters> {
	const length = rows.chunks.length * chunkRows;
	const first = room.firstLetters(length);
	const next = room.nextLetters(length);
	yield* inPieces(slots.length, someRows, (from, to) => {
		for (let at = from; at < to; at++) {
			const slot = slots[at] ?? 0;
			const chunk = chunkAt(rows, slot);
			const place = slot % chunkRows;
			first[slot] = chunk.prefixes[half * chunkRows + place] ?? 0;
			next[slot] = nextLetters(chunk, place, half);
		}
	});
	return {first, next};
}

function* keysOf(slots: Slots, bySlot: Float64Array, room: Room): Piecework<Float64Array> {
	const keys = room.keys(slots.length);
	yield* inPieces(slots.length, manyRows, (from, to) => {
		for (let at = from; at < to; at++) {
			keys[at] = bySlot[slots[at] ?? 0] ?? 0;
		}
	});
	return keys;
}

function areSame({first, next}: Letters, one = 0, other = 0): boolean {
	return first[one] === first[other] && next[one] === next[other];
}

/** How many letters the numbers tell for sure: those before the first that is not ASCII. */
function knownLetters({first, next}: Letters, slot: number): number {
	if (hasForeign(first[slot] ?? 0)) {
		return 0;
	}

	return hasForeign(next[slot] ?? 0) ? prefixLetters : 2 * prefixLetters;
}

function hasForeign(prefix: number): boolean {
	for (let rest = prefix; rest > 0; rest = Math.floor(rest / 128)) {
		if (rest % 128 === 127) {
			return true;
		}
	}

	return false;
}

/** Sorts a run of slots of which so many letters are the same. */
function* sortingRun(run: Slots, known: number, sorting: Sorting): Piecework<void> {
	const {rows, half, room} = sorting;
	const compare = half === nameHalf ? compareNames(rows) : compareEmails(rows);
	// Most stand right: equal names stand in the order of ids.
	if (yield* isInOrder(run, compare)) {
		return;
	}

	const letters = (at: number): number => lettersFrom(rows, run[at] ?? 0, known, half);
	if (run.length <= fewRows || hasEnded(letters(0))) {
		yield* sortingBySearch(run, compare);
		return;
	}

	const keys = room.keys(run.length);
	yield* inPieces(run.length, someRows, (from, to) => {
		for (let at = from; at < to; at++) {
			keys[at] = letters(at);
		}
	});
	run.set(yield* sortingByNumbers(run, keys, room));
	let start = 0;
	for (let end = 1; end <= run.length; end++) {
		if (end === run.length || letters(start) !== letters(end)) {
			yield* sortingRun(run.subarray(start, end), known + lettersAtOnce, sorting);
			start = end;
		}

		if (end % someRows === 0) {
			yield end / run.length;
		}
	}
}

function* isInOrder(run: Slots, compare: CompareSlots): Piecework<boolean> {
	for (let at = 1; at < run.length; at++) {
		if (compare(run[at - 1] ?? 0, run[at] ?? 0) > 0) {
			return false;
		}

		if (at % (8 * fewRows) === 0) {
			yield 0;
		}
	}

	return true;
}

const lettersAtOnce = 3;

/** Some letters as one number that compares as they do; 0 for those behind the end. */
function lettersFrom(rows: Chunks, slot: number, from: number, half: Half): number {
	const chunk = chunkAt(rows, slot);
	const at = boundOfHalf(half) + (slot % chunkRows);
	const folded = foldedText(chunk, half);
	const start = (chunk.bounds[at] ?? 0) + from;
	const end = (chunk.bounds[at + 1] ?? 1) - 1;
	let letters = 0;
	for (let index = start; index < start + lettersAtOnce; index++) {
		letters = letters * 65_536 + (index < end ? folded.charCodeAt(index) : 0);
	}

	return letters;
}

function hasEnded(letters: number): boolean {
	return letters % 65_536 === 0;
}

/** The letters after the first seven as a number; 0 where the first ones do not decide by themselves. */
function nextLetters(chunk: UserChunk, place: number, half: Half): number {
	const folded = foldedText(chunk, half);
	const at = boundOfHalf(half) + place;
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
