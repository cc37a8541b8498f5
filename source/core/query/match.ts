import {fold} from '../fold.ts';
import {
	chunkRows,
	numberAt,
	textAt,
	textsAt,
	type TextColumn,
	type UserChunk,
	wordColumn,
} from '../users/user-chunk.ts';
import {askFact, type UserFact} from '../users/user-fact.ts';
import {type UserReader} from '../users/user-reader.ts';
import {askYesOrNo, nobody} from '../users/yes-or-no.ts';
import {createHalfSieve, createSieve, type Sieve} from '../users/user-search.ts';
import {type FilterWorld} from './field-table.ts';
import {fieldTest, numberTest, textTest} from './match-row.ts';
import {type Pattern, rarestPiece} from './pattern.ts';
import {type Query, type Term, type Value} from './query.ts';
import {type Packed, type UserField, type UserFieldTable} from './user-fields.ts';

/** A filter of users with what it has to know, ready for any version of the table. */
export type UserFilter = {
	readonly query: Query;
	readonly table: UserFieldTable;
	readonly world: FilterWorld;
};

/**
A filter as sieves over packed rows: what follows from words is asked once for each combination of words, numbers and texts are read
where they lie. The answer is that of `rowTest` for every row.
*/
export function sievesOf(filter: UserFilter, reader: UserReader): readonly Sieve[] {
	return filter.query.terms.map((term) => sieveOf(term, filter, reader));
}

function sieveOf(term: Term, filter: UserFilter, reader: UserReader): Sieve {
	const {table, world} = filter;
	switch (term.kind) {
		case 'word': {
			return createSieve(term.pattern, reader, world.groups);
		}

		case 'field':
		case 'flag': {
			const field = table.fields.get(term.field);
			return field === undefined
				? () => {}
				: fieldSieve(field, term.kind === 'field' ? term.values : [], {world, reader});
		}

		case 'not': {
			return without(sieveOf(term.term, filter, reader));
		}

		case 'or': {
			return anyOf(
				term.alternatives.map((terms) => allOf(terms.map((one) => sieveOf(one, filter, reader)))),
			);
		}
	}
}

type Asked = {readonly world: FilterWorld; readonly reader: UserReader};

function fieldSieve(field: UserField, values: readonly Value[], {world, reader}: Asked): Sieve {
	const {packed} = field;
	const test = fieldTest(field, values, world);
	switch (packed.by) {
		case 'words': {
			return factSieve(
				{kind: 'words', columns: packed.columns, of: (user) => Number(test(user))},
				reader,
			);
		}

		case 'row': {
			const {ofThose} = packed;
			const sieve = factSieve({kind: 'row', of: (user) => Number(test(user))}, reader);
			return ofThose === undefined
				? sieve
				: allOf([
						factSieve(
							{
								kind: 'words',
								columns: [wordColumn.statuses],
								of: (user) => Number(ofThose(user)),
							},
							reader,
						),
						sieve,
					]);
		}

		case 'error': {
			return errorSieve((chunk, place) => test(reader.at(chunk, place)));
		}

		case 'numbers': {
			return numberSieve(packed, numberTest(values), world.now);
		}

		case 'half': {
			const patterns = patternsIn(values);
			return patterns === undefined
				? factSieve({kind: 'row', of: (user) => Number(test(user))}, reader)
				: createHalfSieve(patterns, packed.half);
		}

		case 'text': {
			return textSieve(packed.column, patternsIn(values), textTest(values));
		}
	}
}

// Nothing where `*` is among the values: then every text is one.
function patternsIn(values: readonly Value[]): readonly Pattern[] | undefined {
	return values.some(({kind}) => kind === 'any')
		? undefined
		: values.flatMap((value) => (value.kind === 'pattern' ? [value.pattern] : []));
}

function factSieve(fact: UserFact, reader: UserReader): Sieve {
	if (fact.kind === 'words') {
		const ask = askYesOrNo(fact, reader);
		return (chunk, marks, from) => {
			const answers = ask(chunk);
			if (answers === nobody) {
				marks.fill(0, from, from + chunkRows);
				return;
			}

			for (let place = 0; place < chunkRows; place++) {
				if (answers[place] !== 1) {
					marks[from + place] = 0;
				}
			}
		};
	}

	// What is asked of each row is asked only of those that are left.
	const {at} = askFact(fact, reader);
	return (chunk, marks, from) => {
		for (let place = 0; place < chunkRows; place++) {
			if (marks[from + place] === 1 && at(chunk, place) !== 1) {
				marks[from + place] = 0;
			}
		}
	};
}

