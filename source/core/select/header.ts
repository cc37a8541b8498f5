import {type Failure} from '../../contract/outcome.ts';
import {type SafeText, safe, toSafe} from '../../contract/text.ts';
import {milliseconds} from '../../contract/time.ts';
import {clockTime, duration, shortDuration, shortTime} from '../../format/duration.ts';
import {count, plural} from '../../format/number.ts';
import {newerActivity} from '../activity-list.ts';
import {holdingText} from '../alerts.ts';
import {failureText} from '../failure-text.ts';
import {ageOf, freshnessOf, type Freshness, serviceNow, shownMoment} from '../feed.ts';
import {isOpen} from '../run.ts';
import {keyOf, refreshKey} from '../preferences.ts';
import {type State} from '../state.ts';
import {type Tab, tabOf, tabs} from '../view-state.ts';
import {type Line, type Span, span, type Tone} from './line.ts';
import {refusedSpans} from './refused.ts';

/** The first line: what runs, where, as whom, with which rights; and how fresh it is. */
export type Header = {readonly left: Line; readonly right: Line};

export function selectHeader(state: State, isNarrow: boolean): Header {
	const {connection, session, feed} = state;
	const who = session === undefined ? [] : [span(safe`as ${session.actor}  `, 'dim')];
	return {
		left: [
			...(isNarrow ? [span(safe` `)] : [span(safe` synctop `, 'strong')]),
			...(connection.isDemo ? [span(safe` DEMO `, 'demo'), span(safe` `)] : []),
			...productionSpans(state),
			...(connection.replay === undefined ? [] : [span(safe` REPLAY `, 'demo'), span(safe` `)]),
			...(isNarrow && connection.isDemo ? [] : [span(safe`${connection.name}  `, 'text')]),
			...(isNarrow ? [] : who),
			rightsSpan(state),
		],
		right: [
			freshnessSpan(state),
			...(isNarrow ? [] : [span(safe`  every ${duration(feed.interval)}`, 'dim')]),
			...(isNarrow || feed.last === undefined ? [] : [span(roundTripText(state), 'dim')]),
			span(safe`  ${shortTime(serviceNow(feed, state.shown))} `, 'dim'),
		],
	};
}

/** What no eye may miss, in a word as well as in a colour. */
function productionSpans({connection}: State): readonly Span[] {
	return connection.isProduction === true ? [span(safe`[PROD]`, 'danger'), span(safe` `)] : [];
}

function rightsSpan({connection, session, journalFailure}: State): Span {
	if (connection.isReadOnly || session?.mayChange === false) {
		return span(safe`READ-ONLY`, 'warn');
	}

	return journalFailure === undefined
		? span(safe`RW`, 'dim')
		: span(safe`CHANGES OFF: no journal`, 'error');
}

const freshnessLook: Readonly<Record<Freshness, {readonly word: SafeText; readonly tone: Tone}>> = {
	connecting: {word: safe`connecting`, tone: 'pending'},
	live: {word: safe`● live`, tone: 'ok'},
	paused: {word: safe` PAUSED `, tone: 'stale'},
	stale: {word: safe` STALE `, tone: 'stale'},
	offline: {word: safe` OFFLINE `, tone: 'stale'},
	signedOut: {word: safe` SIGNED OUT `, tone: 'stale'},
};

// While live the age is below the interval and is said as that bound: a running number would redraw the screen every second.
function freshnessSpan(state: State): Span {
	const {feed, shown} = state;
	const freshness = freshnessOf(feed, shown);
	const {word, tone} = freshnessLook[freshness];
	if (feed.last === undefined || freshness === 'connecting') {
		return span(word, tone);
	}

	if (state.connection.replay !== undefined && (freshness === 'live' || freshness === 'paused')) {
		return replaySpan(state, state.connection.replay, freshness);
	}

	const age = ageOf(feed.last, shown);
	const bound = milliseconds(feed.interval + feed.last.roundTrip);
	if (freshness !== 'live') {
		return span(safe`${word}${shortDuration(age)} `, tone);
	}

	return feed.last.isTicking || state.connection.isDemo
		? span(safe`${word} <${duration(milliseconds(Math.max(bound, age)))}`, tone)
		: span(safe`${word}, but its clock stands`, 'warn');
}

