import {milliseconds} from '../contract/time.ts';
import {type SafeText} from '../contract/text.ts';
import {type SentRequest} from './activity-list.ts';
import {type Effect} from './effect.ts';
import {told} from './notices.ts';
import {settleLists} from './settle-lists.ts';
import {type State} from './state.ts';
import {type Step, stay} from './step.ts';

/** What this program did, as its journal has it. */
export type ActivityEvent =
	/** A line was added to the journal. */
	| {readonly type: 'journal.written'}
	| {readonly type: 'activity.due'}
	| {
			readonly type: 'activity.read';
			readonly requests: readonly SentRequest[];
			readonly warning?: SafeText;
	  };

// Of a bulk change there are many lines: they are read together.
const pause = milliseconds(300);

/** The journal is read while it is looked at, and only then. */
export function updateActivity(state: State, event: ActivityEvent): Step {
	switch (event.type) {
		case 'journal.written': {
			return isOpen(state)
				? [state, [{type: 'wait', timer: 'activity', delay: pause, event: {type: 'activity.due'}}]]
				: stay(state);
		}

		case 'activity.due': {
			return [state, [{type: 'readActivity'}]];
		}

		case 'activity.read': {
			const next = settleLists({...state, requests: event.requests});
			return stay(event.warning === undefined ? next : told(next, event.warning, 'warn'));
		}
	}
}

/** After somebody moved about: whoever comes to the list of activity finds it as it is now. */
export function wantActivity(before: State, after: State): Step {
	const read: Effect = {type: 'readActivity'};
	return isOpen(after) && !isOpen(before) ? [after, [read]] : stay(after);
}

function isOpen({view: {place}}: State): boolean {
	return place.kind === 'tab' && place.tab === 'activity';
}
