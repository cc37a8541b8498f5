import {type Connectivity} from '../contract/connectivity.ts';
import {type Failure} from '../contract/outcome.ts';
import {keepSafe, type SafeText, safe} from '../contract/text.ts';
import {type Milliseconds, milliseconds, seconds} from '../contract/time.ts';
import {count} from '../format/number.ts';
import {type Target, targetId, targetName, type Verb, verbs} from './target.ts';

/** How deliberate a yes must be: a key, a number or name to type, a countdown, a reason. */
export type Tier = 1 | 2 | 3 | 4;

/** What reading a target again found, compared with what was shown. */
export type Check =
	| {readonly kind: 'asking'}
	| {readonly kind: 'same'; readonly at: Milliseconds}
	/** It is in the wanted state already, or a rule forbids it: left out, with the reason. */
	| {readonly kind: 'leftOut'; readonly reason: SafeText}
	| {readonly kind: 'drifted'; readonly now: Target}
	| {readonly kind: 'gone'}
	| {readonly kind: 'failed'; readonly failure: Failure};

/** `verb` is its own where a plan has several: in a change set. */
export type PlanItem = {readonly target: Target; readonly check: Check; readonly verb?: Verb};

/** What a force delete must know first: can the mailbox be reached after all? */
export type Reachability =
	| {readonly kind: 'notAsked'}
	| {readonly kind: 'asking'}
	| {readonly kind: 'known'; readonly connectivity: Connectivity}
	| {readonly kind: 'failed'; readonly failure: Failure};

export type PlanField = 'cancel' | 'confirmation' | 'reason' | 'apply';

/** A change that is being decided: a frozen list, what was read again about it, and what was typed so far. */
export type Plan = {
	readonly id: string;
	/** How often its targets were read: an answer of an earlier reading is not taken for a fresh one. */
	readonly reading: number;
	readonly verb: Verb;
	readonly items: readonly PlanItem[];
	readonly openedAt: Milliseconds;
	readonly focus: PlanField;
	readonly typed: {readonly confirmation: string; readonly reason: string};
	readonly reachability: Reachability;
	/** Confirmed; `rechecking` reads once more because the answers were over five seconds old. */
	readonly phase:
		| {readonly kind: 'deciding'}
		| {readonly kind: 'rechecking'}
		| {readonly kind: 'countdown'; readonly until: Milliseconds};
	/** The first line of the frozen list on screen. */
	readonly top: number;
	readonly undoes?: string;
	/** It is made where a mistake costs the most: one key is not enough. */
	readonly isProduction?: boolean;
	/** The policy of the connection asks why. */
	readonly mustExplain?: boolean;
	/** Collected changes, each with its own verb; how each target was when it was collected, in words, by kind and id. */
	readonly set?: {readonly was: ReadonlyMap<string, SafeText>};
};

/** What is done to one target of a plan. */
export function verbOf(plan: Plan, item: PlanItem): Verb {
	return item.verb ?? plan.verb;
}

/** What a question about a plan's targets is known by when its answer comes. */
export function readingOf(plan: Plan): string {
	return `${plan.id}#${plan.reading}`;
}

/** Keys typed before a dialog could be read are dropped for this long. */
export const armingDelay: Milliseconds = milliseconds(400);
/** What was read again may be this old when it is acted upon. */
export const freshness: Milliseconds = seconds(5);

/** The items that would change, as far as was read. */
export function changingItems(plan: Plan): readonly PlanItem[] {
	return plan.items.filter(({check}) => check.kind === 'same' || check.kind === 'asking');
}

/** The targets that would change, as far as was read. */
export function willChange(plan: Plan): readonly Target[] {
	return changingItems(plan).map(({target}) => target);
}

/** The plan of each verb in a plan: of several in a change set, else of one. */
export function partsOf(plan: Plan): readonly Plan[] {
	const {set, ...alone} = plan;
	return set === undefined
		? [plan]
		: verbs.flatMap((verb): readonly Plan[] => {
				const items = plan.items.filter((item) => verbOf(plan, item) === verb);
				return items.length === 0 ? [] : [{...alone, verb, items}];
			});
}

const tiers = [1, 2, 3, 4] as const satisfies readonly Tier[];

/** The tier of a change. On production what takes a key elsewhere takes a name or a number; a batch alone changes no setting. */
export function tierOf(plan: Plan): Tier {
	const usual = usualTier(plan);
	const isRaised = plan.isProduction === true && plan.verb !== 'synchronize';
	return usual === 1 && isRaised && plan.set === undefined ? 2 : usual;
}

