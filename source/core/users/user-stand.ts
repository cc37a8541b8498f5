import {belongsTo} from '../tally.ts';
import {type UserFacts} from '../user-facts.ts';
import {chunksOf} from './chunk-list.ts';
import {chunkRows, textAt, textColumn, wordColumn} from './user-chunk.ts';
import {askFact, type UserFact} from './user-fact.ts';
import {type UserReader} from './user-reader.ts';
import {readerOf, type UserTable} from './user-table.ts';

/** What there is to say of a user, one bit each. 0 for most. */
export const stand = {
	suspended: 1,
	withIssues: 2,
	/** A batch is queued or runs: how it ends is not known yet. */
	underWay: 4,
	disabled: 8,
	notConfigured: 16,
} as const;

/** How a user stands, by the same rules as the counts. */
export function standOf(user: UserFacts): number {
	return (
		(belongsTo('suspended', user) ? stand.suspended : 0) |
		(belongsTo('withIssues', user) ? stand.withIssues : 0) |
		(belongsTo('active', user) ? stand.underWay : 0) |
		(user.syncStatus === 'disabled' ? stand.disabled : 0) |
		(belongsTo('notConfigured', user) ? stand.notConfigured : 0)
	);
}

const fact: UserFact = {kind: 'words', columns: [wordColumn.statuses], of: standOf};

/** Looks at everybody of whom there is something to say. What the reader says is true until the next one. */
export function walkStands(
	table: UserTable,
	visit: (id: string, bits: number, user: UserReader) => void,
): void {
	const reader = readerOf(table);
	const asked = askFact(fact, readerOf(table));
	const marks = new Uint8Array(chunkRows);
	for (const chunk of chunksOf(table.chunks)) {
		asked.fill(chunk, marks, 0);
		for (let place = 0; place < chunkRows; place++) {
			const bits = marks[place] ?? 0;
			const id = bits === 0 ? undefined : textAt(chunk, textColumn.id, place);
			if (id !== undefined) {
				visit(id, bits, reader.at(chunk, place));
			}
		}
	}
}
