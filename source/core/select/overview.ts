import {type Activity} from '../../contract/activity.ts';
import {type SafeText, safe} from '../../contract/text.ts';
import {type EpochMs, milliseconds, seconds} from '../../contract/time.ts';
import {duration, timeOrDate} from '../../format/duration.ts';
import {count, percent, plural, signed} from '../../format/number.ts';
import {fit} from '../../format/width.ts';
import {type Attention, dashboardItems} from '../dashboard-items.ts';
import {courseOf, movedSinceStart} from '../history.ts';
import {type State} from '../state.ts';
import {type CountName, countNames} from '../tally.ts';
import {activityText, countText, mailServerStateText, serviceStatusText} from '../words.ts';
import {causeRadius, causeTrend} from './causes.ts';
import {type Line, line, notSent, type Span, span, type Tone} from './line.ts';
import {refusedLine} from './refused.ts';
import {agoLong, ago, presentOf} from './status-cells.ts';

/** One of the four counts, ready to draw. */
export type CountCard = {
	readonly name: CountName;
	readonly letter: SafeText;
	readonly title: SafeText;
	readonly value: SafeText;
	readonly moved: SafeText;
	readonly course: readonly number[];
	readonly note: SafeText;
	readonly tone: Tone;
	readonly hasFocus: boolean;
	/** The worst count that is not zero stands out by its frame. */
	readonly isTrouble: boolean;
};

const letters: Readonly<Record<CountName, SafeText>> = {
	active: safe`A`,
	withIssues: safe`I`,
	suspended: safe`S`,
	notConfigured: safe`N`,
};

/** The number of each count: from the rows once they are all read, from the service until then. */
export function countsOf(state: State): Readonly<Record<CountName, number>> | undefined {
	return state.isComplete ? state.entities.tally.all : state.dashboard?.counts;
}

export function selectCards(state: State): readonly CountCard[] {
	const counts = countsOf(state);
	return countNames.map((name, index) => {
		const value = counts?.[name];
		return {
			name,
			letter: letters[name],
			title: countText(name),
			value: value === undefined ? notSent.text : plural(value, safe`user`, safe`users`),
			moved: value === undefined ? safe`` : movedText(state, name, value),
			course: courseOf(state.history, name),
			note: noteOf(state, name),
			tone: value === undefined || value === 0 ? 'dim' : cardTone[name],
			hasFocus: state.view.focus === index,
			isTrouble: name === 'suspended' && (value ?? 0) > 0,
		};
	});
}

const cardTone: Readonly<Record<CountName, Tone>> = {
	active: 'ok',
	withIssues: 'warn',
	suspended: 'error',
	notConfigured: 'text',
};

function movedText(state: State, name: CountName, value: number): SafeText {
	return safe`${signed(movedSinceStart(state.history, name, value))} since start`;
}

function noteOf(state: State, name: CountName): SafeText {
	const {all} = state.entities.tally;
	if (!state.isComplete) {
		return state.feed.refused.users === undefined
			? safe`reading users`
			: safe`as the service counts`;
	}

	const unread = unreadableUsers(state);
	if (unread > 0) {
		return safe`without ${plural(unread, safe`unreadable user`, safe`unreadable users`)}`;
	}

	switch (name) {
		case 'active': {
			return safe`${count(all.running)} running, ${count(all.active - all.running)} queued`;
		}

		case 'withIssues': {
			return safe`${plural(all.issues, safe`issue`, safe`issues`)} together`;
		}

		case 'suspended': {
			return safe`${count(all.onHold)} still held`;
		}

		case 'notConfigured': {
			return safe`not initialized`;
		}
	}
}

// They may belong to any count: none of them can be opened.
export function unreadableUsers({unreadable}: State): number {
	return [...unreadable.keys()].filter((key) => key.startsWith('user ')).length;
}

/** What needs attention, as rows. */
export type AttentionRow = {
	readonly mark: Span;
	readonly text: Span;
	/** Whom a cause hits, in a few words; and what that rests on. Empty for what is not a cause. */
	readonly radius: Span;
	readonly evidence: Span;
	readonly users: Span;
	readonly since: Span;
	readonly trend: Span;
	readonly hasFocus: boolean;
};

export function selectAttention(state: State): readonly AttentionRow[] {
	const present = presentOf(state);
	return dashboardItems(state).flatMap((item, index) =>
		item.kind === 'attention'
			? [
					{
						mark: markOf(item),
						text: span(item.text, item.severity === 'dim' ? 'dim' : 'text'),
						...causeSpans(state, item),
						// What is about the service itself hits no number of users.
						users: span(item.id === 'outages' ? safe`-` : count(item.users)),
						since: item.since === undefined ? span(safe`-`, 'none') : ago(item.since, present),
						hasFocus: state.view.focus === index,
					},
				]
			: [],
	);
}

function causeSpans(
	state: State,
	{cause}: Attention,
): Pick<AttentionRow, 'radius' | 'evidence' | 'trend'> {
	const nothing = span(safe``);
	if (cause === undefined) {
		return {radius: nothing, evidence: nothing, trend: nothing};
	}

	const {words, evidence} = causeRadius(state, cause);
	return {radius: span(words), evidence: span(evidence, 'dim'), trend: causeTrend(state, cause)};
}

function markOf({severity}: Attention): Span {
	switch (severity) {
		case 'error': {
			return span(safe`!!`, 'error');
		}

		case 'warn': {
			return span(safe`! `, 'warn');
		}

		case 'dim': {
			return span(safe`- `, 'dim');
		}
	}
}

