import {type SafeText, safe} from '../contract/text.ts';
import {type EpochMs, epochMs, minutes} from '../contract/time.ts';
import {count, plural} from '../format/number.ts';
import {type Cause, firstSeen} from './causes/cause-index.ts';
import {causeList} from './causes/cause-list.ts';
import {stops} from './causes/cause-state.ts';
import {serviceNow} from './feed.ts';
import {type State} from './state.ts';
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
	/** What it is about, where it is a cause of failures. */
	readonly cause?: Cause;
	/** Somebody knows about it: it stands last. */
	readonly isAcknowledged?: boolean;
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
		...outages(state),
		...lostServers(state),
		...stoppingCauses(state).filter(({isAcknowledged}) => isAcknowledged !== true),
		...issueCauses(state),
		...nearSuspension(state),
		...leavers(state),
		...disabledGroups(state),
		...notConfigured(state),
		...unreadable(state),
		...stoppingCauses(state).filter(({isAcknowledged}) => isAcknowledged),
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

// Each cause that suspends batches or makes them fail is a line of its own: what an on-call engineer came for.
function stoppingCauses(state: State): readonly Attention[] {
	return causeList(state)
		.filter((cause) => stops(cause))
		.map((cause) => ({cause, isAcknowledged: isKnown(state, cause)}))
		.map(({cause, isAcknowledged}) => ({
			kind: 'attention',
			id: `cause:${cause.key}`,
			severity: cause.users > 0 && !isAcknowledged ? 'error' : 'dim',
			text: isAcknowledged ? safe`${cause.title}, acknowledged` : cause.title,
			isAcknowledged,
			users: cause.users,
			cause,
			since: momentOf(firstSeen(cause)),
			opens: {place: {kind: 'cause', key: cause.key}},
		}));
}

function isKnown({notebook}: State, {key}: Cause): boolean {
	const note = notebook.acknowledged.get(`cause:${key}`);
	return note !== undefined && note.isEnded !== true;
}

// What goes on with issues is one line: its causes are a list of their own.
function issueCauses(state: State): readonly Attention[] {
	const causes = causeList(state).filter(({users, withIssues}) => users > 0 && withIssues > 0);
	const users = state.entities.tally.all.withIssues;
	const since = Math.min(...causes.map((cause) => firstSeen(cause) ?? Number.POSITIVE_INFINITY));
	return causes.length === 0
		? []
		: [
				{
					kind: 'attention',
					id: 'issues',
					severity: 'warn',
					text: safe`Issues in batches that went on: ${plural(causes.length, safe`cause`, safe`causes`)}`,
					users,
					since: Number.isFinite(since) ? epochMs(since) : undefined,
					opens: {place: {kind: 'causes'}},
				},
			];
}

function momentOf(moment: number | undefined): EpochMs | undefined {
	return moment === undefined ? undefined : epochMs(moment);
}

const lately = minutes(30);

// A service that comes and goes is live most of the time: only its past tells.
function outages({feed, now}: State): readonly Attention[] {
	const recent = feed.outages.filter(({until}) => now.wall - (until ?? now.wall) < lately);
	const [first] = recent;
	return first === undefined || recent.length < 2
		? []
		: [
				{
					kind: 'attention',
					id: 'outages',
					severity: 'error',
					text: safe`The service comes and goes: away ${count(recent.length)} times in 30 minutes; tell whoever runs it`,
					users: 0,
					// Moments on the screen are those of the service's clock.
					since: epochMs(serviceNow(feed, now) - (now.wall - first.from)),
					opens: {place: {kind: 'tab', tab: 'options'}},
				},
			];
}

const waveOfLeavers = 3;

// Source: an employee who is terminated in Vantagepoint is removed as a Connect user at the next synchronization.
function leavers(state: State): readonly Attention[] {
	const now = serviceNow(state.feed, state.shown);
	const left = state.activity.filter(({kind, at}) => kind === 'userRemoved' && now - at < lately);
	return left.length < waveOfLeavers
		? []
		: [
				{
					kind: 'attention',
					id: 'leavers',
					severity: 'warn',
					text: safe`Leavers: ${plural(left.length, safe`user`, safe`users`)} removed in 30 minutes; nothing to do if they left. Last: ${left[0]?.target.name ?? safe``}`,
					users: left.length,
					since: left.at(-1)?.at,
					opens: {place: {kind: 'tab', tab: 'activity'}},
				},
			];
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
