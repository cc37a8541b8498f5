import {type Effect} from './effect.ts';
import {type State} from './state.ts';

/** What one event does: the state after it, and what is wanted of the world. */
export type Step = readonly [State, readonly Effect[]];

export const stay = (state: State): Step => [state, []];

/** Does one thing after another: the second sees the state that the first left. */
export function chain(step: Step, next: (state: State) => Step): Step {
	const [state, effects] = step;
	const [after, more] = next(state);
	return [after, more.length === 0 ? effects : [...effects, ...more]];
}
