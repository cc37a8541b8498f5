import {type Group} from '../contract/group.ts';
import {type SafeText} from '../contract/text.ts';
import {type User} from '../contract/user.ts';

/** What can be done to users and groups. The chain is the documented way to a Delete that is refused while data remains; a held user is enabled before it can be synchronized. */
export const verbs = [
	'enable',
	'disable',
	'uninitialize',
	'synchronize',
	'enableAndSynchronize',
	'delete',
	'deleteChain',
	'forceDelete',
] as const;
export type Verb = (typeof verbs)[number];

/** One request to the service. A verb is one step, or several in order. */
export const steps = [
	'enable',
	'disable',
	'uninitialize',
	'synchronize',
	'delete',
	'forceDelete',
] as const satisfies readonly Verb[];
export type Step = (typeof steps)[number];

/** A user or a group as it was shown when a dialog opened. Frozen: polling cannot change it. */
export type Target =
	| {
			readonly kind: 'user';
			readonly user: User;
			readonly group: Group | undefined;
			/** Marked, but not among the rows that the filter shows. */
			readonly isHidden: boolean;
	  }
	| {
			readonly kind: 'group';
			readonly group: Group;
			readonly members: number;
			readonly notConfigured: number;
			readonly active: number;
			readonly running: number;
			readonly disabled: number;
	  };

/** Who it is, for locks, results and the journal. Users and groups have ids of their own. */
export function targetId(target: Target): string {
	return target.kind === 'user' ? target.user.id : target.group.id;
}

/** The e-mail of a user, the name of a group: what a person types to confirm. */
export function targetName(target: Target): SafeText {
	return target.kind === 'user' ? target.user.email : target.group.name;
}

export function targetVersion(target: Target): number {
	return target.kind === 'user' ? target.user.version : target.group.version;
}

/** How synchronization is forced: who is held is enabled first, in the same change. */
export function synchronizing(targets: readonly Target[]): Verb {
	const isHeld = targets.some((target) => target.kind === 'user' && target.user.hold !== 'none');
	return isHeld ? 'enableAndSynchronize' : 'synchronize';
}

/** The requests that a verb needs for a target, in order. */
export function stepsOf(verb: Verb, target: Target): readonly Step[] {
	if (verb === 'enableAndSynchronize') {
		const isHeld = target.kind === 'user' && target.user.hold !== 'none';
		return isHeld ? ['enable', 'synchronize'] : ['synchronize'];
	}

	if (verb !== 'deleteChain') {
		return [verb];
	}

	if (target.kind === 'group') {
		return [];
	}

	const {user} = target;
	return [
		...(user.syncStatus === 'enabled' ? (['disable'] as const) : []),
		...(user.mailboxStatus === 'initialized' ? (['uninitialize'] as const) : []),
		'delete',
	];
}
