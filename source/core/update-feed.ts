import {type Overview, type UserPage} from '../contract/changes.ts';
import {type Failure} from '../contract/outcome.ts';
import {type Reply} from '../contract/reply.ts';
import {safe} from '../contract/text.ts';
import {type Milliseconds, milliseconds, seconds} from '../contract/time.ts';
import {duration} from '../format/duration.ts';
import {type FeedEvent} from './event.ts';
import {failureText} from './failure-text.ts';
import {answerAt, type Feed, serviceNow} from './feed.ts';
import {mergeChanges, mergeOverview, mergePage} from './merge.ts';
import {noticeOf} from './notices.ts';
import {askedPause, backOff, isWorthRetrying, stepInterval} from './polling.ts';
import {questionsFor, startReading} from './questions.ts';
import {type State} from './state.ts';
import {chain, type Step, stay} from './step.ts';
import {moveOn, tick, waitForTick} from './ticking.ts';

const logLength = 8;
const tellingPause = seconds(1.5);

/** Polls: what to ask, what an answer brings, when to ask again. */
export function updateFeed(state: State, event: FeedEvent): Step {
	switch (event.type) {
		case 'feed.due': {
			return ask(state);
		}

		case 'feed.session': {
			return answered(state, event.reply, (next, session) => ({...next, session}));
		}

		case 'feed.overview': {
			return answered<Overview>(state, event.reply, mergeOverview);
		}

		case 'feed.users': {
			return answered<UserPage>(state, event.reply, mergePage);
		}

		case 'feed.changes': {
			return answered(state, event.reply, (next, changes) =>
				changes === 'unchanged' ? next : mergeChanges(next, changes),
			);
		}

		case 'feed.settled': {
			return settled(state, event.random);
		}

		case 'feed.pauseToggled': {
			return togglePause(state);
		}

		case 'feed.refreshed': {
			return chain(refresh(state), (next) => [
				next,
				next.journalFailure === undefined ? [] : [{type: 'checkJournal'}],
			]);
		}

		case 'feed.intervalStepped': {
			return changeInterval(state, event.by);
		}

		case 'clock.ticked': {
			return tick(state);
		}
	}
}

/** Puts the questions that are needed now, if none is under way: a slow service is never asked twice at once. */
function ask(state: State): Step {
	const {feed} = state;
	if (feed.doing.kind === 'asking' || feed.doing.kind === 'paused') {
		return stay(state);
	}

	const reading = feed.reading ?? (feed.revision === undefined ? startReading() : undefined);
	const questions = questionsFor({...state, feed: {...feed, reading}});
	return [
		{
			...state,
			feed: {
				...feed,
				reading,
				roundFailure: undefined,
				doing: {kind: 'asking', since: state.now.elapsed, open: questions.length},
			},
		},
		[
			{type: 'stopWaiting', timer: 'poll'},
			...(questions.length === 0 ? [{type: 'settleFeed'} as const] : questions),
		],
	];
}

/** One answer of a round. When it was the last one, the round is settled. */
function answered<Value>(
	state: State,
	reply: Reply<Value>,
	merge: (state: State, value: Value) => State,
): Step {
	const {doing} = state.feed;
	if (doing.kind === 'paused' && (doing.open ?? 0) > 0) {
		return stay(withDoing(state, {...doing, open: (doing.open ?? 0) - 1}));
	}

	if (doing.kind !== 'asking') {
		return stay(state);
	}

	const {outcome} = reply;
	const merged = outcome.ok
		? merge(withAnswer(state, reply), outcome.value)
		: {...state, feed: {...state.feed, roundFailure: outcome.failure}};
	const open = doing.open - 1;
	const next = {...merged, feed: {...merged.feed, doing: {...doing, open}}};
	return [next, open === 0 ? [{type: 'settleFeed'}, waitForTick(next)] : []];
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
				service: isTicking ? answerAt(feed, now, reply.serviceTime) : said,
				...(isApart || before === undefined
					? {said, saidAt: now.elapsed}
					: {said: before.said, saidAt: before.saidAt}),
				isTicking,
				roundTrip: reply.roundTrip,
			},
		},
	};
}

function settled(state: State, random: number): Step {
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
				reading: startReading(),
				startedOverAt: state.now.elapsed,
			},
		};
		return isHasty(state) ? failedRound(anew, feed.roundFailure, random) : ask(idle(anew));
	}

	if (feed.roundFailure !== undefined) {
		return failedRound(state, feed.roundFailure, random);
	}

	const good = recovered(state);
	return feed.reading === undefined && !feed.hasMore
		? waitFor(good, feed.interval)
		: ask(idle(finishReading(good)));
}

// Told to start over while reading, or twice within a minute: waited for as for any failure, or a service that says nothing else would be
// hammered.
function isHasty({feed, now}: State): boolean {
	return (
		feed.reading !== undefined ||
		(feed.startedOverAt !== undefined && now.elapsed - feed.startedOverAt < seconds(60))
	);
}

