import {type CompareSlots} from './sorted-slots.ts';
import {chunkRows, emptyChunk, textAt, textColumn, type UserChunk} from './user-chunk.ts';

/** The rows of one version of a table. */
export type Chunks = {readonly chunks: readonly UserChunk[]};

/** Which half of the folded text of a row: its name or its e-mail. */
export type Half = 0 | 1;
export const nameHalf = 0;
export const emailHalf = 1;

export function chunkAt({chunks}: Chunks, slot: number): UserChunk {
	return chunks[Math.floor(slot / chunkRows)] ?? emptyChunk;
}

/** Whether a slot holds a row. */
export function isUsed(table: Chunks, slot: number): boolean {
	return textAt(chunkAt(table, slot), textColumn.id, slot % chunkRows) !== undefined;
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
	return (first, second) => {
		const here = chunkAt(one, first);
		const there = chunkAt(other, second);
		const at = 2 * (first % chunkRows) + half;
		const otherAt = 2 * (second % chunkRows) + half;
		const prefixes = (here.prefixes[at] ?? 0) - (there.prefixes[otherAt] ?? 0);
		if (prefixes !== 0) {
			return prefixes;
		}

		let from = here.bounds[at] ?? 0;
		let otherFrom = there.bounds[otherAt] ?? 0;
		// Each text ends with a newline, which comes before all that they may contain.
		const end = here.bounds[at + 1] ?? 0;
		for (; from < end; from++, otherFrom++) {
			const difference = here.folded.charCodeAt(from) - there.folded.charCodeAt(otherFrom);
			if (difference !== 0) {
				return difference;
			}
		}

		return 0;
	};
}

function compareIds(table: Chunks): CompareSlots {
	return (first, second) => {
		if (first === second) {
			return 0;
		}

		const one = textAt(chunkAt(table, first), textColumn.id, first % chunkRows) ?? '';
		const other = textAt(chunkAt(table, second), textColumn.id, second % chunkRows) ?? '';
		return one < other ? -1 : 1;
	};
}
