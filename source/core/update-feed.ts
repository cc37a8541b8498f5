import {type Overview, type UserPage} from '../contract/changes.ts';
import {safe} from '../contract/text.ts';
import {type Milliseconds, milliseconds} from '../contract/time.ts';
import {duration} from '../format/duration.ts';
import {type FeedEvent} from './event.ts';
import {type Feed} from './feed.ts';
import {ask, idle, waitFor, withDoing, withFeed} from './feed-round.ts';
import {mergeChanges, mergeOverview, mergePage} from './merge.ts';
import {noticeOf} from './notices.ts';
import {stepInterval} from './polling.ts';
import {answered, without} from './read-answer.ts';
import {settled} from './settle-round.ts';
import {type State} from './state.ts';
import {chain, type Step, stay} from './step.ts';
import {moveOn, tick} from './ticking.ts';

/** Polls: what to ask, what an answer brings, when to ask again. */
export function updateFeed(state: State, event: FeedEvent): Step {
	switch (event.type) {
		case 'feed.due': {
			return ask(state);
		}

		case 'feed.session': {
			return answered(state, 'session', event.reply, (next, session) => ({
				...next,
				session,
				feed: {...next.feed, refused: without(next.feed.refused, 'session')},
			}));
		}

		case 'feed.overview': {
			return answered<Overview>(state, 'overview', event.reply, mergeOverview);
		}

		case 'feed.users': {
			return answered<UserPage>(state, 'users', event.reply, mergePage);
		}

		case 'feed.changes': {
			return answered(state, 'changes', event.reply, (next, changes) => {
				const merged =
					changes === 'unchanged' ? withFeed(next, {hasMore: false}) : mergeChanges(next, changes);
				return {...merged, feed: {...merged.feed, startOvers: 0}};
			});
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

		case 'feed.continued': {
			// Whoever paused it before the stop finds it paused after it.
			// And a password that was refused is not tried by itself.
			return ['paused', 'stopped'].includes(state.feed.doing.kind)
				? stay(moveOn(state))
				: refresh(moveOn(state));
		}

		case 'feed.intervalStepped': {
			return changeInterval(state, stepInterval(state.feed.interval, event.by));
		}

		case 'feed.intervalSet': {
			return changeInterval(state, event.interval);
		}

		case 'clock.ticked': {
			return tick(state);
		}
	}
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

	if (doing.kind === 'asking') {
		return stay(state);
	}

	// Whoever asks wants everything asked: credentials that were refused, and parts that were.
	const now = withFeed(state, {refusedUntil: state.feed.refusedUntil && state.now.elapsed});
	return doing.kind === 'stopped'
		? chain([now, [{type: 'signInAgain'}]], (next) => ask(idle(next)))
		: ask(idle(now));
}

function changeInterval(state: State, interval: Milliseconds): Step {
	const next = {
		...state,
		feed: {...state.feed, interval},
		notice: noticeOf(safe`Asking every ${duration(interval)}`, 'dim', state.now.elapsed),
	};
	const save: Step = [next, [{type: 'saveInterval', interval}]];
	const isIdle = next.feed.doing.kind === 'waiting' && next.feed.failures === 0;
	return isIdle ? chain(save, (saved) => waitFor(saved, interval)) : save;
}
