import {type Milliseconds, milliseconds} from '../contract/time.ts';
import {type Feed} from './feed.ts';
import {questionsFor, startReading} from './questions.ts';
import {type State} from './state.ts';
import {type Step, stay} from './step.ts';
import {waitForTick} from './ticking.ts';

/** Puts the questions that are needed now, if none is under way: a slow service is never asked twice at once. */
export function ask(state: State): Step {
	const {feed} = state;
	if (feed.doing.kind === 'asking' || feed.doing.kind === 'paused') {
		return stay(state);
	}

	const reading =
		feed.reading ??
		(feed.revision === undefined ? startReading(state.entities.causes.knowledge) : undefined);
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

/** Nothing is asked now, and the next question may be put at once. */
export function idle(state: State): State {
	return {
		...state,
		feed: {
			...state.feed,
			doing: {kind: 'waiting', until: state.now.elapsed, isAsked: false},
		},
	};
}

/** The next question is put after a while. `isAsked`: because the service asked for it. */
export function waitFor(state: State, delay: Milliseconds, isAsked = false): Step {
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

export function withDoing(state: State, doing: Feed['doing']): State {
	return {...state, feed: {...state.feed, doing}};
}

export function withFeed(state: State, feed: Partial<Feed>): State {
	return {...state, feed: {...state.feed, ...feed}};
}
