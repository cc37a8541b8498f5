import {plural} from '../format/number.ts';
import {safe} from '../contract/text.ts';
import {join, serviceOf} from './change-set.ts';
import {type SetEvent} from './event.ts';
import {serviceNow} from './feed.ts';
import {told} from './notices.ts';
import {type State} from './state.ts';
import {type Step} from './step.ts';

/** What was collected is written down whenever it changed, so that it is there at the next start. Those of the demo end with its service. */
export function keepSet(before: State, step: Step): Step {
	const [state, effects] = step;
	const {changeSet, connection} = state;
	// What a command collects is in the file that it names.
	if (before.changeSet === changeSet || connection.isDemo || connection.isUnattended === true) {
		return step;
	}

	const madeAt = changeSet.madeAt ?? serviceNow(state.feed, state.now);
	const plan = {service: serviceOf(state), madeAt, items: changeSet.items};
	return [state, [...effects, {type: 'keepSet', plan}]];
}

/** Whether what was collected would be gone after the end. */
export function wouldLoseSet({changeSet, connection, setFailure}: State): boolean {
	return changeSet.items.length > 0 && (connection.isDemo || setFailure !== undefined);
}

/** What was collected before the program ended the last time. What was decided since stands over it. */
export function resumeSet(state: State, {result}: Extract<SetEvent, {type: 'set.resumed'}>): State {
	if (!result.ok) {
		return told(state, safe`What was collected before could not be read: ${result.reason}`, 'warn');
	}

	const {service, madeAt, items} = result.plan;
	if (service !== serviceOf(state) || items.length === 0) {
		return state;
	}

	const changeSet = join({items, madeAt}, state.changeSet.items, madeAt);
	const text = safe`${plural(items.length, safe`change`, safe`changes`)} collected before the last end; nothing was sent`;
	return told({...state, changeSet}, text, 'warn');
}

/** Whether it could be written down is said when that changes. */
export function setWasKept(state: State, {result}: Extract<SetEvent, {type: 'set.kept'}>): State {
	const next = {...state, setFailure: result.ok ? undefined : result.reason};
	return result.ok || state.setFailure !== undefined
		? next
		: told(
				next,
				safe`The collected changes hold until the end; they could not be saved: ${result.reason}`,
				'warn',
			);
}
