import {chunkOf} from './chunk-list.ts';
import {boundOfHalf, emailHalf, foldedText, type Half, nameHalf} from './compare-users.ts';
import {rarest, searchFor} from './find-text.ts';
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
			const chunk = chunkOf(chunks, Math.floor(slot / chunkRows));
			return terms.every((term) => isWithin(chunk, term, slot % chunkRows));
		}),
	};
}

function look(table: UserTable, terms: readonly string[], most: number): Found {
	const [term = '', ...others] = terms.toSorted((one, other) => other.length - one.length);
	if (term === '') {
		return {slots: [], isWhole: false};
	}

	const rare = rarest(term);
	const [search, searchRare] = [searchFor(term), searchFor(rare)];
	const asked: Asked = {term, search, searchRare, others, most};
	const finds: Finds = {starts: [], inside: [], apart: []};
	for (let index = 0; index < table.chunks.length; index++) {
		lookTogether(chunkOf(table.chunks, index), index * chunkRows, asked, finds);
		if (finds.starts.length >= most) {
			return {slots: finds.starts.slice(0, most), isWhole: false};
		}
	}

	const together = [...finds.starts, ...finds.inside];
	for (let index = 0; index < table.chunks.length; index++) {
		if (together.length + finds.apart.length >= most) {
			break;
		}

		lookApart(chunkOf(table.chunks, index), index * chunkRows, asked, finds);
	}

	const slots = [...new Set([...together, ...finds.apart])].slice(0, most);
	return {slots, isWhole: together.length + finds.apart.length < most};
}

type Search = ReturnType<typeof searchFor>;

type Asked = {
	readonly term: string;
	readonly search: Search;
	readonly searchRare: Search;
	readonly others: readonly string[];
	readonly most: number;
};

const inside = 1;
const starts = 2;
/** All zero between two chunks. */
const kinds = new Uint8Array(chunkRows);

// Names and e-mails of a chunk are a text each: it is looked through once, and one in which a word begins so is jumped over.
function lookTogether(chunk: UserChunk, from: number, asked: Asked, finds: Finds): void {
	const {search, others, most} = asked;
	let hits = 0;
	for (const half of halves) {
		const text = foldedText(chunk, half);
		visitPlaces(chunk, half, search, (place, at) => {
			hits += 1;
			const isStart = at === 0 || !isLetter(text.charCodeAt(at - 1));
			kinds[place] = isStart ? starts : Math.max(kinds[place] ?? 0, inside);
			return isStart;
		});
	}

	// Most chunks have nobody.
	if (hits === 0) {
		return;
	}

	for (let place = 0; place < chunkRows; place++) {
		const kind = kinds[place] ?? 0;
		if (kind !== 0 && others.every((other) => isWithin(chunk, other, place))) {
			if (kind === starts) {
				finds.starts.push(from + place);
			} else if (finds.inside.length < most) {
				finds.inside.push(from + place);
			}
		}
	}

	kinds.fill(0);
}

// Rows without the rarest letter of the term are jumped over as fast as a letter is found.
function lookApart(chunk: UserChunk, from: number, asked: Asked, finds: Finds): void {
	const {term, searchRare, others, most} = asked;
	for (const half of halves) {
		visitPlaces(chunk, half, searchRare, (place) => {
			kinds[place] = inside;
			return true;
		});
	}

	for (let place = 0; place < chunkRows && finds.apart.length < most; place++) {
		if (kinds[place] !== 0 && [term, ...others].every((other) => isWithin(chunk, other, place))) {
			finds.apart.push(from + place);
		}
	}

	kinds.fill(0);
}

const halves = [nameHalf, emailHalf] as const;

/** Tells where a term is in the names or e-mails of a chunk; goes on with the next row where that is enough. */
function visitPlaces(
	chunk: UserChunk,
	half: Half,
	search: Search,
	visit: (place: number, at: number) => boolean,
): void {
	const text = foldedText(chunk, half);
	const start = boundOfHalf(half);
	let place = 0;
	let at = search(text, 0);
	while (at >= 0) {
		while ((chunk.bounds[start + place + 1] ?? text.length) <= at) {
			place += 1;
		}

		const isEnough = visit(place, at);
		at = search(text, isEnough ? (chunk.bounds[start + place + 1] ?? text.length) : at + 1);
	}
}

/** Whether the letters of a term stand in this order in the name or in the e-mail of a row. */
function isWithin(chunk: UserChunk, term: string, place: number): boolean {
	return halves.some((half) => {
		const text = foldedText(chunk, half);
		const bounds = boundOfHalf(half) + place;
		const end = chunk.bounds[bounds + 1] ?? 0;
		let found = 0;
		for (let at = chunk.bounds[bounds] ?? 0; at < end && found < term.length; at++) {
			found += text.charCodeAt(at) === term.charCodeAt(found) ? 1 : 0;
		}

		return found === term.length;
	});
}

function isLetter(code: number): boolean {
	return (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || code > 127;
}
