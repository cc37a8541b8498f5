import {type Outcome} from '../contract/outcome.ts';
import {withoutLast} from '../format/width.ts';
import {type SafeText, safe} from '../contract/text.ts';
import {milliseconds} from '../contract/time.ts';
import {leaveDialog} from './back-to.ts';
import {type Dialog} from './dialog.ts';
import {type ChangeEvent, type DialogEvent} from './event.ts';
import {serviceNow} from './feed.ts';
import {askNext, questionsOf} from './ask-change.ts';
import {told} from './notices.ts';
import {
	armingDelay,
	type Check,
	countdownOf,
	fieldsOf,
	freshness,
	lockOf,
	needsReason,
	type Plan,
	type PlanItem,
	readingOf,
	tierOf,
	verbOf,
	willChange,
} from './plan.ts';
import {reasonNot} from './rules.ts';
import {type State} from './state.ts';
import {type Step, stay} from './step.ts';
import {startRun} from './start-run.ts';
import {type Target, targetId, targetVersion, type Verb} from './target.ts';
import {lockOfTarget, reasonNotToChange} from './targets.ts';

type ConfirmDialog = Extract<Dialog, {kind: 'confirm'}>;

const longestText = 5000;

type PlanKey = Exclude<
	Extract<DialogEvent, {type: `plan.${string}` | 'dialog.scrolled'}>,
	{type: 'plan.startedAgain'}
>;

const strictTier = 3;

/** A group that changed under a dialog is said there; what cannot be undone has to be confirmed anew (C9 of the promises). */
export function heedGroups(before: State, after: State): State {
	const {dialog} = after;
	const [old, now] = [before.entities.groups, after.entities.groups];
	if (old === now || dialog?.kind !== 'confirm' || tierOf(dialog.plan) < strictTier) {
		return after;
	}

	const {plan} = dialog;
	const hasMoved = plan.items.some(
		({target}) =>
			target.kind === 'user' &&
			old.get(target.user.groupId)?.syncStatus !== now.get(target.user.groupId)?.syncStatus,
	);
	return hasMoved
		? withPlan(after, dialog, {
				...plan,
				typed: {confirmation: '', reason: ''},
				phase: {kind: 'deciding'},
				focus: 'cancel',
			})
		: after;
}

/** What reading a target again found. When all are read again on the way to the request, the change goes out. */
export function rereadArrived(
	state: State,
	dialog: ConfirmDialog,
	event: Extract<ChangeEvent, {type: 'change.reread'}>,
): Step {
	const {plan} = dialog;
	if (readingOf(plan) !== event.planId) {
		return stay(state);
	}

	const items = plan.items.map((item): PlanItem => {
		return targetId(item.target) === event.id
			? {...item, check: checkOf(state, verbOf(plan, item), item.target, event.outcome)}
			: item;
	});
	// What drifted before was seen and is left out; what drifts now stops the change.
	const hasDrifted = items.some(
		(item, index) =>
			item !== plan.items[index] && (item.check.kind === 'drifted' || item.check.kind === 'gone'),
	);
	// Typed text is thrown away when what it was typed for is no longer so.
	const typed = hasDrifted ? {confirmation: '', reason: ''} : plan.typed;
	const phase: Plan['phase'] = hasDrifted ? {kind: 'deciding'} : plan.phase;
	const focus = hasDrifted ? 'cancel' : plan.focus;
	const next: Plan = {...plan, items, typed, phase, focus};
	return startWhenRead(state, dialog, next);
}

// On the way to the request: it goes out when everything was read again, unless that locked the button.
function startWhenRead(state: State, dialog: ConfirmDialog, plan: Plan): Step {
	const isRead =
		plan.items.every(({check}) => check.kind !== 'asking') && plan.reachability.kind !== 'asking';
	if (plan.phase.kind !== 'rechecking' || !isRead) {
		return stay(withPlan(state, dialog, plan));
	}

	const decided: Plan = {...plan, phase: {kind: 'deciding'}};
	const lock = reasonNotToChange(state) ?? lockOf(decided) ?? lockOfAny(state, decided);
	return lock !== undefined
		? stay(told(withPlan(state, dialog, {...decided, focus: 'cancel'}), lock, 'warn'))
		: startRun(state, decided, dialog.queue);
}

// A target may have been locked since the dialog opened: by what an earlier start left behind.
function lockOfAny(state: State, plan: Plan): SafeText | undefined {
	return willChange(plan)
		.map((target) => lockOfTarget(state, target))
		.find((found) => found !== undefined);
}

function checkOf(state: State, verb: Verb, shown: Target, outcome: Outcome<Target>): Check {
	if (!outcome.ok) {
		return outcome.failure.kind === 'missing'
			? {kind: 'gone'}
			: {kind: 'failed', failure: outcome.failure};
	}

	const now = outcome.value;
	if (targetVersion(now) !== targetVersion(shown)) {
		return {kind: 'drifted', now};
	}

	const reason = reasonNot(verb, now, serviceNow(state.feed, state.now));
	return reason === undefined ? {kind: 'same', at: state.now.elapsed} : {kind: 'leftOut', reason};
}

export function reachabilityArrived(
	state: State,
	dialog: ConfirmDialog,
	event: Extract<ChangeEvent, {type: 'change.reachability'}>,
): Step {
	const {plan} = dialog;
	const {outcome} = event;
	if (readingOf(plan) !== event.planId) {
		return stay(state);
	}

	return startWhenRead(state, dialog, {
		...plan,
		reachability: outcome.ok
			? {kind: 'known', connectivity: outcome.value}
			: {kind: 'failed', failure: outcome.failure},
	});
}

