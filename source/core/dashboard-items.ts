import {type SafeText, safe} from '../contract/text.ts';
import {type EpochMs, epochMs} from '../contract/time.ts';
import {plural} from '../format/number.ts';
import {suspendedUsers} from './lists.ts';
import {type State} from './state.ts';
import {chunkAt} from './users/compare-users.ts';
import {chunkRows} from './users/user-chunk.ts';
import {errorCodeOf} from './users/user-query.ts';
import {readerOf} from './users/user-table.ts';
import {type UserView} from './users/user-view.ts';
import {countNames, type CountName} from './tally.ts';
import {type Place, type Scope} from './view-state.ts';
import {countText, mailServerStateText} from './words.ts';

/** Something on the dashboard that can be opened. */
export type DashboardItem =
	| {
			readonly kind: 'count';
			readonly name: CountName;
			readonly opens: {readonly scope: Scope};
	  }
	| Attention;

/** Something that wants to be looked at, the gravest first. */
export type Attention = {
	readonly kind: 'attention';
	readonly id: string;
	readonly severity: 'error' | 'warn' | 'dim';
	readonly text: SafeText;
	readonly users: number;
	readonly since: EpochMs | undefined;
	readonly opens: {readonly scope: Scope} | {readonly place: Place};
};

/** What the focus of the dashboard walks over: the four counts, then what needs attention. */
export function dashboardItems(state: State): readonly DashboardItem[] {
	return [
		...countNames.map((name) => ({
			kind: 'count' as const,
			name,
			opens: {scope: {kind: 'count' as const, name}},
		})),
		...attention(state),
	];
}

function attention(state: State): readonly Attention[] {
	return [
		...lostServers(state),
		...suspensions(state),
		...nearSuspension(state),
		...disabledGroups(state),
		...notConfigured(state),
		...unreadable(state),
	];
}

function lostServers(state: State): readonly Attention[] {
	const servers = state.syncOptions?.mailServers.rows ?? [];
	return servers
		.filter((server) => server.state !== 'connected')
		.map((server) => ({
			kind: 'attention',
			id: `server:${server.id}`,
			severity: server.state === 'lost' ? 'error' : 'warn',
			text: safe`Mail server ${server.name} ${mailServerStateText(server.state)}`,
			users: server.users ?? 0,
			since: server.since,
			opens: {place: {kind: 'tab', tab: 'options'}},
		}));
}

const suspensionsOf = new WeakMap<UserView['slots'], readonly Attention[]>();

// Slots that stay the same array are those of rows that did not change: they are walked once, not once a frame.
function suspensions(state: State): readonly Attention[] {
	const view = suspendedUsers(state);
	const known = suspensionsOf.get(view.slots) ?? suspensionsIn(view);
	suspensionsOf.set(view.slots, known);
	return known;
}

// By the code that the batch ended with; the message of the first stands for all.
function suspensionsIn({table, slots}: UserView): readonly Attention[] {
	const byCode = new Map<SafeText, {users: number; since: number; message: SafeText}>();
	const reader = readerOf(table);
	for (const slot of slots) {
		const user = reader.at(chunkAt(table, slot), slot % chunkRows);
		const code = errorCodeOf(user);
		const since = user.holdSince ?? user.batch?.endedAt ?? Number.MAX_SAFE_INTEGER;
		const known = byCode.get(code);
		byCode.set(code, {
			users: (known?.users ?? 0) + 1,
			since: Math.min(known?.since ?? since, since),
			message: known?.message ?? user.batch?.error?.message ?? safe`no message`,
		});
	}

	return [...byCode]
		.toSorted(([, first], [, second]) => second.users - first.users || first.since - second.since)
		.map(([code, {users, since, message}]) => ({
			kind: 'attention',
			id: `code:${code}`,
			severity: 'error',
			text: safe`${code} ${message}`,
			users,
			since: since === Number.MAX_SAFE_INTEGER ? undefined : epochMs(since),
			opens: {scope: {kind: 'errorCode', code}},
		}));
}

function nearSuspension(state: State): readonly Attention[] {
	const users = state.entities.tally.all.nearSuspension;
	return users === 0
		? []
		: [
				{
					kind: 'attention',
					id: 'near',
					severity: 'warn',
					text: safe`${plural(users, safe`user fails`, safe`users fail`)} again and again: the tenth failure suspends`,
					users,
					since: undefined,
					opens: {scope: {kind: 'nearSuspension'}},
				},
			];
}

function disabledGroups(state: State): readonly Attention[] {
	return [...state.entities.groups.values()].flatMap((group) => {
		const sums = state.entities.tally.byGroup.get(group.id);
		const stopped = (sums?.users ?? 0) - (sums?.disabled ?? 0);
		return group.syncStatus === 'disabled' && stopped > 0
			? [
					{
						kind: 'attention' as const,
						id: `group:${group.id}`,
						severity: 'dim' as const,
						text: safe`Group ${group.name} is disabled: its enabled users do not synchronize`,
						users: stopped,
						since: group.updatedAt,
						opens: {place: {kind: 'group' as const, id: group.id}},
					},
				]
			: [];
	});
}

function notConfigured(state: State): readonly Attention[] {
	const users = state.entities.tally.all.notConfigured;
	return users === 0
		? []
		: [
				{
					kind: 'attention',
					id: 'notConfigured',
					severity: 'dim',
					text: safe`${countText('notConfigured')}: mailboxes never initialized`,
					users,
					since: undefined,
					opens: {scope: {kind: 'count', name: 'notConfigured'}},
				},
			];
}

function unreadable(state: State): readonly Attention[] {
	const count = state.unreadable.size;
	const [example] = state.unreadable.values();
	return count === 0
		? []
		: [
				{
					kind: 'attention',
					id: 'unreadable',
					severity: 'warn',
					text: safe`${plural(count, safe`row`, safe`rows`)} of the service could not be read (${example ?? safe`no example`})`,
					users: count,
					since: undefined,
					opens: {place: {kind: 'tab', tab: 'options'}},
				},
			];
}
