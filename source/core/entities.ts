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
	const newer = rows.filter((row) => isNewer(row, rowOf(entities.users, row.id)));
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
	const newer = rows.filter((row) => isNewer(row, rowOf(entities.groups, row.id)));
	const gone = removed.filter((id) => rowOf(entities.groups, id) !== undefined);
	return newer.length === 0 && gone.length === 0
		? entities
		: {...entities, groups: editTable(entities.groups, newer, gone)};
}

/** The group of a user, once it was read. */
export function groupOf(entities: Pick<Entities, 'groups'>, user: User): Group | undefined {
	return rowOf(entities.groups, user.groupId);
}

function isNewer(
	row: {readonly revision: number},
	known: {readonly revision: number} | undefined,
): boolean {
	return known === undefined || row.revision > known.revision;
}
