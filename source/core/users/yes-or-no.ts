import {chunkRows, type UserChunk, type WordColumn} from './user-chunk.ts';
import {askFact, type UserFact} from './user-fact.ts';
import {type UserReader} from './user-reader.ts';

/** Answers for all rows of a chunk: 1 for yes. */
export type YesOrNo = (chunk: UserChunk) => Uint8Array;

/** The answers where it is no for every row: whoever gets these need not look at them. */
export const nobody: Uint8Array = new Uint8Array(chunkRows);

const isNo = 1;
const isYes = 2;
const allNo = 1 << isNo;

/** A fact that is 1 or 0, asked chunk by chunk. The answers are good until the next chunk is asked. */
export function askYesOrNo(fact: UserFact, reader: UserReader): YesOrNo {
	const {at, fill} = askFact(fact, reader);
	const answers = new Uint8Array(chunkRows);
	const [column, ...others] = fact.kind === 'words' ? fact.columns : [];
	if (column !== undefined && others.length === 0) {
		return askWords(column, at, answers);
	}

	return (chunk) => {
		fill(chunk, answers, 0);
		return answers;
	};
}

// The loop that a key waits for with 100,000 rows: small numbers in one array, and a question only for a word that is new.
function askWords(
	column: WordColumn,
	at: (chunk: UserChunk, place: number) => number,
	answers: Uint8Array,
): YesOrNo {
	let known = new Uint8Array(256);
	const start = column * chunkRows;
	return (chunk) => {
		const {words} = chunk;
		// For most chunks it is no throughout: that is seen without a branch for each row.
		let seen = 0;
		for (let place = 0; place < chunkRows; place++) {
			seen |= 1 << (known[words[start + place] ?? 0] ?? 0);
		}

		if (seen === allNo) {
			return nobody;
		}

		for (let place = 0; place < chunkRows; place++) {
			const code = words[start + place] ?? 0;
			const answer = known[code];
			if (answer === isNo || answer === isYes) {
				answers[place] = answer - isNo;
			} else {
				const isTrue = at(chunk, place) === 1;
				answers[place] = isTrue ? 1 : 0;
				known = code < known.length ? known : grown(known, code);
				// No word may mean no row: that is not remembered.
				known[code] = code === 0 ? 0 : isTrue ? isYes : isNo;
			}
		}

		return answers;
	};
}

function grown(known: Uint8Array, code: number): Uint8Array<ArrayBuffer> {
	const longer = new Uint8Array(2 * code);
	longer.set(known);
	return longer;
}
