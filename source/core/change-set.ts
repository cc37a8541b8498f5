import {type SafeText, safe} from '../contract/text.ts';
import {type EpochMs} from '../contract/time.ts';
import {type Group} from '../contract/group.ts';
import {type User} from '../contract/user.ts';
import {changingItems, type Plan, verbOf} from './plan.ts';
import {type State} from './state.ts';
import {type Target, targetId, targetName, targetVersion, type Verb, verbs} from './target.ts';
import {holdText, mailboxText, syncStatusText} from './words.ts';

/** What can be collected. Force Delete is decided on its own, one user at a time. */
export type CollectedVerb = Exclude<Verb, 'forceDelete'>;
export const collectable = verbs.filter((verb) => verb !== 'forceDelete');

/** One change that was collected instead of made, with what its decision rests on. */
export type Collected = {
	readonly verb: CollectedVerb;
	readonly kind: Target['kind'];
	readonly id: string;
	readonly name: SafeText;
	readonly version: number;
	/** How it was when it was looked at, in words. */
	readonly was: SafeText;
};

/** Changes that were collected, one a target, in the order in which they came. */
export type ChangeSet = {
	readonly items: readonly Collected[];
	readonly madeAt: EpochMs | undefined;
};

export const emptySet: ChangeSet = {items: [], madeAt: undefined};

/** A change set as a file has it: it is for one service. */
export type PlanFile = {
	readonly service: SafeText;
	readonly madeAt: EpochMs;
	readonly items: readonly Collected[];
};

/** Which service a plan is for. The demo's service has another address at each start. */
export function serviceOf({connection}: Pick<State, 'connection'>): SafeText {
	return connection.isDemo ? safe`demo` : connection.url;
}

function isCollectable(verb: Verb): verb is CollectedVerb {
	return collectable.some((known) => known === verb);
}

/** Why a plan cannot be collected, if so. */
export function reasonNotToCollect(plan: Plan): SafeText | undefined {
	if (plan.set !== undefined) {
		return safe`these are collected already`;
	}

	if (plan.undoes !== undefined) {
		return safe`an undo is made at once or not at all`;
	}

	if (!isCollectable(plan.verb)) {
		return safe`Force Delete is decided on its own, one user at a time`;
	}

	return changingItems(plan).length === 0 ? safe`nothing to change` : undefined;
}

/** The set with the changes of a plan. A second change of the same target takes the place of the first: it was decided later. */
export function collect(set: ChangeSet, plan: Plan, at: EpochMs): ChangeSet {
	const added = changingItems(plan).flatMap((item): readonly Collected[] => {
		const {target} = item;
		const verb = verbOf(plan, item);
		return isCollectable(verb)
			? [
					{
						verb,
						kind: target.kind,
						id: targetId(target),
						name: targetName(target),
						version: targetVersion(target),
						was: statusText(target),
					},
				]
			: [];
	});
	return join(set, added, at);
}

/** The set with more changes in it. */
export function join(set: ChangeSet, added: readonly Collected[], at: EpochMs): ChangeSet {
	const byTarget = new Map([...set.items, ...added].map((item) => [keyOf(item), item]));
	return {items: [...byTarget.values()], madeAt: set.madeAt ?? at};
}

/** Who a collected change is about: users and groups have ids of their own. */
export function keyOf({kind, id}: Pick<Collected, 'kind' | 'id'>): string {
	return `${kind} ${id}`;
}

/** The set without some changes. */
export function without(set: ChangeSet, isOut: (item: Collected) => boolean): ChangeSet {
	const items = set.items.filter((item) => !isOut(item));
	return items.length === 0 ? emptySet : {...set, items};
}

/** A target in words: what a person would see that has changed. */
export function statusText(target: Target): SafeText {
	return target.kind === 'user' ? userText(target.user) : groupText(target.group);
}

function userText({syncStatus, mailboxStatus, hold}: User): SafeText {
	const held = hold === 'none' ? safe`` : safe`, held: ${holdText(hold)}`;
	return safe`${syncStatusText(syncStatus)}, ${mailboxText(mailboxStatus)}${held}`;
}

function groupText({syncStatus}: Group): SafeText {
	return syncStatusText(syncStatus);
}

/** What a change makes of its target, in words. */
export function becomes(verb: CollectedVerb): SafeText {
	const words: Readonly<Record<CollectedVerb, SafeText>> = {
		enable: safe`Enabled`,
		disable: safe`Disabled`,
		uninitialize: safe`Not initialized, Disabled`,
		synchronize: safe`a batch`,
		enableAndSynchronize: safe`hold lifted, a batch`,
		delete: safe`removed from Connect`,
		deleteChain: safe`cleaned up, removed from Connect`,
	};
	return words[verb];
}
