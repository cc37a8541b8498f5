import {type Feed} from './feed.ts';
import {type State} from './state.ts';

/**
Whether a screen drawn from one state may look different from one drawn from another. A poll that begins changes what we are doing, and
nothing that can be seen; the exact time is for decisions alone.
*/
export function mayLookDifferent(before: State, after: State): boolean {
	const {now: _now, feed, ...rest} = before;
	const {now: _later, feed: newer, ...others} = after;
	return !isSame(rest, others) || (feed !== newer && isFeedSeen(feed, newer));
}

// How long the next try is away is told only while there are failures.
function isFeedSeen(before: Feed, after: Feed): boolean {
	const {doing, roundFailure: _failure, ...rest} = before;
	const {doing: done, roundFailure: _newer, ...others} = after;
	const isPolling = isQuiet(doing.kind) && isQuiet(done.kind) && after.failures === 0;
	return !isPolling || !isSame(rest, others);
}

function isQuiet(kind: Feed['doing']['kind']): boolean {
	return kind === 'waiting' || kind === 'asking';
}

function isSame<Value extends object>(one: Value, other: Value): boolean {
	return Object.entries(one).every(([key, value]) => Object.is(value, Reflect.get(other, key)));
}