// A read that is complete hands over to polling for changes, from the oldest revision that it saw.
function finishReading(state: State): State {
	const {reading} = state.feed;
	if (reading === undefined || !reading.isComplete || !reading.hasOverview) {
		return state;
	}

	return {
		...state,
		entities: reading.entities,
		isComplete: true,
		feed: {
			...state.feed,
			reading: undefined,
			revision: reading.revision,
		},
	};
}

function failedRound(state: State, failure: Failure, random: number): Step {
	const {feed} = state;
	const failures = feed.failures + 1;
	const next: Feed = {
		...feed,
		failures,
		failingSince: feed.failingSince ?? state.now.wall,
		failure,
		roundFailure: undefined,
		log: logged(feed, {at: state.now.wall, text: failureText(failure).what, isFailure: true}),
	};
	if (!isWorthRetrying(failure)) {
		return stay({...state, feed: {...next, doing: {kind: 'stopped'}}});
	}

	const isAsked = failure.kind === 'throttled';
	const pause = isAsked
		? askedPause(failure.retryAfter, serviceNow(feed, state.now))
		: backOff(failures, random);
	return waitFor({...state, feed: next}, pause, isAsked);
}

function recovered(state: State): State {
	const {feed} = state;
	if (feed.failures === 0) {
		return state;
	}

	const outage = state.now.wall - (feed.failingSince ?? state.now.wall);
	const text = safe`back after ${duration(milliseconds(outage))}`;
	return {
		...state,
		notice: noticeOf(safe`The service is ${text}`, 'ok', state.now.elapsed),
		feed: {
			...feed,
			failures: 0,
			failingSince: undefined,
			failure: undefined,
			log: logged({...feed, log: []}, {at: state.now.wall, text, isFailure: false}),
		},
	};
}

function logged(feed: Feed, entry: Feed['log'][number]): Feed['log'] {
	return [...feed.log, entry].slice(-logLength);
}

function idle(state: State): State {
	return {
		...state,
		feed: {
			...state.feed,
			doing: {kind: 'waiting', until: state.now.elapsed, isAsked: false},
		},
	};
}

function waitFor(state: State, delay: Milliseconds, isAsked = false): Step {
	const until = milliseconds(state.now.elapsed + delay);
	const next: State = {...state, feed: {...state.feed, doing: {kind: 'waiting', until, isAsked}}};
	return [
		next,
		[
			{type: 'wait', timer: 'poll', delay, event: {type: 'feed.due'}},
			// The seconds to the next try are counted from now on.
			...(next.feed.failures > 0 ? [waitForTick(next)] : []),
		],
	];
}

function togglePause(state: State): Step {
	const {doing} = state.feed;
	if (doing.kind === 'paused') {
		return resume(state, doing);
	}

	const isAsked = doing.kind === 'waiting' && doing.isAsked;
	return [
		withDoing(state, {
			kind: 'paused',
			...(doing.kind === 'asking' && {open: doing.open}),
			...(isAsked && {until: doing.until}),
		}),
		[{type: 'stopWaiting', timer: 'poll'}],
	];
}

function resume(state: State, {open = 0, until}: Extract<Feed['doing'], {kind: 'paused'}>): Step {
	if (until !== undefined && until > state.now.elapsed) {
		return waitFor(state, milliseconds(until - state.now.elapsed), true);
	}

	// What is still on its way ends this round; the next question is put after it.
	return open > 0
		? stay(withDoing(state, {kind: 'asking', since: state.now.elapsed, open}))
		: ask(idle(state));
}

function withDoing(state: State, doing: Feed['doing']): State {
	return {...state, feed: {...state.feed, doing}};
}

/** Asks now, unless the service asked to be left alone until a moment that has not come. */
function refresh(state: State): Step {
	const {doing} = state.feed;
	if (doing.kind === 'waiting' && doing.isAsked && doing.until > state.now.elapsed) {
		const left = duration(milliseconds(doing.until - state.now.elapsed));
		return stay({
			...state,
			notice: noticeOf(
				safe`The service asked for a pause; next try in ${left}`,
				'warn',
				state.now.elapsed,
			),
		});
	}

	if (doing.kind === 'paused') {
		return resume(state, doing);
	}

	return doing.kind === 'asking' ? stay(state) : ask(idle(state));
}

function changeInterval(state: State, by: 1 | -1): Step {
	const interval = stepInterval(state.feed.interval, by);
	const next = {
		...state,
		feed: {...state.feed, interval},
		notice: noticeOf(safe`Asking every ${duration(interval)}`, 'dim', state.now.elapsed),
	};
	const save: Step = [next, [{type: 'saveInterval', interval}]];
	const isIdle = next.feed.doing.kind === 'waiting' && next.feed.failures === 0;
	return isIdle ? chain(save, (saved) => waitFor(saved, interval)) : save;
}
