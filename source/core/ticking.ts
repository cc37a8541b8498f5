import {safe} from '../contract/text.ts';
import {type Milliseconds, milliseconds, minutes, seconds} from '../contract/time.ts';
import {duration} from '../format/duration.ts';
import {type Effect} from './effect.ts';
import {told} from './notices.ts';
import {isOpen} from './run.ts';
import {type State} from './state.ts';
import {type Step} from './step.ts';

// Every answer moves the ages on. While answers come this often or nearly, no timer has to.
const betweenAnswers = milliseconds(2500);
const noticedGap = minutes(1);

/** The time on screen goes on: ages grow, what was said for a while goes away. */
export function tick(state: State): Step {
	const next = moveOn(state);
	const {doing} = next.feed;
	// What was shown when it fell asleep is old: it is asked for at once, unless the service wanted to be left alone.
	const isWaiting = doing.kind === 'waiting' && !doing.isAsked;
	const wakes = isWaiting && missedTime(state) >= noticedGap;
	const now: Effect = {
		type: 'wait',
		timer: 'poll',
		delay: milliseconds(0),
		event: {type: 'feed.due'},
	};
	return [next, [waitForTick(next), ...(wakes ? [now] : [])]];
}

/** Ages on screen count from now on. */
export function moveOn(state: State): State {
	const hasExpired = state.notice !== undefined && state.notice.until <= state.now.elapsed;
	const next = {...state, shown: state.now, ...(hasExpired && {notice: undefined})};
	const missed = missedTime(state);
	return missed < noticedGap
		? next
		: told(
				next,
				safe`This machine was asleep for ${duration(missed)}, or its clock was set; asking anew`,
				'warn',
			);
}

// The steady clock does not count a sleep, the wall's does.
function missedTime({shown, now}: State): Milliseconds {
	return milliseconds(now.wall - shown.wall - (now.elapsed - shown.elapsed));
}

/** When the time on screen goes on next, unless an answer moves it before. */
export function waitForTick(state: State): Effect {
	return {type: 'wait', timer: 'tick', delay: tickDelay(state), event: {type: 'clock.ticked'}};
}

// Seconds are counted where somebody waits for them: a failure, a dialog, a change on its way, something said.
function tickDelay({feed, now, notice, dialog, runs}: State): Milliseconds {
	const isLate =
		feed.last === undefined ||
		now.elapsed - feed.last.moment.elapsed >= feed.interval + betweenAnswers;
	const isWatched =
		feed.failures > 0 ||
		isLate ||
		notice !== undefined ||
		dialog !== undefined ||
		runs.some(({items}) => items.some(({phase}) => isOpen(phase)));
	const isAsking = feed.doing.kind === 'waiting' || feed.doing.kind === 'asking';
	return isAsking && !isWatched ? betweenAnswers : seconds(1);
}
