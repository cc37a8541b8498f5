import {type Group} from '../contract/group.ts';
import {type User} from '../contract/user.ts';
import {editTable, emptyTable, rowOf, type Table} from './table.ts';
import {emptyTally, retally, type RowChange, type Tally} from './tally.ts';

/** What the service holds, as far as it was read: users with their current batches, groups, and the sums over them. */
export type Entities = {
	readonly users: Table<User>;
	readonly groups: Table<Group>;
	readonly tally: Tally;
};

export const noEntities = (): Entities => ({
	users: emptyTable(),
	groups: emptyTable(),
	tally: emptyTally,
});

/** Puts users in and takes users out. A row never replaces a newer one, so a late answer does no harm. */
export function mergeUsers(
	entities: Entities,
	rows: readonly User[],
	removed: readonly string[] = [],
): Entities {
	const newer = newestOf(rows, entities.users);
	const gone = removed.filter((id) => rowOf(entities.users, id) !== undefined);
	if (newer.length === 0 && gone.length === 0) {
		return entities;
	}

	const users = editTable(entities.users, newer, gone);
	// An id may come twice in one answer: it is counted once, as it was and as it is.
	const ids = new Set([...newer.map((row) => row.id), ...gone]);
	const changes: readonly RowChange[] = [...ids].map((id) => ({
		before: rowOf(entities.users, id),
		after: rowOf(users, id),
	}));
	return {...entities, users, tally: retally(entities.tally, changes)};
}

/** Puts groups in and takes groups out. */
export function mergeGroups(
	entities: Entities,
	rows: readonly Group[],
	removed: readonly string[] = [],
): Entities {
	const newer = newestOf(rows, entities.groups);
	const gone = removed.filter((id) => rowOf(entities.groups, id) !== undefined);
	return newer.length === 0 && gone.length === 0
		? entities
		: {...entities, groups: editTable(entities.groups, newer, gone)};
}

/** The group of a user, once it was read. */
export function groupOf(entities: Pick<Entities, 'groups'>, user: User): Group | undefined {
	return rowOf(entities.groups, user.groupId);
}

/** Only the rows that are known already: a row that was read a while ago must not bring back what was removed since. */
export function knownOf<Row extends {readonly id: string}>(
	table: Table<Row>,
	rows: readonly Row[],
): readonly Row[] {
	return rows.filter((row) => rowOf(table, row.id) !== undefined);
}

// An id may come twice in one answer, in any order: the newest row of each counts.
function newestOf<Row extends {readonly id: string; readonly revision: number}>(
	rows: readonly Row[],
	table: Table<Row>,
): readonly Row[] {
	const newest = new Map<string, Row>();
	for (const row of rows) {
		const known = newest.get(row.id) ?? rowOf(table, row.id);
		if (known === undefined || row.revision > known.revision) {
			newest.set(row.id, row);
		}
	}

	return [...newest.values()];
}
