import {keepSafe, type SafeText, safe} from '../contract/text.ts';
import {fold} from '../core/fold.ts';
import {type Event} from '../core/event.ts';
import {
	countdownOf,
	fieldsOf,
	lockOf,
	needsReason,
	phraseOf,
	type Plan,
	type PlanItem,
	tierOf,
	verbOf,
	willChange,
} from '../core/plan.ts';
import {verbTitle} from '../core/rules.ts';
import {
	buttonText,
	checkSpan,
	differences,
	effectiveTransition,
	groupMoved,
	planConsequences,
	planSubject,
	planTitle,
	previewText,
	reachabilityLines,
	transition,
	undoText,
} from '../core/select/plan-text.ts';
import {batchCell, mailboxCell} from '../core/select/status-cells.ts';
import {type State} from '../core/state.ts';
import {targetName} from '../core/target.ts';
import {duration} from '../format/duration.ts';
import {count, plural} from '../format/number.ts';
import {labelled, spokenLine, spokenSpan, withoutDrawing} from './plain.ts';

const listed = 20;

/** What is known so far: nothing may be answered before. */
export function isRead({items, reachability, phase}: Plan): boolean {
	return (
		phase.kind === 'deciding' &&
		items.every(({check}) => check.kind !== 'asking') &&
		reachability.kind !== 'asking'
	);
}

/** The dialog of a change as lines: who and what, what happens, and at the end what has to be answered. */
export function questionLines(state: State, plan: Plan, isTyped: boolean): readonly SafeText[] {
	const stopped = stoppedItem(plan);
	if (stopped !== undefined) {
		return stopLines(stopped);
	}

	const tier = tierOf(plan);
	const preview = previewText(state, plan);
	const undo = undoText(state, plan);
	const where = state.connection.isDemo ? safe`the demo` : state.connection.name;
	return [
		safe`${plan.undoes === undefined ? safe`` : safe`Undo: `}${tier >= 3 ? keepSafe(planTitle(plan).toUpperCase()) : planTitle(plan)}, ${planSubject(plan)}, on ${where}.`,
		...(plan.set === undefined && plan.items.length === 1 ? singleLines(plan) : listLines(plan)),
		...groupMoved(state, plan).map(spokenLine),
		safe`What happens:`,
		...planConsequences(plan),
		...(preview === undefined ? [] : [safe`Preview: ${arrowsSaid(preview)}.`]),
		...reachabilityLines(plan).map(spokenLine),
		...(undo === undefined ? [] : [undo]),
		askedText(plan, isTyped),
	];
}

/** What the question rests on: when it is not the same any more, it has to be heard anew. */
export function basisOf(plan: Plan): string {
	return JSON.stringify([
		plan.id,
		plan.items.map(({check}) => check.kind),
		plan.reachability.kind,
		phraseOf(plan),
		needsReason(plan),
	]);
}

// Somebody else was first: nothing can be confirmed, and that is all there is to say.
function stoppedItem(plan: Plan): PlanItem | undefined {
	const [only] = plan.items;
	const hasStopped = only?.check.kind === 'drifted' || only?.check.kind === 'gone';
	return plan.items.length === 1 && hasStopped && plan.set === undefined ? only : undefined;
}

function stopLines({target, check}: PlanItem): readonly SafeText[] {
	const name = targetName(target);
	return check.kind === 'drifted'
		? [
				safe`STOP: ${name} changed while you were deciding.`,
				...differences(target, check.now).map(
					([label, before, after]) =>
						safe`${label}: was ${spokenSpan(before)}, is ${spokenSpan(after)}`,
				),
				safe`Nothing was sent. "start again" asks anew from what is now; "cancel" leaves it.`,
			]
		: [
				safe`STOP: ${name} is gone. It was deleted meanwhile. Nothing was sent; "cancel" leaves it.`,
			];
}

function singleLines(plan: Plan): readonly SafeText[] {
	const [item] = plan.items;
	if (item === undefined) {
		return [];
	}

	const {target, check} = item;
	const version = target.kind === 'user' ? target.user.version : target.group.version;
	return [
		...(target.kind === 'user'
			? [
					safe`${target.user.email}, ${target.user.name}, ${target.group === undefined ? safe`no group` : safe`group ${target.group.name}`}`,
					labelled(safe`Sync status`, transition(target, plan.verb)),
					labelled(safe`Effective`, effectiveTransition(target, plan.verb)),
					safe`Mailbox: ${spokenSpan(mailboxCell(target.user.mailboxStatus))}, batch ${spokenSpan(batchCell(target.user.batch))}`,
				]
			: [
					safe`Group ${target.group.name}, ${plural(target.members, safe`member`, safe`members`)}`,
					labelled(safe`Sync status`, transition(target, plan.verb)),
				]
		).map(arrowsSaid),
		safe`Checked: ${spokenSpan(checkSpan(check))}, version ${version}`,
	];
}

// `Enabled -> Disabled` is heard as "Enabled dash greater than".
function arrowsSaid(text: SafeText): SafeText {
	return keepSafe(text.replaceAll(/,? *-> */g, ' to '));
}

function listLines(plan: Plan): readonly SafeText[] {
	const {items} = plan;
	const hidden = items.filter(({target}) => target.kind === 'user' && target.isHidden).length;
	const left = items.length - willChange(plan).length;
	// Who is left out is told first: it is what differs from what was asked.
	const sorted = items.toSorted((one, other) => rank(one) - rank(other));
	return [
		safe`Frozen list of ${count(items.length)}, ${count(hidden)} hidden by the filter, ${count(left)} left out.`,
		...sorted
			.slice(0, listed)
			.map(
				(item) =>
					safe`${targetName(item.target)}: ${plan.set === undefined ? safe`` : safe`${verbTitle(verbOf(plan, item))}, `}${spokenSpan(checkSpan(item.check))}`,
			),
		...(items.length > listed
			? [safe`and ${count(items.length - listed)} more; "more" says the next.`]
			: []),
	];
}

