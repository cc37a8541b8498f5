import {type Activity} from '../contract/activity.ts';
import {type Changes, type Overview, type UserPage} from '../contract/changes.ts';
import {type UnreadableRow} from '../contract/rows.ts';
import {joinSafe} from '../contract/text.ts';
import {mergeGroups, mergeUsers} from './entities.ts';
import {type Reading} from './feed.ts';
import {remember, sampleOf} from './history.ts';
import {type State} from './state.ts';

const keptActivity = 200;

/** Groups, dashboard, Sync Options and activity, as part of a full read. */
export function mergeOverview(state: State, overview: Overview): State {
	const {reading} = state.feed;
	const next = {
		...state,
		dashboard: overview.dashboard,
		syncOptions: overview.syncOptions,
		activity: newestFirst([], overview.activity.rows),
		unreadable: countUnreadable(state, overview.groups.unreadable, overview.activity.unreadable),
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

	const loaded = reading.loaded + page.rows.rows.length + page.rows.unreadable.length;
	return showReading(
		{...state, unreadable: countUnreadable(state, page.rows.unreadable)},
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
	return {
		...state,
		entities,
		dashboard: changes.dashboard ?? state.dashboard,
		syncOptions: changes.syncOptions ?? state.syncOptions,
		activity: newestFirst(state.activity, changes.activity.rows),
		unreadable: countUnreadable(
			state,
			changes.users.unreadable,
			changes.groups.unreadable,
			changes.activity.unreadable,
		),
		history: remember(state.history, sampleOf(state.now.elapsed, entities.tally.all)),
		feed: {...state.feed, revision: changes.revision, hasMore: changes.more},
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

function countUnreadable(
	state: State,
	...lists: ReadonlyArray<readonly UnreadableRow[]>
): State['unreadable'] {
	const rows = lists.flat();
	const [first] = rows;
	return first === undefined
		? state.unreadable
		: {
				count: state.unreadable.count + rows.length,
				example: joinSafe([first.path, first.expected], ': '),
			};
}

function older(one: number | undefined, other: number): number {
	return one === undefined ? other : Math.min(one, other);
}
