import {type UserFacts} from '../user-facts.ts';
import {
	chunkRows,
	numberAt,
	type NumberColumn,
	type UserChunk,
	wordAt,
	type WordColumn,
} from './user-chunk.ts';
import {type UserReader} from './user-reader.ts';

/**
A number that follows from a row: a sort key, or 1 and 0 for yes and no. It says what it follows from, so that a walk over all rows does
not have to ask for each of them.
*/
export type UserFact =
	/** A number of the row as it is, or `absent` where there is none. */
	| {readonly kind: 'number'; readonly column: NumberColumn; readonly absent: number}
	/** Follows from these words alone: asked once for each combination of them. */
	| {
			readonly kind: 'words';
			readonly columns: readonly WordColumn[];
			readonly of: (user: UserFacts) => number;
	  }
	/** Asked for every row. */
	| {readonly kind: 'row'; readonly of: (user: UserFacts) => number};

/** A fact, ready to be asked for the rows of one table. */
export type AskedFact = {
	readonly at: (chunk: UserChunk, place: number) => number;
	/** Writes the facts of all rows of a chunk; for a place without a row anything. */
	readonly fill: (chunk: UserChunk, into: Float64Array | Uint8Array, from: number) => void;
};

export function askFact(fact: UserFact, reader: UserReader): AskedFact {
	switch (fact.kind) {
		case 'number': {
			return askNumber(fact.column, fact.absent);
		}

		case 'words': {
			return askWords(fact.columns, (chunk, place) =>
				reader.at(chunk, place).exists ? fact.of(reader) : 0,
			);
		}

		case 'row': {
			return withFill((chunk, place) => (reader.at(chunk, place).exists ? fact.of(reader) : 0));
		}
	}
}

function askNumber(column: NumberColumn, absent: number): AskedFact {
	return {
		at(chunk, place) {
			const value = numberAt(chunk, column, place);
			return Number.isNaN(value) ? absent : value;
		},
		fill({numbers}, into, from) {
			const start = column * chunkRows;
			for (let place = 0; place < chunkRows; place++) {
				const value = numbers[start + place] ?? absent;
				into[from + place] = Number.isNaN(value) ? absent : value;
			}
		},
	};
}

type Ask = (chunk: UserChunk, place: number) => number;

function askWords(columns: readonly WordColumn[], ask: Ask): AskedFact {
	const [column] = columns;
	return column !== undefined && columns.length === 1
		? askWord(column, ask)
		: withFill(rememberWords(columns, ask));
}

function askWord(column: WordColumn, ask: Ask): AskedFact {
	const known: number[] = [];
	const start = column * chunkRows;
	// No word may mean no row: that is not remembered.
	const at = (chunk: UserChunk, place: number): number => {
		const code = wordAt(chunk, column, place);
		return code === 0 ? ask(chunk, place) : (known[code] ??= ask(chunk, place));
	};
	return {
		at,
		fill(chunk, into, from) {
			for (let place = 0; place < chunkRows; place++) {
				into[from + place] = known[chunk.words[start + place] ?? 0] ?? at(chunk, place);
			}
		},
	};
}

/** What was answered for a combination of words, one level a word. */
type Known = {answer?: number; readonly next: Known[]};

function rememberWords(columns: readonly WordColumn[], ask: Ask): Ask {
	const root: Known = {next: []};
	return (chunk, place) => {
		let known = root;
		for (const column of columns) {
			known = known.next[wordAt(chunk, column, place)] ??= {next: []};
		}

		return (known.answer ??= ask(chunk, place));
	};
}

function withFill(at: Ask): AskedFact {
	return {
		at,
		fill(chunk, into, from) {
			for (let place = 0; place < chunkRows; place++) {
				into[from + place] = at(chunk, place);
			}
		},
	};
}
