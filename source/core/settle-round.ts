import {type Failure} from '../contract/outcome.ts';
import {safe} from '../contract/text.ts';
import {type EpochMs, milliseconds} from '../contract/time.ts';
import {duration} from '../format/duration.ts';
import {type Feed, serviceNow} from './feed.ts';
import {ask, idle, waitFor, withFeed} from './feed-round.ts';
import {noticeOf} from './notices.ts';
import {askedPause, backOff, isWorthRetrying} from './polling.ts';
import {isRefusalOver, startReading} from './questions.ts';
import {refusalPause} from './read-answer.ts';
import {type State} from './state.ts';
import {type Step, stay} from './step.ts';

const keptOutages = 20;

/** A round of questions is over: what comes next. */
export function settled(state: State, random: number): Step {
	const {feed} = state;
	if (feed.doing.kind !== 'asking') {
		return stay(state);
	}

	if (feed.roundFailure?.kind === 'startOver') {
		const anew = {
			...state,
			feed: {
				...feed,
				revision: undefined,
				reading: startReading(state.entities.causes.knowledge),
				startOvers: feed.startOvers + 1,
			},
		};
		return feed.startOvers > 0 || feed.reading !== undefined
			? failedRound(anew, feed.roundFailure, random)
			: ask(idle(anew));
	}

	if (feed.roundFailure !== undefined) {
		const {reading} = feed;
		// Parts are missing only beside others that were read.
		const isEmpty = reading?.refused.overview !== undefined && reading.refused.users !== undefined;
		return failedRound(
			isEmpty
				? {...state, feed: {...feed, reading: startReading(state.entities.causes.knowledge)}}
				: state,
			feed.roundFailure,
			random,
		);
	}

	// Before it was answered for changes, a service that keeps saying "start over" has not recovered.
	const good = feed.startOvers > 1 && feed.reading !== undefined ? state : recovered(state);
	if (feed.reading === undefined && !feed.hasMore) {
		return isRefusalOver(feed, state.now) ? readMissing(good) : waitFor(good, feed.interval);
	}

	return ask(idle(finishReading(good)));
}

// Rights are asked for by the next question; the other parts take a full read.
function readMissing(state: State): Step {
	const {refused, interval} = state.feed;
	return refused.overview !== undefined || refused.users !== undefined
		? ask(
				idle(
					withFeed(state, {
						reading: startReading(state.entities.causes.knowledge),
						refusedUntil: undefined,
					}),
				),
			)
		: waitFor(state, interval);
}

// A read that is complete hands over to polling for changes, from the oldest revision that it saw.
function finishReading(state: State): State {
	const {reading} = state.feed;
	if (reading === undefined || !reading.isComplete || !reading.hasOverview) {
		return state;
	}

	const {session} = state.feed.refused;
	const refused = {...reading.refused, ...(session !== undefined && {session})};
	const isWhole = refused.users === undefined;
	const hasGaps = Object.keys(refused).length > 0;
	return {
		...state,
		// What was shown stays, and grows by changes, when it cannot be read anew.
		entities: isWhole ? reading.entities : state.entities,
		isComplete: isWhole || state.isComplete,
		feed: {
			...state.feed,
			reading: undefined,
			revision: reading.revision,
			refused,
			refusedUntil: hasGaps ? milliseconds(state.now.elapsed + refusalPause) : undefined,
		},
	};
}

function failedRound(state: State, failure: Failure, random: number): Step {
	const {feed} = state;
	const failures = feed.failures + 1;
	const next: Feed = {
		...feed,
		failures,
		failingSince: feed.failingSince ?? state.now,
		failure,
		roundFailure: undefined,
		outages: feed.failures === 0 ? begun(feed, state.now.wall) : feed.outages,
	};
	if (!isWorthRetrying(failure)) {
		return stay({...state, feed: {...next, doing: {kind: 'stopped'}}});
	}

	// A bare 503 asks for nothing.
	const isAsked =
		failure.kind === 'throttled' && (failure.status === 429 || failure.retryAfter !== undefined);
	const pause = isAsked
		? askedPause(failure.retryAfter, serviceNow(feed, state.now))
		: backOff(Math.max(failures, feed.startOvers), random);
	return waitFor({...state, feed: next}, pause, isAsked);
}

function recovered(state: State): State {
	const {feed} = state;
	if (feed.failures === 0) {
		return state;
	}

	// By the clock that never jumps and the wall's, whichever saw more: the first misses a sleep, the second may be set.
	const {wall, elapsed} = state.now;
	const since = feed.failingSince ?? state.now;
	const outage = Math.max(wall - since.wall, elapsed - since.elapsed);
	const text = safe`back after ${duration(milliseconds(outage))}`;
	return {
		...state,
		notice: noticeOf(safe`The service is ${text}`, 'ok', state.now.elapsed),
		feed: {
			...feed,
			failures: 0,
			failingSince: undefined,
			failure: undefined,
			outages: feed.outages.map((one) => ({...one, until: one.until ?? wall})),
		},
	};
}

function begun({outages}: Feed, from: EpochMs): Feed['outages'] {
	return [...outages, {from, until: undefined}].slice(-keptOutages);
}
