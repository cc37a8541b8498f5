import {type Group} from '../contract/group.ts';
import {type UserFacts} from './user-facts.ts';

/** What really happens to a user's synchronization; derived, never edited. The gravest first. */
export const effectiveStatuses = [
	'suspendedByError',
	'disabledByGroup',
	'disabled',
	/** A status word from a newer service: shown as it came, no action is offered. */
	'unrecognized',
	'enabled',
] as const;
export type EffectiveStatus = (typeof effectiveStatuses)[number];

/**
The first that applies: group disabled, user disabled, on hold, enabled.

A group that is not known (not read yet, or gone) counts as enabled: it is the service that enforces it.
*/
export function effectiveStatus(
	user: Pick<UserFacts, 'syncStatus' | 'hold'>,
	group: Group | undefined,
): EffectiveStatus {
	if (group?.syncStatus === 'disabled') {
		return 'disabledByGroup';
	}

	if (user.syncStatus === 'disabled') {
		return 'disabled';
	}

	if (user.syncStatus !== 'enabled') {
		return 'unrecognized';
	}

	return user.hold === 'none' ? 'enabled' : 'suspendedByError';
}
