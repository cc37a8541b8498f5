import {type Milliseconds, milliseconds, seconds} from '../contract/time.ts';
import {type Effect} from './effect.ts';
import {isOpen} from './run.ts';
import {type State} from './state.ts';
import {type Step} from './step.ts';

// Every answer moves the ages on. While answers come this often or nearly, no timer has to.
const betweenAnswers = milliseconds(2500);

/** The time on screen goes on: ages grow, what was said for a while goes away. */
export function tick(state: State): Step {
	const next = moveOn(state);
	return [next, [waitForTick(next)]];
}

/** Ages on screen count from now on. */
export function moveOn(state: State): State {
	const hasExpired = state.notice !== undefined && state.notice.until <= state.now.elapsed;
	return {...state, shown: state.now, ...(hasExpired && {notice: undefined})};
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
