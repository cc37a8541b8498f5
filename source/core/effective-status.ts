import {type Group} from '../contract/group.ts';
import {type User} from '../contract/user.ts';

/** What really happens to a user's synchronization; derived, never edited. */
export type EffectiveStatus =
	| 'disabledByGroup'
	| 'disabled'
	| 'suspendedByError'
	| 'enabled'
	/** A status word from a newer service: shown as it came, no action is offered. */
	| 'unrecognized';

/**
The first that applies: group disabled, user disabled, on hold, enabled.

A group that is not known (not read yet, or gone) counts as enabled: it is the service that enforces it.
*/
export function effectiveStatus(user: User, group: Group | undefined): EffectiveStatus {
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
