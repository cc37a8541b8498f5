import {type Failure, type Outcome} from '../contract/outcome.ts';
import {type Reply} from '../contract/reply.ts';
import {milliseconds, minutes, seconds} from '../contract/time.ts';
import {
	answerAt,
	type Feed,
	type Reading,
	type Refusals,
	type Resource,
	serviceNow,
} from './feed.ts';
import {withDoing} from './feed-round.ts';
import {askedPause, isOfOnePart} from './polling.ts';
import {type State} from './state.ts';
import {type Step, stay} from './step.ts';
import {moveOn, waitForTick} from './ticking.ts';

const tellingPause = seconds(1.5);
/** A part that was refused is asked for again after a while: rights are given, gateways are mended. */
export const refusalPause = minutes(1);

/** One answer of a round. When it was the last one, the round is settled. */
export function answered<Value>(
	state: State,
	resource: Resource | 'changes',
	reply: Reply<Value>,
	merge: (state: State, value: Value) => State,
): Step {
	const {doing} = state.feed;
	if (doing.kind === 'paused' && (doing.open ?? 0) > 0) {
		return stay(withDoing(state, answeredWhilePaused(state, doing, reply.outcome)));
	}

	if (doing.kind !== 'asking') {
		return stay(state);
	}

	const {outcome} = reply;
	const merged = outcome.ok
		? merge(withAnswer(state, reply), outcome.value)
		: unanswered(state, resource, outcome.failure);
	const open = doing.open - 1;
	const next = {...merged, feed: {...merged.feed, doing: {...doing, open}}};
	return [next, open === 0 ? [{type: 'settleFeed'}, waitForTick(next)] : []];
}

// What came is not shown, but a service that asks to be left alone is heard.
function answeredWhilePaused(
	{feed, now}: State,
	doing: Extract<Feed['doing'], {kind: 'paused'}>,
	outcome: Outcome<unknown>,
): Feed['doing'] {
	const open = (doing.open ?? 0) - 1;
	if (outcome.ok || outcome.failure.kind !== 'throttled') {
		return {...doing, open};
	}

	const pause = askedPause(outcome.failure.retryAfter, serviceNow(feed, now));
	return {...doing, open, until: milliseconds(now.elapsed + pause)};
}

/** A part that is refused is done without; what concerns the connection, or the one question that everything rests on, fails the round. */
function unanswered(state: State, resource: Resource | 'changes', failure: Failure): State {
	const {feed} = state;
	if (resource === 'changes' || !isOfOnePart(failure)) {
		return {...state, feed: {...feed, roundFailure: feed.roundFailure ?? failure}};
	}

	if (resource === 'session') {
		const refusedUntil = milliseconds(state.now.elapsed + refusalPause);
		return {
			...state,
			feed: {...feed, refused: {...feed.refused, session: failure}, refusedUntil},
		};
	}

	const {reading} = feed;
	if (reading === undefined) {
		return state;
	}

	// In the middle of a list it is tried again, as long as it is not forbidden: what was read so far is not thrown away.
	if (resource === 'users' && reading.loaded > 0 && failure.kind !== 'forbidden') {
		return {...state, feed: {...feed, roundFailure: feed.roundFailure ?? failure}};
	}

	return resource === 'users'
		? withoutUsers(state, reading, failure)
		: refuse(state, {...reading, hasOverview: true}, {overview: failure});
}

/** A full read that does without the list of users. */
export function withoutUsers(state: State, reading: Reading, failure: Failure): State {
	return refuse(state, {...reading, isComplete: true, next: undefined}, {users: failure});
}

function refuse(state: State, reading: Reading, refusal: Refusals): State {
	const refused = {...reading.refused, ...refusal};
	const isEmpty = refused.overview !== undefined && refused.users !== undefined;
	return {
		...state,
		feed: {
			...state.feed,
			reading: {...reading, refused},
			// With both of them there is nothing to show.
			...(isEmpty && {roundFailure: refusal.users ?? refusal.overview}),
		},
	};
}

/** The refusals but for one part, which was read. */
export function without(refused: Refusals, resource: Resource): Refusals {
	const {[resource]: _gone, ...rest} = refused;
	return rest;
}

function withAnswer<Value>(state: State, reply: Reply<Value>): State {
	const {feed, now} = state;
	const before = feed.last;
	const said = reply.serviceTime ?? serviceNow(feed, now);
	// Two answers within its resolution tell nothing of whether a clock stands.
	const isApart = before !== undefined && now.elapsed - before.saidAt > tellingPause;
	const isTicking = isApart ? said !== before.said : (before?.isTicking ?? true);
	return {
		...moveOn(state),
		feed: {
			...feed,
			last: {
				moment: now,
				service: isTicking ? answerAt(feed, now, reply.serviceTime, reply.roundTrip) : said,
				...(isApart || before === undefined
					? {said, saidAt: now.elapsed}
					: {said: before.said, saidAt: before.saidAt}),
				isTicking,
				roundTrip: reply.roundTrip,
			},
		},
	};
}
