import {type SafeText} from '../../contract/text.ts';
import {type Knowledge} from '../../knowledge/cause.ts';
import {causesOf} from '../causes/causes-of-row.ts';
import {chunkRows, type UserChunk, wordColumn} from '../users/user-chunk.ts';
import {askFact} from '../users/user-fact.ts';
import {type UserReader} from '../users/user-reader.ts';
import {mayHaveCause} from './cause-field.ts';

type Names = ReadonlyArray<readonly SafeText[] | undefined>;

// Chunks are never changed: what was found out about one holds, whatever the filter and the order are.
const known = new WeakMap<Knowledge, WeakMap<UserChunk, Names>>();

/** Counts the users that each cause hits. A user may be hit by several, and each of them finds the user. */
export function causeTally(knowledge: Knowledge, reader: UserReader) {
	const users = new Map<SafeText, number>();
	const chunks = known.get(knowledge) ?? new WeakMap<UserChunk, Names>();
	known.set(knowledge, chunks);
	const may = askFact(
		{kind: 'words', columns: [wordColumn.statuses], of: (user) => Number(mayHaveCause(user))},
		reader,
	);
	const namesAt = (chunk: UserChunk, place: number): readonly SafeText[] | undefined => {
		if (may.at(chunk, place) === 0 || !reader.at(chunk, place).exists) {
			return undefined;
		}

		const causes = causesOf(knowledge, reader);
		return causes.length < 2
			? causes.map(({title}) => title)
			: [...new Set(causes.map(({title}) => title))];
	};
	const namesIn = (chunk: UserChunk): Names => {
		const names =
			chunks.get(chunk) ?? Array.from({length: chunkRows}, (_, place) => namesAt(chunk, place));
		chunks.set(chunk, names);
		return names;
	};

	return {
		add(chunk: UserChunk, shown: Uint8Array, from: number): void {
			for (const [place, names] of namesIn(chunk).entries()) {
				if (names !== undefined && shown[from + place] === 1) {
					for (const name of names) {
						users.set(name, (users.get(name) ?? 0) + 1);
					}
				}
			}
		},
		counted: (): ReadonlyMap<SafeText, number> => users,
	};
}