// The moment that is shown; and that it stands, where it does.
function replaySpan(
	{feed, shown}: State,
	{until, speed = 1}: NonNullable<State['connection']['replay']>,
	freshness: 'live' | 'paused',
): Span {
	const moment = clockTime(shownMoment(feed, shown));
	if (freshness === 'live') {
		const pace = speed === 1 ? safe`` : safe` x${speed}`;
		return span(safe`▶ ${moment}${pace}`, 'ok');
	}

	const hasEnded = feed.last !== undefined && feed.last.service >= until;
	return span(safe` ${hasEnded ? safe`END` : safe`PAUSED`} ${moment} `, 'stale');
}

// Said when it is worth saying, in coarse steps: a round trip of 4 or 60 ms is the same to a person, and every other word here
// would be written anew at every poll.
function roundTripText({feed}: State): SafeText {
	const trip = feed.last?.roundTrip ?? 0;
	const step = [5000, 2000, 1000, 500, 200].find((least) => trip >= least);
	return step === undefined
		? safe``
		: safe`  rtt >${step < 1000 ? safe`${step}ms` : safe`${step / 1000}s`}`;
}

const tabTitles: Readonly<Record<Tab, readonly [long: SafeText, short: SafeText]>> = {
	dashboard: [safe`Dashboard`, safe`Dash`],
	users: [safe`Users`, safe`Users`],
	groups: [safe`Groups`, safe`Groups`],
	batches: [safe`Batches`, safe`Batches`],
	options: [safe`Sync Options`, safe`Options`],
	activity: [safe`Activity`, safe`Log`],
};

/** The bar of tabs, with how much is behind each. */
export function selectTabs(state: State, isNarrow: boolean): Line {
	const current = tabOf(state.view);
	return tabs.flatMap((tab, index): Line => {
		const [long, short] = tabTitles[tab];
		const size = tabSize(state, tab);
		const label = safe`${index + 1} ${isNarrow ? short : long}${size === undefined || isNarrow ? safe`` : safe` ${count(size)}`}`;
		const news = tab === 'activity' ? newActivity(state) : safe``;
		return tab === current
			? [span(safe` [${label}${news}]`, 'accent')]
			: [span(safe`  ${label}${news} `, 'dim')];
	});
}

// Rows that came since somebody last looked.
function newActivity(state: State): SafeText {
	const look = state.notebook.lastLooked;
	const rows = look === undefined ? 0 : newerActivity(state, look).length;
	return rows === 0 ? safe`` : safe` +${count(rows)}`;
}

function tabSize(state: State, tab: Tab): number | undefined {
	switch (tab) {
		case 'users': {
			return state.feed.last === undefined ? undefined : state.entities.users.size;
		}

		case 'groups': {
			return state.feed.last === undefined ? undefined : state.entities.groups.size;
		}

		case 'dashboard':
		case 'batches':
		case 'options':
		case 'activity': {
			return undefined;
		}
	}
}

/** `AS OF 02:10:55Z` when what is shown is not live; nothing when it is. */
export function asOf(state: State): SafeText | undefined {
	const {feed} = state;
	return feed.last === undefined || freshnessOf(feed, state.shown) === 'live'
		? undefined
		: safe` AS OF ${clockTime(feed.last.service)} `;
}

/** What stands over everything when there is no connection: what happened, what is shown, what to do, what is off. */
export function selectBanner(
	state: State,
): {readonly title: SafeText; readonly lines: readonly Line[]} | undefined {
	const {feed} = state;
	const freshness = freshnessOf(feed, state.shown);
	if ((freshness !== 'offline' && freshness !== 'signedOut') || feed.failure === undefined) {
		return undefined;
	}

	const {what, why, next} = failureText(feed.failure, refreshKey(state));
	const shown =
		feed.last === undefined
			? safe`nothing yet: no answer so far`
			: safe`a frozen copy from ${clockTime(feed.last.service)}; moments instead of ages`;
	return {
		title:
			freshness === 'signedOut'
				? safe`${feed.last === undefined ? safe`Sign-in refused by` : safe`Signed out of`} ${state.connection.name}`
				: safe`${wasReached(feed.failure) ? safe`No usable answer from` : safe`No connection to`} ${state.connection.name}`,
		lines: [
			[span(safe`What happened  `, 'dim'), span(what, 'error'), span(triesText(state), 'dim')],
			[span(safe`Likely         `, 'dim'), span(why)],
			[span(safe`What to do     `, 'dim'), span(next)],
			[span(safe`What you see   `, 'dim'), span(safe`${shown}. Status changes are off.`)],
		],
	};
}