/** Who of a long list was not named in the question. */
export function moreItems({items}: Plan): readonly SafeText[] {
	return items
		.toSorted((one, other) => rank(one) - rank(other))
		.slice(listed)
		.map(({target, check}) => safe`${targetName(target)}: ${spokenSpan(checkSpan(check))}`);
}

function rank({check}: PlanItem): number {
	return check.kind === 'same' ? 1 : 0;
}

/** What has to be answered, in a sentence; why nothing can be, if so. */
export function askedText(plan: Plan, isTyped: boolean): SafeText {
	const phrase = phraseOf(plan);
	const isEmpty = willChange(plan).length === 0;
	const unread = plan.items.some(({check}) => check.kind === 'failed');
	const isUnreachable = plan.reachability.kind === 'failed';
	const lock = lockOf(plan);
	if (lock !== undefined && (isEmpty || unread || isUnreachable)) {
		return safe`It cannot be confirmed: ${lock}. "recheck" checks again; "cancel" leaves it.`;
	}

	const wait = countdownOf(tierOf(plan));
	const then =
		wait === 0 ? safe`` : safe` It then waits ${duration(wait)}, in which any line stops it.`;
	const others = safe`"cancel" leaves it; "collect" collects it instead.`;
	if (isReasonAsked(plan)) {
		return safe`First ${lock ?? safe`say why`}: type it in one line. ${others}`;
	}

	return phrase === undefined
		? safe`To confirm (${buttonText(plan)}) type ${yesText(plan, isTyped)}.${then} ${others}`
		: safe`To confirm (${buttonText(plan)}) type exactly: ${phrase}`;
}

/** What is said behind the sentence that ends with what has to be typed: nothing may stand behind that. */
export function afterAsked(plan: Plan): SafeText | undefined {
	const wait = countdownOf(tierOf(plan));
	return phraseOf(plan) === undefined || isReasonAsked(plan) || lockIsFinal(plan)
		? undefined
		: wait === 0
			? safe`"cancel" leaves it; "collect" collects it instead.`
			: safe`It then waits ${duration(wait)}, in which any line stops it. "cancel" leaves it.`;
}

function lockIsFinal(plan: Plan): boolean {
	return (
		willChange(plan).length === 0 ||
		plan.reachability.kind === 'failed' ||
		plan.items.some(({check}) => check.kind === 'failed')
	);
}

export function isReasonAsked(plan: Plan): boolean {
	return needsReason(plan) && plan.typed.reason.trim() === '';
}

// From a pipe nobody has heard the question: whom it is about has to be said with the yes.
function yesText(plan: Plan, isTyped: boolean): SafeText {
	return isTyped ? safe`yes` : safe`yes and ${whoText(plan)}, since input is no terminal`;
}

function whoText(plan: Plan): SafeText {
	const targets = willChange(plan);
	const [only] = targets;
	return targets.length === 1 && only !== undefined
		? targetName(only)
		: safe`how many: ${targets.length}`;
}

/** What an answer makes happen; a text where it confirms nothing. */
export type Answer = readonly Event[] | SafeText;

/** What a line answers to the question of a plan. Nothing is confirmed but by what was asked for. */
export function answerPlan(plan: Plan, line: string, isTyped: boolean): Answer {
	if (isReasonAsked(plan)) {
		return line === ''
			? safe`Nothing was typed.`
			: [...toField(plan, 'reason'), {type: 'plan.typed', text: line, isPaste: false}];
	}

	const phrase = phraseOf(plan);
	const [word = '', ...rest] = line.split(' ');
	if (phrase === undefined) {
		const isYes = fold(word) === 'yes' || (fold(word) === 'y' && rest.length === 0);
		const who = rest.join(' ').trim();
		const targets = willChange(plan);
		const [only] = targets;
		const isWho =
			targets.length === 1 && only !== undefined
				? who === targetName(only) || who === withoutDrawing(targetName(only))
				: who === String(targets.length);
		if (isYes && (isTyped ? who === '' || isWho : isWho)) {
			return [{type: 'plan.pressed', field: 'apply'}];
		}

		return isYes
			? safe`Not confirmed: type ${yesText(plan, isTyped)}. Nothing was sent.`
			: safe`That is no answer. ${askedText(plan, isTyped)}`;
	}

	// A name that is heard otherwise than it is written is typed as it was heard.
	return line === phrase || line === withoutDrawing(phrase)
		? [
				...toField(plan, 'confirmation'),
				...Array.from(plan.typed.confirmation, (): Event => ({type: 'plan.erased'})),
				{type: 'plan.typed', text: phrase, isPaste: false},
				{type: 'plan.pressed', field: 'apply'},
			]
		: safe`What you typed differs; nothing was sent. Type exactly: ${phrase}`;
}

// The fields stand in this order; what is typed goes to the one with the focus.
function toField(plan: Plan, field: 'reason' | 'confirmation'): readonly Event[] {
	const fields = fieldsOf(plan);
	const by = fields.indexOf(field) - fields.indexOf(plan.focus);
	return Array.from({length: Math.abs(by)}, () => ({
		type: 'plan.fieldStepped',
		by: by > 0 ? 1 : -1,
	}));
}
