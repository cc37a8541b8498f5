import {type UserChunk, chunkRows} from './user-chunk.ts';
import {type UserTable} from './user-table.ts';

type Finds = {
	readonly starts: number[];
	readonly inside: number[];
	readonly apart: number[];
};

type Found = {
	readonly slots: readonly number[];
	/** Nobody was left out because there were enough. */
	readonly isWhole: boolean;
};

let last:
	| (Found & {
			readonly chunks: UserTable['chunks'];
			readonly terms: readonly string[];
			readonly most: number;
	  })
	| undefined;

/**
The slots of users in whose name or e-mail all folded terms are found: first those where a word begins with the longest, then those that
have it inside, then those that have its letters in order. Looks no further than `most`; a term that goes on where the one before
ended is looked for among those who were found.
*/
export function findUsers(
	table: UserTable,
	terms: readonly string[],
	most: number,
): readonly number[] {
	const {chunks} = table;
	const known = last?.chunks === chunks && last.most === most ? last : undefined;
	if (known !== undefined && known.terms.join(' ') === terms.join(' ')) {
		return known.slots;
	}

	const goesOn =
		known?.isWhole === true &&
		known.terms.length === terms.length &&
		known.terms.every((term, index) => term !== '' && terms[index]?.startsWith(term) === true);
	const found = goesOn ? narrow(table, known, terms) : look(table, terms, most);
	last = {...found, chunks, terms, most};
	return found.slots;
}

function narrow({chunks}: UserTable, {slots}: Found, terms: readonly string[]): Found {
	return {
		isWhole: true,
		slots: slots.filter((slot) => {
			const chunk = chunks[Math.floor(slot / chunkRows)];
			return (
				chunk !== undefined &&
				terms.every((term) => isWithin(chunk.folded, term, slot % chunkRows, chunk.bounds))
			);
		}),
	};
}

function look(table: UserTable, terms: readonly string[], most: number): Found {
	const [term = '', ...others] = terms.toSorted((one, other) => other.length - one.length);
	if (term === '') {
		return {slots: [], isWhole: false};
	}

	const asked: Asked = {term, rare: rarest(term), others, most};
	const finds: Finds = {starts: [], inside: [], apart: []};
	for (const [index, chunk] of table.chunks.entries()) {
		lookTogether(chunk, index * chunkRows, asked, finds);
		if (finds.starts.length >= most) {
			return {slots: finds.starts.slice(0, most), isWhole: false};
		}
	}

	const together = [...finds.starts, ...finds.inside];
	for (const [index, chunk] of table.chunks.entries()) {
		if (together.length + finds.apart.length >= most) {
			break;
		}

		lookApart(chunk, index * chunkRows, asked, finds);
	}

	const slots = [...new Set([...together, ...finds.apart])].slice(0, most);
	return {slots, isWhole: together.length + finds.apart.length < most};
}

type Asked = {
	readonly term: string;
	readonly rare: string;
	readonly others: readonly string[];
	readonly most: number;
};

// Names and e-mails of a chunk are one text: it is looked through once, and a row that has been found is jumped over.
function lookTogether(chunk: UserChunk, from: number, asked: Asked, finds: Finds): void {
	const {folded, bounds} = chunk;
	let place = 0;
	let at = folded.indexOf(asked.term);
	let insideOf = -1;
	while (at >= 0) {
		const before = place;
		while ((bounds[2 * place + 2] ?? folded.length) <= at) {
			place += 1;
		}

		const row = place;
		insideOf = row === before ? insideOf : noteInside(finds, insideOf, asked.most);
		const end = bounds[2 * place + 2] ?? folded.length;
		const hasOthers = asked.others.every((other) => isWithin(folded, other, row, bounds));
		const isStart = at === 0 || !isLetter(folded.charCodeAt(at - 1));
		if (hasOthers && isStart) {
			finds.starts.push(from + place);
			insideOf = -1;
		} else if (hasOthers) {
			insideOf = from + place;
		}

		at = folded.indexOf(asked.term, !hasOthers || isStart ? end : at + 1);
	}

	noteInside(finds, insideOf, asked.most);
}

function noteInside({inside}: Finds, slot: number, most: number): -1 {
	if (slot >= 0 && inside.length < most) {
		inside.push(slot);
	}

	return -1;
}

// Rows without the rarest letter of the term are jumped over as fast as a letter is found.
function lookApart(chunk: UserChunk, from: number, asked: Asked, finds: Finds): void {
	const {folded, bounds} = chunk;
	const {term, rare, others, most} = asked;
	let place = 0;
	let at = folded.indexOf(rare);
	while (at >= 0 && finds.apart.length < most) {
		while ((bounds[2 * place + 2] ?? folded.length) <= at) {
			place += 1;
		}

		const row = place;
		if ([term, ...others].every((other) => isWithin(folded, other, row, bounds))) {
			finds.apart.push(from + place);
		}

		at = folded.indexOf(rare, bounds[2 * place + 2] ?? folded.length);
	}
}

const commonFirst = 'eaoinrstlcdmup.@hgbfykvwjzxq';

/** The letter of a term that the fewest names have, as far as one can tell without looking. */
function rarest(term: string): string {
	return Array.from(term).toSorted((one, other) => rarity(other) - rarity(one))[0] ?? '';
}

function rarity(letter: string): number {
	const at = commonFirst.indexOf(letter);
	return at < 0 ? commonFirst.length : at;
}

/** Whether the letters of a term stand in this order in the name or in the e-mail of a row. */
function isWithin(folded: string, term: string, place: number, bounds: Uint32Array): boolean {
	let at = bounds[2 * place] ?? 0;
	const end = bounds[2 * place + 2] ?? folded.length;
	let found = 0;
	let wanted = term.charCodeAt(0);
	for (; at < end; at++) {
		const code = folded.charCodeAt(at);
		if (code === wanted) {
			found += 1;
			if (found === term.length) {
				return true;
			}

			wanted = term.charCodeAt(found);
		} else if (code === lineEnd) {
			found = 0;
			wanted = term.charCodeAt(0);
		}
	}

	return false;
}

const lineEnd = 10;

function isLetter(code: number): boolean {
	return (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || code > 127;
}
