import {safe} from '../contract/text.ts';
import {backToOf} from './back-to.ts';
import {type Dialog} from './dialog.ts';
import {type Effect} from './effect.ts';
import {type ChangeEvent} from './event.ts';
import {serviceNow} from './feed.ts';
import {told} from './notices.ts';
import {type Check, type Plan, readingOf} from './plan.ts';
import {demandsOf, reasonOfSize} from './policy-rules.ts';
import {reasonNot} from './rules.ts';
import {type State} from './state.ts';
import {type Step, stay} from './step.ts';
import {type Target, targetId, type Verb} from './target.ts';
import {lockOfTarget, reasonNotToChange} from './targets.ts';

type ConfirmDialog = Extract<Dialog, {kind: 'confirm'}>;
// More than anybody reads through; each is read again before it is changed.
export const mostTargets = 1000;

type Asked = Extract<ChangeEvent, {type: 'change.asked'}>;

/** Opens the dialog of a change. Nothing is sent: the targets are frozen and read again. */
export function askChange(state: State, asked: Asked): Step {
	const {verb} = asked;
	// Named twice, it is changed once.
	const targets = [...new Map(asked.targets.map((target) => [nameOf(target), target])).values()];
	const event: Asked = {...asked, targets};
	const [first] = targets;
	const refusal = reasonNotToChange(state);
	if (refusal !== undefined) {
		return stay(told(state, refusal, 'warn'));
	}

	if (first === undefined) {
		return stay(told(state, safe`nothing is chosen`, 'dim'));
	}

	if (targets.length > mostTargets) {
		const text = safe`${targets.length} are marked; at most ${mostTargets} are changed at once: narrow the filter`;
		return stay(told(state, text, 'warn'));
	}

	const size = reasonOfSize(state, targets);
	if (size !== undefined) {
		return stay(told(state, size, 'warn'));
	}

	if (first.kind === 'group' && verb !== 'enable' && verb !== 'disable') {
		return stay({...state, dialog: {kind: 'groupDelete', target: first}});
	}

	if (verb === 'forceDelete' && targets.length > 1) {
		return stay({...state, dialog: {kind: 'oneByOne', verb, targets}});
	}

	return targets.length === 1 ? askSingle(state, event, first) : openPlan(state, event, []);
}

function nameOf(target: Target): string {
	return `${target.kind} ${targetId(target)}`;
}

/** Goes on with the next of several targets that are taken one by one. */
export function askNext(state: State, queue: readonly Target[]): Step {
	const [next, ...rest] = queue;
	return next === undefined
		? stay({...state, dialog: undefined})
		: openPlan(state, {type: 'change.asked', verb: 'forceDelete', targets: [next]}, rest);
}

// A refusal that the rules foresee is said at once, without a dialog; a blocked Delete shows the way to it.
function askSingle(state: State, event: Asked, target: Target): Step {
	const lock = lockOfTarget(state, target);
	if (lock !== undefined) {
		return stay(told(state, lock, 'warn'));
	}

	const reason = reasonNot(event.verb, target, serviceNow(state.feed, state.now));
	if (reason === undefined) {
		return openPlan(state, event, []);
	}

	return event.verb === 'delete' && target.kind === 'user' && isKnownUser(target)
		? stay({...state, dialog: {kind: 'deleteBlocked', target}})
		: stay(told(state, reason, 'warn'));
}

function isKnownUser(target: Extract<Target, {kind: 'user'}>): boolean {
	const {syncStatus} = target.user;
	return syncStatus === 'enabled' || syncStatus === 'disabled';
}

function openPlan(state: State, event: Asked, queue: readonly Target[]): Step {
	const plan: Plan = {
		id: `${state.connection.nonce}-${state.openings + 1}`,
		reading: 1,
		verb: event.verb,
		items: event.targets.map((target) => ({target, check: firstCheck(state, event.verb, target)})),
		openedAt: state.now.elapsed,
		focus: 'cancel',
		typed: {confirmation: '', reason: ''},
		reachability: event.verb === 'forceDelete' ? {kind: 'asking'} : {kind: 'notAsked'},
		phase: {kind: 'deciding'},
		top: 0,
		...(event.undoes !== undefined && {undoes: event.undoes}),
		...demandsOf(state),
	};
	return [
		{
			...state,
			openings: state.openings + 1,
			dialog: {kind: 'confirm', plan, queue, ...backToOf(state.dialog)},
			notice: undefined,
		},
		questionsOf(plan),
	];
}

/** What is known of a target before it is read again. */
export function firstCheck(state: State, verb: Verb, target: Target): Check {
	const reason =
		lockOfTarget(state, target) ?? reasonNot(verb, target, serviceNow(state.feed, state.now));
	return reason === undefined ? {kind: 'asking'} : {kind: 'leftOut', reason};
}

/** What has to be read before a plan can be confirmed. */
export function questionsOf(plan: Plan): readonly Effect[] {
	const rereads = plan.items
		.filter(({check}) => check.kind === 'asking')
		.map(({target}): Effect => ({type: 'reread', planId: readingOf(plan), target}));
	const [first] = plan.items;
	return plan.reachability.kind === 'asking' && first?.target.kind === 'user'
		? [
				...rereads,
				{type: 'checkConnectivity', planId: readingOf(plan), userId: first.target.user.id},
			]
		: rereads;
}

/** The plan again from the state of now: what drifted is taken as it is. */
export function startAgain(state: State, dialog: ConfirmDialog): Step {
	const {plan, queue} = dialog;
	const targets = plan.items.flatMap(({target, check}) => {
		if (check.kind === 'gone') {
			return [];
		}

		return [check.kind === 'drifted' ? check.now : target];
	});
	return targets.length === 0
		? stay({...state, dialog: undefined})
		: openPlan(
				state,
				{
					type: 'change.asked',
					verb: plan.verb,
					targets,
					...(plan.undoes !== undefined && {undoes: plan.undoes}),
				},
				queue,
			);
}
