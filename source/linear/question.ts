import {keepSafe, type SafeText, safe} from '../contract/text.ts';
import {statusText} from '../core/change-set.ts';
import {type Event} from '../core/event.ts';
import {fold} from '../core/fold.ts';
import {
	countdownOf,
	fieldsOf,
	fullPhraseOf,
	isUndoable,
	lockOf,
	needsReason,
	phraseOf,
	type Plan,
	type PlanItem,
	tierOf,
	willChange,
} from '../core/plan.ts';
import {keyOf} from '../core/preferences.ts';
import {differences} from '../core/select/drift.ts';
import {span} from '../core/select/line.ts';
import {planAction, planHeading, planLines, undoText} from '../core/select/plan-lines.ts';
import {leftOutText} from '../core/select/set-lines.ts';
import {type State} from '../core/state.ts';
import {targetName} from '../core/target.ts';
import {duration} from '../format/duration.ts';
import {spokenLine, spokenPlanLine, spokenSpan, withoutDrawing} from './plain.ts';

const listed = 20;
// Wider than anything that is to be read: nothing is cut for the want of room.
const width = 400;
const same = safe`same as it was said`;

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

	const room = {width, rows: listed, top: 0, same, more: safe`"more"`};
	return [
		headingText(state, plan),
		...planLines(state, plan, room)
			.map(spokenPlanLine)
			.filter((text) => text !== '' && text !== '- ')
			// No line begins with what came from outside: it could look like another line of this program.
			.map((text, index) => (index === 0 && isAboutOne(plan) ? safe`Who: ${text}` : text)),
		...(isUndoable(plan) ? [undoText(safe`"undo" (${keyOf(state, 'change.undo', safe`z`)})`)] : []),
		askedText(plan, isTyped),
	];
}

// What to do, to how many, and where: `[contoso]` is heard with its brackets.
function headingText(state: State, plan: Plan): SafeText {
	const text = spokenLine([span(planHeading(state, plan))]);
	return keepSafe(`${text.replace(/, \[([^[\]]*)\]$/, ', on $1')}.`);
}

function isAboutOne({items, set}: Plan): boolean {
	return items.length === 1 && set === undefined;
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

/** Who of a long list was not named in the question. */
export function moreItems({items}: Plan): readonly SafeText[] {
	return items
		.slice(listed)
		.map(
			({target, check}) =>
				safe`- ${targetName(target)}: ${leftOutText(check, statusText(target)) ?? same}`,
		);
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
		? safe`To confirm (${planAction(plan)}) type ${yesText(plan, isTyped)}.${then} ${others}`
		: safe`To confirm (${planAction(plan)}) type exactly: ${phrase}`;
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
	return isTyped
		? safe`yes`
		: safe`yes and ${fullPhraseOf(plan) ?? safe``}, since input is no terminal`;
}

/** What an answer makes happen; a text where it confirms nothing. */
export type Answer = readonly Event[] | SafeText;

/** What a line answers to the question of a plan. Nothing is confirmed but by what was asked for. */
export function answerPlan(plan: Plan, line: string, isTyped: boolean): Answer {
	if (isReasonAsked(plan)) {
		return line === ''
			? safe`Nothing was typed.`
			: [...toReason(plan), {type: 'plan.typed', text: line, isPaste: false}];
	}

	const phrase = phraseOf(plan);
	if (phrase === undefined) {
		const [, who = ''] = /^(?:yes|y) +(.*)$/i.exec(line) ?? [];
		const isYes = fold(line) === 'yes' || fold(line) === 'y';
		if (isSaid(who, fullPhraseOf(plan)) || (isYes && isTyped)) {
			return confirmed(plan, '');
		}

		return isYes || who !== ''
			? safe`Not confirmed: type ${yesText(plan, isTyped)}. Nothing was sent.`
			: safe`That is no answer. ${askedText(plan, isTyped)}`;
	}

	return isSaid(line, phrase)
		? confirmed(plan, phrase)
		: safe`What you typed differs; nothing was sent. Type exactly: ${phrase}`;
}

// A name that is heard otherwise than it is written is typed as it was heard.
function isSaid(line: string, phrase: SafeText | undefined): boolean {
	return phrase !== undefined && (line === phrase || line === withoutDrawing(phrase));
}

function confirmed({typed: {reason}}: Plan, confirmation: string): readonly Event[] {
	return [{type: 'plan.confirmed', confirmation, reason}];
}

// The fields stand in this order; what is typed goes to the one with the focus.
function toReason(plan: Plan): readonly Event[] {
	const fields = fieldsOf(plan);
	const by = fields.indexOf('reason') - fields.indexOf(plan.focus);
	return Array.from({length: Math.abs(by)}, () => ({
		type: 'plan.fieldStepped',
		by: by > 0 ? 1 : -1,
	}));
}