// Few batches failed: the others are not asked.
function errorSieve(test: (chunk: UserChunk, place: number) => boolean): Sieve {
	return (chunk, marks, from) => {
		const {errors} = chunk;
		if (errors.size === 0) {
			marks.fill(0, from, from + chunkRows);
			return;
		}

		for (let place = 0; place < chunkRows; place++) {
			if (marks[from + place] === 1 && !(errors.has(place) && test(chunk, place))) {
				marks[from + place] = 0;
			}
		}
	};
}

function numberSieve(
	{columns, sign}: Extract<Packed, {by: 'numbers'}>,
	test: (number: number) => boolean,
	now: number,
): Sieve {
	return (chunk, marks, from) => {
		for (let place = 0; place < chunkRows; place++) {
			if (marks[from + place] === 1) {
				let number = Number.NaN;
				for (let index = 0; index < columns.length && Number.isNaN(number); index++) {
					number = numberAt(chunk, columns[index] ?? 0, place);
				}

				const value = sign === 0 ? number : sign * (now - number);
				marks[from + place] = !Number.isNaN(value) && test(value) ? 1 : 0;
			}
		}
	};
}

function textSieve(
	column: TextColumn,
	patterns: readonly Pattern[] | undefined,
	test: (folded: string) => boolean,
): Sieve {
	const pieces = patterns?.map((pattern) => rarestPiece(pattern));
	return (chunk, marks, from) => {
		const texts = textsOf(chunk, column);
		// Most chunks have nothing alike: one look tells it for all their rows.
		if (pieces?.every((piece) => !texts.includes(piece)) === true) {
			marks.fill(0, from, from + chunkRows);
			return;
		}

		for (let place = 0; place < chunkRows; place++) {
			if (marks[from + place] === 1) {
				const text = textAt(chunk, column, place) ?? '';
				marks[from + place] = text !== '' && test(fold(text)) ? 1 : 0;
			}
		}
	};
}

// The texts of a column of a chunk, folded as one: made when they are first looked in.
const foldedTexts = new WeakMap<UserChunk, Map<TextColumn, string>>();

function textsOf(chunk: UserChunk, column: TextColumn): string {
	const known = foldedTexts.get(chunk) ?? new Map<TextColumn, string>();
	let text = known.get(column);
	if (text === undefined) {
		text = fold(textsAt(chunk, column));
		known.set(column, text);
		foldedTexts.set(chunk, known);
	}

	return text;
}

function allOf(sieves: readonly Sieve[]): Sieve {
	return (chunk, marks, from) => {
		for (const sieve of sieves) {
			sieve(chunk, marks, from);
		}
	};
}

function without(sieve: Sieve): Sieve {
	const matching = new Uint8Array(chunkRows);
	return (chunk, marks, from) => {
		matching.set(marks.subarray(from, from + chunkRows));
		sieve(chunk, matching, 0);
		for (let place = 0; place < chunkRows; place++) {
			if (matching[place] === 1) {
				marks[from + place] = 0;
			}
		}
	};
}

/** Each is asked only of the rows that those before it did not take. */
function anyOf(sieves: readonly Sieve[]): Sieve {
	const left = new Uint8Array(chunkRows);
	const matching = new Uint8Array(chunkRows);
	return (chunk, marks, from) => {
		left.set(marks.subarray(from, from + chunkRows));
		marks.fill(0, from, from + chunkRows);
		for (const sieve of sieves) {
			matching.set(left);
			sieve(chunk, matching, 0);
			for (let place = 0; place < chunkRows; place++) {
				if (matching[place] === 1) {
					marks[from + place] = 1;
					left[place] = 0;
				}
			}
		}
	};
}

/** Whether a filter has to be asked anew as time goes on. */
export function dependsOnTime({query, table}: Pick<UserFilter, 'query' | 'table'>): boolean {
	return [...query.fields].some((name) => table.fields.get(name)?.kind === 'span');
}
