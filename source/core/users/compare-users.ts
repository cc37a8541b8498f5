import {type ChunkList, chunkOf} from './chunk-list.ts';
import {type CompareSlots} from './sorted-slots.ts';
import {
	bound,
	boundOf,
	chunkRows,
	hasText,
	textColumn,
	textOf,
	type UserChunk,
} from './user-chunk.ts';

/** The rows of one version of a table. */
export type Chunks = {readonly chunks: ChunkList};

/** Which half of the folded text of a row: its name or its e-mail. */
export type Half = 0 | 1;
export const nameHalf = 0;
export const emailHalf = 1;

export function chunkAt({chunks}: Chunks, slot: number): UserChunk {
	return chunkOf(chunks, Math.floor(slot / chunkRows));
}

/** Whether a slot holds a row. */
export function isUsed(table: Chunks, slot: number): boolean {
	return hasText(chunkAt(table, slot), textColumn.id, slot % chunkRows);
}

/** By folded name; the same names by id, so that the order is total. */
export function compareNames(table: Chunks): CompareSlots {
	const byText = compareTexts(table, table, nameHalf);
	const byId = compareIds(table);
	return (first, second) => byText(first, second) || byId(first, second);
}

/** By folded e-mail; the same ones by name. */
export function compareEmails(table: Chunks): CompareSlots {
	const byText = compareTexts(table, table, emailHalf);
	const byName = compareNames(table);
	return (first, second) => byText(first, second) || byName(first, second);
}

/** Compares the folded text of a row of one version with that of a row of another, without making a text of either. */
export function compareTexts(one: Chunks, other: Chunks, half: Half): CompareSlots {
	const from = boundOfHalf(half);
	return (first, second) => {
		const here = chunkAt(one, first);
		const there = chunkAt(other, second);
		const [at, otherAt] = [first % chunkRows, second % chunkRows];
		const prefixes =
			(here.prefixes[half * chunkRows + at] ?? 0) -
			(there.prefixes[half * chunkRows + otherAt] ?? 0);
		return prefixes === 0
			? compareParts(
					{text: foldedText(here, half), bounds: here.bounds, at: from + at},
					{text: foldedText(there, half), bounds: there.bounds, at: from + otherAt},
				)
			: prefixes;
	};
}

/** Where the bounds of the folded names or e-mails begin. */
export function boundOfHalf(half: Half): number {
	return half === nameHalf ? bound.foldedNames : bound.foldedEmails;
}

/** The folded names or e-mails of a chunk. */
export function foldedText({foldedNames, foldedEmails}: UserChunk, half: Half): string {
	return half === nameHalf ? foldedNames : foldedEmails;
}

type Part = {readonly text: string; readonly bounds: UserChunk['bounds']; readonly at: number};

// Each text ends with a newline, which comes before all that they may contain.
function compareParts(one: Part, other: Part): number {
	const end = one.bounds[one.at + 1] ?? 0;
	let there = other.bounds[other.at] ?? 0;
	for (let here = one.bounds[one.at] ?? 0; here < end; here++, there++) {
		const difference = one.text.charCodeAt(here) - other.text.charCodeAt(there);
		if (difference !== 0) {
			return difference;
		}
	}

	return 0;
}

function compareIds(table: Chunks): CompareSlots {
	const {id} = textColumn;
	return (first, second) => {
		if (first === second) {
			return 0;
		}

		const [one, other] = [chunkAt(table, first), chunkAt(table, second)];
		return compareParts(
			{text: textOf(one, id), bounds: one.bounds, at: boundOf(id) + (first % chunkRows)},
			{text: textOf(other, id), bounds: other.bounds, at: boundOf(id) + (second % chunkRows)},
		);
	};
}