// Enabling is mild up to five; disabling a group is a hard stop for its members.
function usualTier(plan: Plan): Tier {
	if (plan.set !== undefined) {
		// The strictest of its changes, and of as many as they are together.
		const strictest = Math.max(...partsOf(plan).map(tierOf), 1);
		return strictest < 2 && willChange(plan).length > 5 ? 2 : (tiers[strictest - 1] ?? 4);
	}

	const size = willChange(plan).length;
	switch (plan.verb) {
		case 'enable':
		case 'enableAndSynchronize':
		case 'synchronize': {
			return size > 5 ? 2 : 1;
		}

		case 'disable': {
			return size > 5 || plan.items.some(({target}) => target.kind === 'group') ? 2 : 1;
		}

		case 'delete':
		case 'deleteChain':
		case 'uninitialize': {
			return 3;
		}

		case 'forceDelete': {
			return 4;
		}
	}
}

/** How long a confirmed change waits for a second thought. */
export function countdownOf(tier: Tier): Milliseconds {
	return seconds({1: 0, 2: 0, 3: 5, 4: 10}[tier]);
}

/** What has to be typed, or nothing where a key is enough. */
export function phraseOf(plan: Plan): SafeText | undefined {
	return tierOf(plan) === 1 ? undefined : fullPhraseOf(plan);
}

/** What says exactly this change, typed or not: nothing only where nothing would be changed. */
export function fullPhraseOf(plan: Plan): SafeText | undefined {
	const targets = willChange(plan);
	const [only] = targets;
	if (only === undefined) {
		return undefined;
	}

	if (targets.length === 1) {
		const name = targetName(only);
		// A name that cannot be typed would be confirmed by typing nothing.
		return name.trim() === '' ? keepSafe(targetId(only)) : name;
	}

	return tierOf(plan) < 3 ? safe`${targets.length}` : safe`${phraseWord(plan)} ${targets.length}`;
}

function phraseWord({verb, set}: Plan): SafeText {
	if (set !== undefined) {
		return safe`apply`;
	}

	return verb === 'uninitialize' ? safe`un-initialize` : safe`delete`;
}

/** Whether z can take it back: Enabled and Disabled can, a hold that was lifted cannot be put back. */
export function isUndoable(plan: Plan): boolean {
	return (
		plan.undoes === undefined &&
		changingItems(plan).some((item) => movesSetting(verbOf(plan, item), item.target))
	);
}

/** Whether a change moves the setting itself, not only what holds it. */
export function movesSetting(verb: Verb, target: Target): boolean {
	const setting = target.kind === 'user' ? target.user.syncStatus : target.group.syncStatus;
	return (
		(verb === 'enable' && setting !== 'enabled') || (verb === 'disable' && setting !== 'disabled')
	);
}

/** Whether it takes no more than one key to say yes. */
export function isOneKey(plan: Plan): boolean {
	return tierOf(plan) === 1 && !needsReason(plan);
}

/** Why it is done has to be said. */
export function needsReason(plan: Plan): boolean {
	return plan.mustExplain === true || needsExcuse(plan);
}

/** Force Delete of a mailbox that answers must be explained, because Delete would clean up behind itself. */
export function needsExcuse(plan: Plan): boolean {
	return (
		plan.verb === 'forceDelete' &&
		plan.reachability.kind === 'known' &&
		plan.reachability.connectivity.mailbox.isReachable
	);
}

/** Why the button is locked, or nothing when it is not. */
export function lockOf(plan: Plan): SafeText | undefined {
	const asking = plan.items.filter(({check}) => check.kind === 'asking').length;
	const unread = plan.items.find(({check}) => check.kind === 'failed');
	const phrase = phraseOf(plan);
	if (plan.phase.kind === 'rechecking' || asking > 0) {
		return safe`checking ${count(asking)} of ${count(plan.items.length)}`;
	}

	if (unread !== undefined) {
		return safe`${besideButtons(targetName(unread.target))} could not be read again; Ctrl-R tries once more`;
	}

	if (willChange(plan).length === 0) {
		return safe`nothing to change`;
	}

	if (plan.reachability.kind === 'asking') {
		return safe`trying to reach the mailbox`;
	}

	if (plan.reachability.kind === 'failed') {
		return safe`could not ask whether the mailbox is reachable; Ctrl-R tries once more`;
	}

	if (needsReason(plan) && plan.typed.reason.trim() === '') {
		return needsExcuse(plan) ? safe`say why not Delete` : safe`say why: the policy asks for it`;
	}

	if (phrase === undefined || plan.typed.confirmation === phrase) {
		return undefined;
	}

	if (plan.typed.confirmation !== '') {
		return safe`what you typed differs`;
	}

	return besideButtons(phrase) === phrase ? safe`type ${phrase}` : safe`type what stands above`;
}

/** A name as it may stand beside or in a button: buttons are made of brackets, and a name is not to look like one. */
export function besideButtons(name: SafeText): SafeText {
	return keepSafe(name.replaceAll('[', '(').replaceAll(']', ')'));
}

/** The fields that Tab walks through. */
export function fieldsOf(plan: Plan): readonly PlanField[] {
	return [
		'cancel',
		...(needsReason(plan) ? (['reason'] as const) : []),
		...(phraseOf(plan) === undefined ? [] : (['confirmation'] as const)),
		'apply',
	];
}