/** Keys in the dialog of a change. */
export function updatePlan(state: State, dialog: ConfirmDialog, event: PlanKey): Step {
	const {plan} = dialog;
	const change = (next: Partial<Plan>): Step => stay(withPlan(state, dialog, {...plan, ...next}));
	switch (event.type) {
		case 'plan.fieldStepped': {
			const fields = fieldsOf(plan);
			const at = fields.indexOf(plan.focus);
			const focus = fields[(at + event.by + fields.length) % fields.length];
			return focus === undefined || !isArmed(state, plan) ? stay(state) : change({focus});
		}

		case 'plan.typed': {
			// Typing on a button where something must be typed goes to the field.
			const isReason =
				plan.focus === 'reason' || (plan.focus !== 'confirmation' && lacksReason(plan));
			const focus = isReason ? 'reason' : 'confirmation';
			return isArmed(state, plan)
				? change({focus, typed: typeInto({...plan, focus}, event.text)})
				: stay(state);
		}

		case 'plan.erased': {
			return change({typed: eraseFrom(plan)});
		}

		case 'plan.pressed': {
			return isArmed(state, plan) ? press(state, dialog, event.field) : stay(state);
		}

		case 'plan.confirmed': {
			// No key was pressed ahead of it: it counts at once, and goes the same way.
			const typed = {
				confirmation: event.confirmation.slice(0, longestText),
				reason: event.reason.slice(0, longestText),
			};
			return press(state, {...dialog, plan: {...plan, typed}}, 'apply');
		}

		case 'plan.rechecked': {
			return recheck(state, dialog, {kind: 'deciding'});
		}

		case 'dialog.scrolled': {
			const last = Math.max(0, plan.items.length - 1);
			return change({top: Math.max(0, Math.min(last, plan.top + event.by))});
		}
	}
}

/** Whether keys count yet: what was typed before the dialog could be read does not. */
function isArmed(state: State, plan: Plan): boolean {
	return state.now.elapsed - plan.openedAt >= armingDelay;
}

// Why comes before what: typing on a button goes to the field that is empty first.
function lacksReason(plan: Plan): boolean {
	return needsReason(plan) && plan.typed.reason === '';
}

function typeInto(plan: Plan, text: string): Plan['typed'] {
	const {confirmation, reason} = plan.typed;
	switch (plan.focus) {
		case 'confirmation': {
			return {confirmation: (confirmation + text).slice(0, longestText), reason};
		}

		case 'reason': {
			return {confirmation, reason: (reason + text).slice(0, longestText)};
		}

		case 'cancel':
		case 'apply': {
			return plan.typed;
		}
	}
}

function eraseFrom(plan: Plan): Plan['typed'] {
	const {confirmation, reason} = plan.typed;
	return plan.focus === 'confirmation'
		? {confirmation: withoutLast(confirmation), reason}
		: {confirmation, reason: plan.focus === 'reason' ? withoutLast(reason) : reason};
}

function press(state: State, dialog: ConfirmDialog, field: Plan['focus']): Step {
	const {plan} = dialog;
	if (field === 'cancel') {
		return cancelPlan(state, dialog);
	}

	if (field !== 'apply') {
		return stay(state);
	}

	const lock = reasonNotToChange(state) ?? lockOf(plan);
	if (lock !== undefined) {
		return stay(told(state, lock, 'warn'));
	}

	const wait = countdownOf(tierOf(plan));
	if (wait === 0) {
		return sendFresh(state, dialog);
	}

	const until = milliseconds(state.now.elapsed + wait);
	return [
		withPlan(state, dialog, {...plan, phase: {kind: 'countdown', until}}),
		[
			{
				type: 'wait',
				timer: 'countdown',
				delay: wait,
				event: {type: 'change.countedDown', planId: plan.id},
			},
		],
	];
}

/** The countdown is over: the targets are read once more, because the answers are older than they may be. */
export function countedDown(state: State, dialog: ConfirmDialog, planId: string): Step {
	const {plan} = dialog;
	return plan.id === planId && plan.phase.kind === 'countdown'
		? sendFresh(state, dialog)
		: stay(state);
}

function sendFresh(state: State, dialog: ConfirmDialog): Step {
	const {plan} = dialog;
	const isFresh = plan.items.every(
		({check}) => check.kind !== 'same' || state.now.elapsed - check.at <= freshness,
	);
	return isFresh
		? startRun(state, {...plan, phase: {kind: 'deciding'}}, dialog.queue)
		: recheck(state, dialog, {kind: 'rechecking'});
}

function recheck(state: State, dialog: ConfirmDialog, phase: Plan['phase']): Step {
	const {plan} = dialog;
	const next: Plan = {
		...plan,
		phase,
		reading: plan.reading + 1,
		items: plan.items.map((item) =>
			item.check.kind === 'same' || item.check.kind === 'failed'
				? {...item, check: {kind: 'asking'}}
				: item,
		),
		reachability: plan.reachability.kind === 'notAsked' ? plan.reachability : {kind: 'asking'},
	};
	return [withPlan(state, dialog, next), questionsOf(next)];
}

/** Escape or Cancel: a countdown is stopped first; nothing was sent. */
export function cancelPlan(state: State, dialog: ConfirmDialog): Step {
	const {plan} = dialog;
	if (plan.phase.kind === 'countdown') {
		return [
			told(
				withPlan(state, dialog, {...plan, phase: {kind: 'deciding'}, focus: 'cancel'}),
				safe`Stopped; nothing was sent`,
				'dim',
			),
			[{type: 'stopWaiting', timer: 'countdown'}],
		];
	}

	return dialog.queue.length > 0 ? askNext(state, dialog.queue) : stay(leaveDialog(state));
}

function withPlan(state: State, dialog: ConfirmDialog, plan: Plan): State {
	return {...state, dialog: {...dialog, plan}};
}
