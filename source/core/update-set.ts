import {type SafeText, safe, toSafe} from '../contract/text.ts';
import {calendarDate, clockTime} from '../format/duration.ts';
import {count, plural} from '../format/number.ts';
import {firstCheck, mostTargets, questionsOf} from './ask-change.ts';
import {leaveDialog} from './back-to.ts';
import {
	type ChangeSet,
	collect,
	emptySet,
	join,
	keyOf,
	reasonNotToCollect,
	serviceOf,
	without,
} from './change-set.ts';
import {type SetEvent} from './event.ts';
import {serviceNow} from './feed.ts';
import {resumeSet, setWasKept} from './keep-set.ts';
import {told} from './notices.ts';
import {type Plan, type PlanItem} from './plan.ts';
import {demandsOf, reasonOfSize} from './policy-rules.ts';
import {type State} from './state.ts';
import {standingOf} from './standing.ts';
import {type Step, stay} from './step.ts';
import {type Target, targetVersion} from './target.ts';
import {reasonNotToChange} from './targets.ts';

/** Changes that are collected: looked at as one, dropped, kept in a file, and applied. */
export function updateSet(state: State, event: SetEvent): Step {
	const {dialog, changeSet} = state;
	const at = dialog?.kind === 'changeSet' ? dialog.at : 0;
	switch (event.type) {
		case 'set.collected': {
			return stay(collected(state));
		}

		case 'set.opened': {
			return stay({...state, dialog: {kind: 'changeSet', at: 0}});
		}

		case 'set.moved': {
			return stay(shown(state, changeSet, at + event.by));
		}

		case 'set.dropped': {
			const item = dialog?.kind === 'changeSet' ? changeSet.items[at] : undefined;
			return stay(
				item
					? shown(
							state,
							without(changeSet, (other) => other === item),
							at,
						)
					: state,
			);
		}

		case 'set.emptied': {
			return stay(dialog?.kind === 'changeSet' ? emptied(state) : state);
		}

		case 'set.applied': {
			return dialog?.kind === 'changeSet' ? apply(state) : stay(state);
		}

		case 'set.fileAsked': {
			return stay(askFile(state, event.purpose));
		}

		case 'set.fileNamed': {
			return [state, [{type: 'loadPlan', name: event.name}]];
		}

		case 'set.saved': {
			return stay(
				event.result.ok
					? told(state, safe`Saved as ${event.result.path}; --plan loads it`, 'ok')
					: told(state, safe`Not saved: ${event.result.reason}`, 'error'),
			);
		}

		case 'set.loaded': {
			return stay(loaded(state, event));
		}

		case 'set.resumed': {
			return stay(resumeSet(state, event));
		}

		case 'set.kept': {
			return stay(setWasKept(state, event));
		}
	}
}

function shown(state: State, changeSet: ChangeSet, at: number): State {
	const last = Math.max(0, changeSet.items.length - 1);
	return {
		...state,
		changeSet,
		dialog: {kind: 'changeSet', at: Math.max(0, Math.min(last, at))},
	};
}

function emptied(state: State): State {
	const {length} = state.changeSet.items;
	const next = shown(state, emptySet, 0);
	return length === 0
		? next
		: told(
				next,
				safe`Dropped ${plural(length, safe`change`, safe`changes`)}; nothing was sent`,
				'ok',
			);
}

function collected(state: State): State {
	const {dialog, changeSet, feed, now} = state;
	if (dialog?.kind !== 'confirm') {
		return state;
	}

	const {plan} = dialog;
	const reason = reasonNotToCollect(plan);
	if (reason !== undefined) {
		return told(state, safe`Not collected: ${reason}`, 'warn');
	}

	const next = collect(changeSet, plan, serviceNow(feed, now));
	const text = safe`Collected; nothing was sent. ${plural(next.items.length, safe`change is`, safe`changes are`)} in the set: P shows it`;
	return told({...leaveDialog(state), changeSet: next}, text, 'ok');
}

