import {safe} from '../contract/text.ts';
import {checklistOf} from './causes/checklist.ts';
import {type TriageEvent} from './event.ts';
import {told} from './notices.ts';
import {type State} from './state.ts';
import {type Step, stay} from './step.ts';

/** Notes what a person says was done outside of this program; in the demo, has the simulated world do it. */
export function updateTriage(
	state: State,
	event: Extract<TriageEvent, {type: 'triage.said'}>,
): Step {
	const {key} = event;
	const cause = state.entities.causes.byKey.get(key);
	if (cause === undefined) {
		return stay(state);
	}

	const next = {
		...state,
		stepsSaid: new Map([...state.stepsSaid, [key, (state.stepsSaid.get(key) ?? 0) + 1]]),
	};
	const isMore = checklistOf(cause, next).some(
		({does, state: where}) => does === 'outside' && where === 'next',
	);
	return state.connection.isDemo && !isMore
		? [told(next, safe`The demo did it: ${cause.title} is repaired`, 'ok'), [{type: 'repairDemo'}]]
		: stay(next);
}