/** Service and mail server health, a label and a value a line. */
export function selectHealth(state: State): readonly Line[] {
	const {syncOptions, dashboard} = state;
	const present = presentOf(state);
	if (syncOptions === undefined) {
		return [refusedLine(state, 'overview') ?? line(safe`not read yet`, 'dim')];
	}

	const {queue, lastFullPass, batchesPerMinute} = syncOptions;
	const isRunning = syncOptions.status === 'running';
	return [
		pair(safe`Service`, [
			span(
				safe`${isRunning ? safe`●` : safe`‖`} ${serviceStatusText(syncOptions.status)}`,
				isRunning ? 'ok' : 'error',
			),
			span(
				syncOptions.since === undefined
					? safe``
					: safe`  since ${timeOrDate(syncOptions.since, present.now)}`,
				'dim',
			),
		]),
		pair(safe`Mail servers`, serverSpans(state)),
		pair(
			safe`Queue`,
			queue === undefined
				? [notSent]
				: [
						span(safe`${count(queue.depth)} waiting, ${count(queue.running)} running`),
						span(
							queue.oldestSeconds === undefined
								? safe``
								: safe`  oldest ${duration(queue.oldestSeconds)}`,
							'dim',
						),
					],
		),
		pair(safe`Throughput`, [
			batchesPerMinute === undefined
				? notSent
				: span(safe`${plural(Math.round(batchesPerMinute), safe`batch`, safe`batches`)}/min`),
		]),
		pair(safe`Last full pass`, [
			lastFullPass === undefined ? notSent : span(agoLong(lastFullPass.endedAt, present)),
			span(
				lastFullPass === undefined
					? safe``
					: safe`, took ${duration(lastFullPass.durationSeconds)}`,
				'dim',
			),
		]),
		...clockLines(state),
		...(dashboard === undefined ? [] : provisioningLines(state)),
	];
}

const noticedSkew = seconds(5);

// Ages count by the service's clock. Whoever compares them with a watch should know that the two differ.
function clockLines({feed: {last}, connection}: State): readonly Line[] {
	const skew = last === undefined ? 0 : last.service - last.moment.wall;
	return connection.isDemo || Math.abs(skew) <= noticedSkew
		? []
		: [
				pair(safe`Clock`, [
					span(
						safe`${duration(milliseconds(Math.abs(skew)))} ${skew > 0 ? safe`ahead of` : safe`behind`} yours`,
						'warn',
					),
				]),
			];
}

function serverSpans({syncOptions}: State): readonly Span[] {
	const servers = syncOptions?.mailServers.rows ?? [];
	const bad = servers.filter(({state}) => state !== 'connected');
	if (bad.length === 0) {
		return [span(safe`● ${count(servers.length)} of ${count(servers.length)} connected`, 'ok')];
	}

	const [first] = bad;
	return [
		span(
			safe`! ${count(servers.length - bad.length)} of ${count(servers.length)} connected`,
			'error',
		),
		span(
			first === undefined ? safe`` : safe`  ${first.name} ${mailServerStateText(first.state)}`,
			'error',
		),
	];
}

function provisioningLines({dashboard, entities}: State): readonly Line[] {
	const all = dashboard?.provisioning;
	const recent = dashboard?.newProvisioning;
	const users = entities.users.size > 0 ? entities.users.size : (dashboard?.users ?? 0);
	return [
		pair(safe`Provisioned`, [
			all === undefined
				? notSent
				: span(safe`${count(all.provisioned)} users, ${count(all.notProvisioned)} not yet`),
		]),
		pair(safe`New, two weeks`, [
			recent === undefined
				? notSent
				: span(safe`${count(recent.provisioned)} users, ${count(recent.notProvisioned)} not yet`),
		]),
		pair(safe`Add-in use`, [
			dashboard?.addInUsers === undefined
				? notSent
				: span(safe`${percent(dashboard.addInUsers, users)} of users within 30 days`),
		]),
	];
}

function pair(label: SafeText, value: readonly Span[]): Line {
	return [{text: label, tone: 'dim'}, ...value];
}

/** What changed lately, newest first. */
export function selectActivity(activity: readonly Activity[], now: EpochMs): readonly Line[] {
	return activity.map((row) => [
		span(fit(timeOrDate(row.at, now), 12), 'dim'),
		span(activityText(row.kind), activityTone(row)),
		span(safe`  ${row.target.name}`),
		...(row.detail === undefined ? [] : [span(safe`  ${row.detail}`, 'dim')]),
		...(byItself.has(row.kind) ? [] : [span(safe`  by ${row.actor}`, 'dim')]),
	]);
}

// Only the service suspends, and notices its mail servers: who it was is known.
const byItself: ReadonlySet<string> = new Set([
	'suspendedByAuthorization',
	'suspendedByThrottling',
	'suspendedByOther',
	'mailboxInitialized',
	'mailServerLost',
	'mailServerConnected',
]);

export function activityTone({kind}: Activity): Tone {
	switch (kind) {
		case 'suspendedByAuthorization':
		case 'suspendedByThrottling':
		case 'suspendedByOther':
		case 'mailServerLost': {
			return 'error';
		}

		case 'userRemoved':
		case 'userForceRemoved':
		case 'syncDisabled': {
			return 'warn';
		}

		default: {
			return 'text';
		}
	}
}