// A service that answers with something else is not down.
function wasReached({kind}: Failure): boolean {
	return kind !== 'unreachable' && kind !== 'timeout';
}

function triesText(state: State): SafeText {
	const {feed, shown} = state;
	const refresh = refreshKey(state);
	const tries = safe`  (${count(feed.failures)} ${feed.failures === 1 ? safe`try` : safe`tries`}`;
	if (feed.doing.kind === 'waiting') {
		const left = Math.max(0, feed.doing.until - shown.elapsed);
		return safe`${tries}, next in ${duration(milliseconds(left))}, ${refresh} now)`;
	}

	return feed.doing.kind === 'asking'
		? safe`${tries}, trying now)`
		: safe`${tries}, ${refresh} tries again)`;
}

// What is not shown while the rest is live; and why the answers do not come, before that is worth a banner.
function troubleSpans(state: State): readonly Span[] {
	const {feed, shown} = state;
	const refused = refusedSpans(state);
	if (feed.failure === undefined || freshnessOf(feed, shown) !== 'stale') {
		return refused;
	}

	const wait =
		feed.doing.kind === 'waiting'
			? safe`next try in ${duration(milliseconds(Math.max(0, feed.doing.until - shown.elapsed)))}`
			: safe`trying now`;
	return [span(safe` ${failureText(feed.failure).what}, ${wait} |`, 'error'), ...refused];
}

// Half a kilobyte each, and what Node takes anyway.
const bytesEach = 550;
const bytesAnyway = 80_000_000;

/** That a very long list is being read: what it takes, and that nobody has to wait for it. */
function longReadSpans({feed: {reading}, limits, isComplete}: State): readonly Span[] {
	const {loaded = 0, total = 0} = reading ?? {};
	if (isComplete || total <= limits.longList) {
		return [];
	}

	const gigabytes = ((bytesAnyway + bytesEach * total) / 1e9).toFixed(1);
	const percent = Math.min(99, Math.floor((100 * loaded) / total));
	return [
		span(
			safe` reading ${count(total)} users, ${percent} %; they take some ${toSafe(gigabytes)} GB, and keys work meanwhile |`,
			'pending',
		),
	];
}

function collectedSpans(state: State): readonly Span[] {
	const {length} = state.changeSet.items;
	const key = keyOf(state, 'set.open', safe`P`);
	return length === 0
		? []
		: [span(safe` | ${plural(length, safe`change`, safe`changes`)} collected: ${key}`, 'accent')];
}

function alertSpans(state: State): readonly Span[] {
	if (!state.preferences.alerts.isOn) {
		return [];
	}

	const holding = holdingText(state);
	return [
		holding === undefined
			? span(safe` | alerts on`, 'dim')
			: span(safe` | ALERT ${holding}`, 'error'),
	];
}

/** The last line, when there is no notice: what goes on in the background. */
export function selectStatus(state: State): Line {
	const {feed, runs} = state;
	const open = runs.flatMap(({items}) => items).filter(({phase}) => isOpen(phase));
	const unknown = open.filter(({phase}) => phase.kind === 'unknown').length;
	const unreadable = state.unreadable.size;
	const groups = [...state.entities.groups.values()].filter(
		({syncStatus}) => syncStatus === 'disabled',
	).length;
	return [
		...troubleSpans(state),
		...longReadSpans(state),
		span(
			feed.last === undefined
				? safe` nothing read yet`
				: safe` ${count(state.entities.users.size)} users`,
			'dim',
		),
		...(groups === 0
			? []
			: [span(safe` | ${plural(groups, safe`group`, safe`groups`)} disabled`, 'dim')]),
		...(unknown === 0 ? [] : [span(safe` | ${unknown} UNKNOWN, reading back`, 'unknown')]),
		...(open.length === unknown
			? []
			: [span(safe` | ${open.length - unknown} on their way`, 'pending')]),
		...(unreadable === 0 ? [] : [span(safe` | ${count(unreadable)} unreadable rows`, 'warn')]),
		...collectedSpans(state),
		...alertSpans(state),
		...(feed.doing.kind === 'paused'
			? [span(safe` | paused: ${keyOf(state, 'live.pause', safe`p`)} resumes`, 'stale')]
			: []),
		state.journalFailure === undefined
			? span(safe` | journal on`, 'dim')
			: span(safe` | JOURNAL OFF: changes are off`, 'error'),
	];
}
