import {keyOf, without} from './change-set.ts';
import {changingItems, type Plan, verbOf} from './plan.ts';
import {type Run} from './run.ts';
import {type State} from './state.ts';
import {targetId, verbs} from './target.ts';

/** A plan of several verbs as one plan a verb, in order; any other as it is. What is left out stays behind. */
export function plansOf(plan: Plan): readonly Plan[] {
	const {set, ...alone} = plan;
	if (set === undefined) {
		return [plan];
	}

	const items = changingItems(plan);
	return verbs.flatMap((verb, index): readonly Plan[] => {
		const own = items.filter((item) => verbOf(plan, item) === verb);
		return own.length === 0
			? []
			: [
					{
						...alone,
						id: `${plan.id}s${index}`,
						verb,
						items: own.map(({target, check}) => ({target, check})),
					},
				];
	});
}

/** What was done leaves the change set; what failed stays in it. */
export function dropDone(state: State, run: Run): State {
	const {changeSet} = state;
	const done = new Set(
		run.items
			.filter(({phase}) => phase.kind === 'done')
			.map(({target}) => keyOf({kind: target.kind, id: targetId(target)})),
	);
	return changeSet.items.some((item) => item.verb === run.verb && done.has(keyOf(item)))
		? {
				...state,
				changeSet: without(changeSet, (item) => item.verb === run.verb && done.has(keyOf(item))),
			}
		: state;
}
