import {type Activity} from '../contract/activity.ts';
import {type Changes, type Overview, type UserPage} from '../contract/changes.ts';
import {type Group} from '../contract/group.ts';
import {type Rows} from '../contract/rows.ts';
import {joinSafe, safe} from '../contract/text.ts';
import {type User} from '../contract/user.ts';
import {noteCourses} from './causes/course.ts';
import {type Entities, mergeGroups, mergeUsers, replaceGroup, replaceUser} from './entities.ts';
import {type Reading, serviceNow} from './feed.ts';
import {remember, sampleOf} from './history.ts';
import {withoutUsers} from './read-answer.ts';
import {type State} from './state.ts';
import {isLong, orderedAtOnce} from './user-lists.ts';
import {hasUser, settleNext} from './users/user-table.ts';

const keptActivity = 200;

/** Groups, dashboard, Sync Options and activity, as part of a full read. */
export function mergeOverview(state: State, overview: Overview): State {
	const {reading} = state.feed;
	const next = {
		...state,
		dashboard: overview.dashboard,
		syncOptions: overview.syncOptions,
		activity: newestFirst([], overview.activity.rows),
		unreadable: noteUnreadable(
			afresh(afresh(state, 'group'), 'activity'),
			{name: 'group', list: overview.groups},
			{name: 'activity', list: overview.activity},
		),
		history: remember(state.history, sampleOf(state.now.elapsed, overview.dashboard.counts)),
	};
	return reading === undefined
		? next
		: showReading(next, {
				...reading,
				entities: mergeGroups(reading.entities, overview.groups.rows),
				revision: older(reading.revision, overview.revision),
				hasOverview: true,
			});
}

/** One page of users, as part of a full read. */
export function mergePage(state: State, page: UserPage): State {
	const {reading} = state.feed;
	if (reading === undefined) {
		return state;
	}

	// A page that leads to itself would be read for ever.
	if (page.next !== undefined && page.next === reading.next) {
		const failure = {kind: 'malformed', path: safe`next`, expected: safe`another page`} as const;
		return {...state, feed: {...state.feed, roundFailure: failure}};
	}

	const {mostUsers} = state.limits;
	if (page.total > mostUsers) {
		return withoutUsers(state, reading, {kind: 'tooMany', total: page.total, most: mostUsers});
	}

	const isFirst = reading.loaded === 0;
	const loaded = reading.loaded + page.rows.rows.length + page.rows.unreadable.length;
	return showReading(
		{
			...state,
			unreadable: noteUnreadable(isFirst ? afresh(state, 'user') : state, {
				name: 'user',
				list: page.rows,
				from: reading.loaded,
			}),
		},
		{
			...reading,
			entities: mergeUsers(reading.entities, page.rows.rows),
			loaded,
			total: page.total,
			next: page.next,
			isComplete: page.next === undefined,
			revision: older(reading.revision, page.revision),
		},
	);
}

/** Puts in what the answer to a change or to a second look brought, past the polls: into what is shown, and into what is being read. */
export function mergeAside(state: State, {user, group, removed = []}: Aside): State {
	const {reading} = state.feed;
	const shown = (entities: Entities): Entities => {
		const withUser = user === undefined ? entities : replaceUser(entities, user);
		const withGroup = group === undefined ? withUser : replaceGroup(withUser, group);
		return mergeUsers(withGroup, [], removed);
	};
	// A page that was asked for before may bring an older row: it must not win.
	const read = (entities: Entities): Entities =>
		mergeGroups(
			mergeUsers(entities, user === undefined ? [] : [user], removed),
			group === undefined ? [] : [group],
		);
	return {
		...state,
		entities: shown(state.entities),
		...(reading !== undefined && {
			feed: {...state.feed, reading: {...reading, entities: read(reading.entities)}},
		}),
	};
}

type Aside = {
	readonly user?: User;
	readonly group?: Group;
	readonly removed?: readonly string[];
};

