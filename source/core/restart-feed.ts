import {milliseconds, seconds} from '../contract/time.ts';
import {type State} from './state.ts';
import {type Step, stay} from './step.ts';

/** After a defect: what it was in is not known, questions under way may never be answered, and polling must go on. */
export function restartFeed(before: State): Step {
	const {user, batch} = before.details;
	const details = {user: {...user, isAsking: false}, batch: {...batch, isAsking: false}};
	const state = {...before, details};
	const {doing} = state.feed;
	if (doing.kind === 'paused') {
		return stay({...state, feed: {...state.feed, doing: {...doing, open: 0}}});
	}

	if (doing.kind !== 'asking') {
		return stay(state);
	}

	const delay = seconds(5);
	const until = milliseconds(state.now.elapsed + delay);
	return [
		{...state, feed: {...state.feed, doing: {kind: 'waiting', until, isAsked: false}}},
		[{type: 'wait', timer: 'poll', delay, event: {type: 'feed.due'}}],
	];
}
