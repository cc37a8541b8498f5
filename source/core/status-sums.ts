import {type EffectiveStatus} from './effective-status.ts';
import {type Entities} from './entities.ts';
import {type Sums} from './tally.ts';

/** How many users have each effective status. */
export type StatusSums = Readonly<Record<EffectiveStatus, number>>;

/** How many members of a group have each effective status: the sums tell it, nobody is looked at. */
export function statusSums(
	{groups}: Pick<Entities, 'groups'>,
	groupId: string,
	sums: Sums,
): StatusSums {
	const {users, disabled, unrecognized, heldEnabled} = sums;
	return groups.get(groupId)?.syncStatus === 'disabled'
		? {
				suspendedByError: 0,
				disabledByGroup: users,
				disabled: 0,
				unrecognized: 0,
				enabled: 0,
			}
		: {
				suspendedByError: heldEnabled,
				disabledByGroup: 0,
				disabled,
				unrecognized,
				enabled: users - disabled - unrecognized - heldEnabled,
			};
}
