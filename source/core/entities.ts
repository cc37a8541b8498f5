import {type Group} from '../contract/group.ts';
import {type User} from '../contract/user.ts';
import {builtInKnowledge, type Knowledge} from '../knowledge/cause.ts';
import {type CauseIndex, noCauses, recause} from './causes/cause-index.ts';
import {emptyTally, retally, type RowChange, type Tally} from './tally.ts';
import {
	editUsers,
	emptyUsers,
	hasUser,
	revisionOf,
	userOf,
	type UserTable,
} from './users/user-table.ts';

/** What the service holds, as far as it was read: users with their current batches, groups by id, the sums over them, and what they suffer from. */
export type Entities = {
	readonly users: UserTable;
	readonly groups: ReadonlyMap<string, Group>;
	readonly tally: Tally;
	readonly causes: CauseIndex;
};

export const noEntities = (knowledge: Knowledge = builtInKnowledge): Entities => ({
	users: emptyUsers(),
	groups: new Map(),
	tally: emptyTally,
	causes: noCauses(knowledge),
});

/** Puts users in and takes users out. A row never replaces a newer one, so a late answer does no harm. */
export function mergeUsers(
	entities: Entities,
	rows: readonly User[],
	removed: readonly string[] = [],
): Entities {
	const newer = newestOf(rows, (id) => revisionOf(entities.users, id));
	const gone = new Set(removed.filter((id) => hasUser(entities.users, id)));
	if (newer.length === 0 && gone.size === 0) {
		return entities;
	}

	const users = editUsers(entities.users, newer, [...gone]);
	const changes: readonly RowChange[] = [
		...newer.map((row) => ({
			before: userOf(entities.users, row.id),
			after: gone.has(row.id) ? undefined : row,
		})),
		...[...gone.difference(new Set(newer.map((row) => row.id)))].map((id) => ({
			before: userOf(entities.users, id),
			after: undefined,
		})),
	];
	return {
		...entities,
		users,
		tally: retally(entities.tally, changes),
		causes: recause(entities.causes, changes),
	};
}

/** Puts groups in and takes groups out. Groups are few: all are copied. */
export function mergeGroups(
	entities: Entities,
	rows: readonly Group[],
	removed: readonly string[] = [],
): Entities {
	const newer = newestOf(rows, (id) => entities.groups.get(id)?.revision);
	const gone = removed.filter((id) => entities.groups.has(id));
	if (newer.length === 0 && gone.length === 0) {
		return entities;
	}

	const groups = new Map(entities.groups);
	for (const group of newer) {
		groups.set(group.id, group);
	}

	for (const id of gone) {
		groups.delete(id);
	}

	return {...entities, groups};
}

/** The group of a user, once it was read. */
export function groupOf(
	{groups}: Pick<Entities, 'groups'>,
	user: Pick<User, 'groupId'>,
): Group | undefined {
	return groups.get(user.groupId);
}

/** Puts in a user that is known already: a row that was read a while ago must not bring back what was removed since. */
export function replaceUser(entities: Entities, user: User): Entities {
	return hasUser(entities.users, user.id) ? mergeUsers(entities, [user]) : entities;
}

/** The same for a group. */
export function replaceGroup(entities: Entities, group: Group): Entities {
	return entities.groups.has(group.id) ? mergeGroups(entities, [group]) : entities;
}

// An id may come twice in one answer, in any order: the newest row of each counts.
function newestOf<Row extends {readonly id: string; readonly revision: number}>(
	rows: readonly Row[],
	revisionOf: (id: string) => number | undefined,
): readonly Row[] {
	const newest = new Map<string, Row>();
	for (const row of rows) {
		const known = newest.get(row.id)?.revision ?? revisionOf(row.id);
		if (known === undefined || row.revision > known) {
			newest.set(row.id, row);
		}
	}

	return [...newest.values()];
}
