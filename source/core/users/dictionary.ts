import {type BatchError, type IssueKind} from '../../contract/batch.ts';
import {fold} from '../fold.ts';
import {type PackedError} from './user-chunk.ts';

/** What many rows have in common: words as small numbers (0 stands for no word), and failures as one object for all that failed so. */
export type Dictionary = {
	readonly codeOf: (word: string | undefined) => number;
	readonly wordOf: (code: number) => string | undefined;
	readonly errorOf: (error: BatchError) => PackedError;
	readonly kindOf: (kind: IssueKind) => IssueKind;
};

/** A dictionary that is only ever added to, so that all versions of a table share it. */
export function createDictionary(): Dictionary {
	const words: Array<string | undefined> = [undefined];
	const codes = new Map<string | undefined, number>([[undefined, 0]]);
	const errors = createShared<PackedError>();
	const kinds = createShared<IssueKind>();
	return {
		codeOf(word) {
			let code = codes.get(word);
			if (code === undefined) {
				code = words.length;
				words.push(word);
				codes.set(word, code);
			}

			return code;
		},
		wordOf: (code) => words[code],
		errorOf: (error) =>
			errors(`${error.code}\n${error.category}\n${error.source}\n${error.message}`, () => ({
				error,
				folded: fold(`${error.code}\n${error.message}`),
			})),
		kindOf: (kind) =>
			kinds(`${kind.code}\n${kind.severity}\n${kind.count}\n${kind.text}`, () => kind),
	};
}

// Texts that differ for each user are not worth remembering, and there may be any number of them.
const mostShared = 4096;

/** Gives the first of equal values, as long as there are not too many different ones. */
function createShared<Value>(): (key: string, make: () => Value) => Value {
	const known = new Map<string, Value>();
	return (key, make) => {
		const found = known.get(key);
		if (found !== undefined) {
			return found;
		}

		const made = make();
		if (known.size < mostShared) {
			known.set(key, made);
		}

		return made;
	};
}