// The whole set is one plan: looked at again one by one, confirmed once, by the strictest of its changes.
function apply(state: State): Step {
	const {changeSet} = state;
	const refusal = reasonNotToChange(state) ?? reasonNotToApply(changeSet);
	if (refusal !== undefined) {
		return stay(told(state, refusal, 'warn'));
	}

	const items = changeSet.items.flatMap((item): readonly PlanItem[] => {
		const standing = standingOf(state, item);
		if (standing.kind === 'gone' || standing.kind === 'notRead') {
			return [];
		}

		// As it was collected: reading it again tells whether it is still so.
		const target = withVersion(standing.target, item.version);
		const check =
			standing.kind === 'changed'
				? ({kind: 'drifted', now: standing.target} as const)
				: firstCheck(state, item.verb, target);
		return [{target, check, verb: item.verb}];
	});
	const [first] = items;
	if (first?.verb === undefined) {
		return stay(told(state, safe`nobody of the set is there any more`, 'warn'));
	}

	const size = reasonOfSize(
		state,
		items.map(({target}) => target),
	);
	if (size !== undefined) {
		return stay(told(state, size, 'warn'));
	}

	const was = new Map(changeSet.items.map((item) => [keyOf(item), item.was]));
	const plan: Plan = {
		id: `${state.connection.nonce}-${state.openings + 1}`,
		reading: 1,
		verb: first.verb,
		items,
		set: {was},
		openedAt: state.now.elapsed,
		focus: 'cancel',
		typed: {confirmation: '', reason: ''},
		reachability: {kind: 'notAsked'},
		phase: {kind: 'deciding'},
		top: 0,
		...demandsOf(state),
	};
	return [
		{
			...state,
			openings: state.openings + 1,
			dialog: {kind: 'confirm', plan, queue: []},
			notice: undefined,
		},
		questionsOf(plan),
	];
}

function reasonNotToApply({items}: ChangeSet): SafeText | undefined {
	if (items.length === 0) {
		return safe`nothing is collected`;
	}

	return items.length > mostTargets
		? safe`${count(items.length)} changes are collected; at most ${count(mostTargets)} are made at once`
		: undefined;
}

function withVersion(target: Target, version: number): Target {
	if (targetVersion(target) === version) {
		return target;
	}

	return target.kind === 'user'
		? {...target, user: {...target.user, version}}
		: {...target, group: {...target.group, version}};
}

function askFile(state: State, purpose: 'savePlan' | 'loadPlan'): State {
	if (purpose === 'savePlan' && state.changeSet.items.length === 0) {
		return told(state, safe`nothing is collected`, 'dim');
	}

	const now = serviceNow(state.feed, state.now);
	const stamp = `${calendarDate(now)}-${clockTime(now)}`.replaceAll(/[^\dT-]/g, '');
	return {
		...state,
		dialog: {
			kind: 'prompt',
			purpose,
			label:
				purpose === 'savePlan'
					? safe`Save the change set as (a name alone: in the state folder)`
					: safe`Load a plan file`,
			text: purpose === 'savePlan' ? `plan-${stamp}.json` : '',
			problem: undefined,
		},
	};
}

/** What becomes of the name of a file that was asked for. */
export function savePlan(state: State, name: string): Step {
	const {items, madeAt} = state.changeSet;
	const plan = {
		service: serviceOf(state),
		madeAt: madeAt ?? serviceNow(state.feed, state.now),
		items,
	};
	return [shown(state, state.changeSet, 0), [{type: 'savePlan', name, plan}]];
}

/** The same for a file to be read. */
export function loadPlan(state: State, name: string): Step {
	return [shown(state, state.changeSet, 0), [{type: 'loadPlan', name}]];
}

function loaded(state: State, {result}: Extract<SetEvent, {type: 'set.loaded'}>): State {
	if (!result.ok) {
		return told(state, safe`Not loaded: ${result.reason}`, 'error');
	}

	const {plan} = result;
	if (plan.service !== serviceOf(state)) {
		const text = safe`Not loaded: the plan is for ${plan.service}, and this is ${serviceOf(state)}`;
		return told(state, text, 'error');
	}

	const next = join(state.changeSet, plan.items, plan.madeAt);
	const text = safe`Loaded ${plural(plan.items.length, safe`change`, safe`changes`)}, made ${toSafe(calendarDate(plan.madeAt))} ${clockTime(plan.madeAt)}; nothing was sent`;
	return told(shown(state, next, 0), text, 'ok');
}
