import {fold} from './fold.ts';

/** How well a term is found in a text, and where: indexes of the letters in the text as it is. */
export type FuzzyMatch = {readonly score: number; readonly positions: readonly number[]};

const perLetter = 16;
const atWordStart = 8;
const atHump = 7;
const together = 4;
const gapBegins = 3;
const gapGoesOn = 1;
const sameCase = 1;
const none = Number.NEGATIVE_INFINITY;
// What is looked at closely, in letters of the term times letters of the text. Past it the first way through is taken.
const closeLook = 40_000;

/**
Finds the letters of a term in a text, in this order, with others between them: starts of words and letters that stand together count for
more. A term whose letters are all there, in order, is always found. Neither case nor accents count, but the same case breaks a tie.
*/
export function fuzzyMatch(term: string, text: string): FuzzyMatch | undefined {
	const wanted = fold(term);
	const letters = fold(text);
	if (wanted === '') {
		return {score: 0, positions: []};
	}

	const first = firstWay(wanted, letters);
	if (first === undefined) {
		return undefined;
	}

	const placeOf = placesOf(text, letters);
	const ground: Ground = {wanted, letters, bonus: bonuses(text, letters, placeOf)};
	const way =
		wanted.length * letters.length > closeLook
			? {score: scoreOf(ground, first), ends: first}
			: bestWay(ground, first[0] ?? 0);
	const positions = way.ends.map((end) => placeOf(end));
	const isSameCase = term !== wanted && positions.map((at) => text[at]).join('') === term;
	return {score: way.score + (isSameCase ? sameCase : 0), positions: [...new Set(positions)]};
}

type Ground = {
	readonly wanted: string;
	readonly letters: string;
	readonly bonus: Uint8Array;
};

type Way = {readonly score: number; readonly ends: readonly number[]};

type PlaceOf = (letter: number) => number;

/** Where each letter that is compared stands in the text: one of the text may fold to several, or to none. */
function placesOf(text: string, letters: string): PlaceOf {
	if (letters.length === text.length) {
		return (letter) => letter;
	}

	const places = new Uint32Array(letters.length);
	let at = 0;
	let from = 0;
	for (const character of text) {
		const {length} = fold(character);
		places.fill(from, at, at + length);
		at += length;
		from += character.length;
	}

	return (letter) => places[letter] ?? 0;
}

function bonuses(text: string, letters: string, placeOf: PlaceOf): Uint8Array {
	const bonus = new Uint8Array(letters.length);
	let isAfterWord = false;
	for (let at = 0; at < letters.length; at++) {
		const isWord = isAlphanumeric(letters, at);
		if (!isAfterWord) {
			bonus[at] = isWord || at === 0 ? atWordStart : 0;
		} else if (isWord) {
			const place = placeOf(at);
			const isHump = isUpper(text.charAt(place)) && !isUpper(text.charAt(place - 1));
			bonus[at] = isHump ? atHump : 0;
		}

		isAfterWord = isWord;
	}

	return bonus;
}

const alphanumeric = /[\p{L}\p{N}]/u;

function isAlphanumeric(letters: string, at: number): boolean {
	const code = letters.charCodeAt(at);
	return code < 128
		? (code >= 97 && code <= 122) || (code >= 48 && code <= 57)
		: alphanumeric.test(letters.charAt(at));
}

function isUpper(character: string): boolean {
	const code = character.charCodeAt(0);
	return code < 128 ? code >= 65 && code <= 90 : character !== character.toLowerCase();
}

/** The first letters that fit, from the left; nothing when there are not all. */
function firstWay(wanted: string, letters: string): readonly number[] | undefined {
	const ends: number[] = [];
	let from = 0;
	for (let index = 0; index < wanted.length; index++) {
		const at = letters.indexOf(wanted[index] ?? '', from);
		if (at < 0) {
			return undefined;
		}

		ends.push(at);
		from = at + 1;
	}

	return ends;
}

function scoreOf({bonus}: Ground, ends: readonly number[]): number {
	let score = 0;
	let run = 0;
	for (const [index, end] of ends.entries()) {
		const gap = index === 0 ? 0 : end - (ends[index - 1] ?? 0) - 1;
		const own = bonus[end] ?? 0;
		const isTogether = index > 0 && gap === 0;
		run = isTogether ? Math.max(run, own) : own;
		score += perLetter - (gap === 0 ? 0 : gapBegins + (gap - 1) * gapGoesOn);
		score += index === 0 ? 2 * own : isTogether ? Math.max(together, run) : own;
	}

	return score;
}

/** The way with the highest score, letter by letter of the term; of equal ones the first. None begins before `start`. */
function bestWay({wanted, letters, bonus}: Ground, start: number): Way {
	const width = letters.length;
	const before = new Int32Array(wanted.length * width).fill(-1);
	let last: Row = {score: new Float64Array(width), run: new Uint8Array(width)};
	for (let index = 0; index < wanted.length; index++) {
		last = nextRow(last, {
			bonus,
			letters,
			letter: wanted[index] ?? '',
			isFirst: index === 0,
			start: start + index,
			before: before.subarray(index * width, (index + 1) * width),
		});
	}

	let end = start;
	for (let at = start + 1; at < width; at++) {
		if ((last.score[at] ?? none) > (last.score[end] ?? none)) {
			end = at;
		}
	}

	const score = last.score[end] ?? 0;
	const ends = [end];
	for (let index = wanted.length - 1; index > 0; index--) {
		end = before[index * width + end] ?? 0;
		ends.unshift(end);
	}

	return {score, ends};
}

/** For each place of a text: the best score of a way that ends there, and what letters after it get for standing together. */
type Row = {readonly score: Float64Array; readonly run: Uint8Array};

type Asked = {
	readonly bonus: Uint8Array;
	readonly letters: string;
	readonly letter: string;
	readonly isFirst: boolean;
	/** No way has this letter before it. */
	readonly start: number;
	/** Filled with where the letter before stands on the best way. */
	readonly before: Int32Array;
};

function nextRow(last: Row, {bonus, letters, letter, isFirst, start, before}: Asked): Row {
	const score = new Float64Array(letters.length).fill(none);
	const run = new Uint8Array(letters.length);
	let overGap = none;
	let gapFrom = -1;
	for (let at = start; at < letters.length; at++) {
		const own = bonus[at] ?? 0;
		const earlier = last.score[at - 2] ?? none;
		overGap -= gapGoesOn;
		if (earlier - gapBegins > overGap) {
			overGap = earlier - gapBegins;
			gapFrom = at - 2;
		}

		if (letters[at] !== letter) {
			continue;
		}

		if (isFirst) {
			score[at] = perLetter + 2 * own;
			run[at] = own;
			continue;
		}

		const kept = Math.max(last.run[at - 1] ?? 0, own);
		const joined = (last.score[at - 1] ?? none) + Math.max(together, kept);
		const apart = overGap + own;
		const isTogether = joined >= apart;
		score[at] = perLetter + (isTogether ? joined : apart);
		run[at] = isTogether ? kept : own;
		before[at] = isTogether ? at - 1 : gapFrom;
	}

	return {score, run};
}
