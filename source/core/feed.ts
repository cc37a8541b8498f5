import {type Failure} from '../contract/outcome.ts';
import {type UserId} from '../contract/id.ts';
import {type EpochMs, epochMs, type Milliseconds, milliseconds, seconds} from '../contract/time.ts';
import {type Entities} from './entities.ts';

/** Two clocks at one moment: one that never jumps, and the wall's, which does. */
export type Moment = {readonly elapsed: Milliseconds; readonly wall: EpochMs};

/** What we are doing about new data. Apart from what we have: a failed poll takes nothing away. */
export type Doing =
	/** The next question is put at `until`. */
	| {readonly kind: 'waiting'; readonly until: Milliseconds; readonly isAsked: boolean}
	| {readonly kind: 'asking'; readonly since: Milliseconds; readonly open: number}
	/** Answers that are still on their way when somebody pauses are waited for before the next question; so is `until`, if the service asked for it. */
	| {readonly kind: 'paused'; readonly open?: number; readonly until?: Milliseconds}
	/** Asking again by itself would not help: credentials refused. */
	| {readonly kind: 'stopped'};

/** What is read by a request of its own: one that is refused does not keep the others from being shown. */
export type Resource = 'session' | 'overview' | 'users';

/** Why parts are not shown: the last answer of each that could not be used. */
export type Refusals = {readonly [Name in Resource]?: Failure};

/** A full read in pages. Until it is complete nothing that is on screen is thrown away for it. */
export type Reading = {
	readonly entities: Entities;
	readonly loaded: number;
	readonly total: number | undefined;
	readonly next: UserId | undefined;
	readonly isComplete: boolean;
	/** The oldest revision that any part was read at: changes are asked for from here. */
	readonly revision: number | undefined;
	readonly hasOverview: boolean;
	/** The parts that it had to do without. */
	readonly refused: Refusals;
};

/** The last answer: when it came by our clocks, and what the service's clock said. */
export type LastAnswer = {
	readonly moment: Moment;
	readonly service: EpochMs;
	/** What the service's clock said, as it said it: whole seconds, where it speaks HTTP. */
	readonly said: EpochMs;
	/** When that was noted, to be compared with what it says some time later. */
	readonly saidAt: Milliseconds;
	/** The service's clock moved since the answer before. One that stands (a frozen simulation) is not carried on. */
	readonly isTicking: boolean;
	readonly roundTrip: Milliseconds;
};

/** A time without usable answers, by the clock on the wall; it goes on where it has no end. */
export type Outage = {readonly from: EpochMs; readonly until: EpochMs | undefined};

/** The polled resource: everything the service says. */
export type Feed = {
	readonly interval: Milliseconds;
	readonly doing: Doing;
	readonly reading: Reading | undefined;
	/** Where the next question for changes starts. */
	readonly revision: number | undefined;
	/** The last answer was cut: the rest is asked for at once. */
	readonly hasMore: boolean;
	readonly failures: number;
	/** When the first of the failures in a row was. */
	readonly failingSince: Moment | undefined;
	readonly failure: Failure | undefined;
	/** A failure of the round of questions that is under way. */
	readonly roundFailure: Failure | undefined;
	/** The parts that are missing while the others are live, and when they are asked for again. */
	readonly refused: Refusals;
	readonly refusedUntil: Milliseconds | undefined;
	/** How often in a row it was told to start over, until a question for changes was answered. */
	readonly startOvers: number;
	readonly last: LastAnswer | undefined;
	/** The last times without answers, newest last. */
	readonly outages: readonly Outage[];
};

/** How far what is on screen can be trusted. */
export type Freshness = 'connecting' | 'live' | 'paused' | 'stale' | 'offline' | 'signedOut';

/** What the header says. Two failures in a row make `offline`, so that one lost packet does not cry wolf. */
export function freshnessOf(feed: Feed, now: Moment): Freshness {
	if (feed.doing.kind === 'stopped' && feed.failure?.kind === 'unauthorized') {
		return 'signedOut';
	}

	if (feed.failures > 1 || (feed.failures > 0 && feed.last === undefined)) {
		return 'offline';
	}

	if (feed.doing.kind === 'stopped') {
		return 'offline';
	}

	if (feed.last === undefined) {
		return feed.doing.kind === 'paused' ? 'paused' : 'connecting';
	}

	if (feed.doing.kind === 'paused') {
		return 'paused';
	}

	return feed.failures > 0 || sinceAnswer(feed.last, now) > 2 * feed.interval + seconds(2)
		? 'stale'
		: 'live';
}

/** How old what the last answer said may be: it was made at some moment between the question and the answer. */
export function ageOf(last: LastAnswer, now: Moment): Milliseconds {
	return milliseconds(sinceAnswer(last, now) + last.roundTrip);
}

/**
How long ago the last answer came. The larger of the two clocks' differences: the steady one misses the time a machine was
asleep, and an age must never look smaller than it is.
*/
function sinceAnswer(last: LastAnswer, now: Moment): Milliseconds {
	return milliseconds(Math.max(0, now.elapsed - last.moment.elapsed, now.wall - last.moment.wall));
}

/** The service's clock now, carried on from its last answer; ours before the first one. */
export function serviceNow(feed: Feed, now: Moment): EpochMs {
	return feed.last === undefined
		? now.wall
		: epochMs(feed.last.service + (feed.last.isTicking ? sinceAnswer(feed.last, now) : 0));
}

// Its clock is told in whole seconds, rounded down.
const resolution = 1000;

/**
The service's clock at an answer that came now: the latest that it can be, so that no age looks smaller than it is. What it said was said
up to a second and a round trip ago; each answer that shows it to be earlier than carried on brings it nearer. A clock that was moved
ahead is followed at once.
*/
export function answerAt(
	feed: Feed,
	now: Moment,
	said: EpochMs | undefined,
	roundTrip: Milliseconds,
): EpochMs {
	const carried = serviceNow(feed, now);
	if (said === undefined) {
		return carried;
	}

	const latest = said + resolution + roundTrip;
	return feed.last === undefined || carried < said
		? epochMs(latest)
		: epochMs(Math.min(carried, latest));
}

/** The moment that what is shown is true for: now while live, the last answer otherwise. */
export function shownMoment(feed: Feed, now: Moment): EpochMs {
	return feed.last !== undefined && freshnessOf(feed, now) !== 'live'
		? feed.last.service
		: serviceNow(feed, now);
}