// The first read is shown as it grows; a later one only when it is complete, so that nothing vanishes meanwhile.
function showReading(state: State, reading: Reading): State {
	return {
		...state,
		feed: {...state.feed, reading},
		...(!state.isComplete && {entities: reading.entities}),
	};
}

// What changes is listed, but not without end: whoever is known is brought up to date for ever.
function keptRows({entities: {users}, limits}: State, rows: readonly User[]): readonly User[] {
	return users.size < limits.mostUsers ? rows : rows.filter(({id}) => hasUser(users, id));
}

// Few rows move in an order that was made; and an order of few is made in a moment.
function isQuicklyOrdered({arranging, limits}: State, entities: Entities): boolean {
	const {users} = entities;
	return (
		!isLong({entities, limits}) &&
		(users.size <= orderedAtOnce || arranging.ordered === users.slotOf)
	);
}

/** Everything that changed since the last poll. Costs what changed. */
export function mergeChanges(state: State, changes: Changes): State {
	const known = state.feed.revision ?? 0;
	if (changes.revision < known) {
		// Of a replica that lags, or late: what is newer stays, and the next question starts from there.
		return {...state, feed: {...state.feed, hasMore: false}};
	}

	const withGroups = mergeGroups(state.entities, changes.groups.rows, changes.removedGroups);
	const entities = mergeUsers(
		withGroups,
		keptRows(state, changes.users.rows),
		changes.removedUsers,
	);
	if (isQuicklyOrdered(state, entities)) {
		settleNext(entities.users);
	}

	return {
		...state,
		entities,
		dashboard: changes.dashboard ?? state.dashboard,
		syncOptions: changes.syncOptions ?? state.syncOptions,
		activity: newestFirst(state.activity, changes.activity.rows),
		unreadable: noteUnreadable(
			state,
			{name: 'user', list: changes.users, removed: changes.removedUsers},
			{name: 'group', list: changes.groups, removed: changes.removedGroups},
			{name: 'activity', list: changes.activity},
		),
		history: remember(state.history, sampleOf(state.now.elapsed, entities.tally.all)),
		causeCourses: noteCourses(
			state.causeCourses,
			entities.causes.byKey,
			serviceNow(state.feed, state.now),
		),
		feed: {
			...state.feed,
			revision: changes.revision,
			hasMore: changes.more && changes.revision > known,
		},
	};
}

function newestFirst(
	known: readonly Activity[],
	arrived: readonly Activity[],
): readonly Activity[] {
	if (arrived.length === 0) {
		return known;
	}

	const ids = new Set(known.map((row) => row.id));
	return [...arrived.filter((row) => !ids.has(row.id)).toReversed(), ...known].slice(
		0,
		keptActivity,
	);
}

type ArrivedRows = {
	readonly name: string;
	readonly list: Rows<{readonly id: string}>;
	readonly removed?: readonly string[];
	/** How many rows came before these: rows without an id are told apart by their place. */
	readonly from?: number;
};

/** All rows of a kind are read anew: what was wrong with them before is forgotten. */
function afresh(state: State, name: string): State {
	const kept = [...state.unreadable].filter(([key]) => !key.startsWith(`${name} `));
	return kept.length === state.unreadable.size ? state : {...state, unreadable: new Map(kept)};
}

/** The rows that cannot be read, after some arrived: the same bad row counts once, and a good one takes its place. */
function noteUnreadable(state: State, ...arrived: readonly ArrivedRows[]): State['unreadable'] {
	const isQuiet =
		state.unreadable.size === 0 && arrived.every(({list}) => list.unreadable.length === 0);
	if (isQuiet) {
		return state.unreadable;
	}

	const noted = new Map(state.unreadable);
	for (const {name, list, removed = [], from = 0} of arrived) {
		for (const id of [...list.rows.map((row) => row.id), ...removed]) {
			noted.delete(`${name} ${id}`);
		}

		for (const {id, index, path, expected} of list.unreadable) {
			noted.set(`${name} ${id ?? `#${from + index}`}`, joinSafe([path, expected], ': '));
		}
	}

	return noted;
}

function older(one: number | undefined, other: number): number {
	return one === undefined ? other : Math.min(one, other);
}
