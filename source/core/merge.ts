import {type Activity} from '../contract/activity.ts';
import {type Changes, type Overview, type UserPage} from '../contract/changes.ts';
import {type Rows} from '../contract/rows.ts';
import {joinSafe, safe} from '../contract/text.ts';
import {mergeGroups, mergeUsers} from './entities.ts';
import {type Reading} from './feed.ts';
import {remember, sampleOf} from './history.ts';
import {type State} from './state.ts';
import {settleNext} from './users/user-table.ts';

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
			state,
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

	const loaded = reading.loaded + page.rows.rows.length + page.rows.unreadable.length;
	return showReading(
		{...state, unreadable: noteUnreadable(state, {name: 'user', list: page.rows})},
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

// The first read is shown as it grows; a later one only when it is complete, so that nothing vanishes meanwhile.
function showReading(state: State, reading: Reading): State {
	return {
		...state,
		feed: {...state.feed, reading},
		...(!state.isComplete && {entities: reading.entities}),
	};
}

/** Everything that changed since the last poll. Costs what changed. */
export function mergeChanges(state: State, changes: Changes): State {
	const withGroups = mergeGroups(state.entities, changes.groups.rows, changes.removedGroups);
	const entities = mergeUsers(withGroups, changes.users.rows, changes.removedUsers);
	settleNext(entities.users);
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
		feed: {
			...state.feed,
			revision: changes.revision,
			hasMore: changes.more && changes.revision !== state.feed.revision,
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
};

/** The rows that cannot be read, after some arrived: the same bad row counts once, and a good one takes its place. */
function noteUnreadable(state: State, ...arrived: readonly ArrivedRows[]): State['unreadable'] {
	const isQuiet =
		state.unreadable.size === 0 && arrived.every(({list}) => list.unreadable.length === 0);
	if (isQuiet) {
		return state.unreadable;
	}

	const noted = new Map(state.unreadable);
	for (const {name, list, removed = []} of arrived) {
		for (const id of [...list.rows.map((row) => row.id), ...removed]) {
			noted.delete(`${name} ${id}`);
		}

		for (const {id, index, path, expected} of list.unreadable) {
			noted.set(`${name} ${id ?? `#${index}`}`, joinSafe([path, expected], ': '));
		}
	}

	return noted;
}

function older(one: number | undefined, other: number): number {
	return one === undefined ? other : Math.min(one, other);
}
