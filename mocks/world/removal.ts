import {changeUser, recordActivity} from './change.ts';
import {unplan} from './plan.ts';
import {type UserRecord} from './records.ts';
import {type World} from './state.ts';

/** Removes a user. The record stays as a tombstone, so that the feed can say who is gone. */
export function removeUser(
	world: World,
	user: UserRecord,
	{
		actor,
		kind,
		detail,
	}: {
		readonly actor: string;
		readonly kind: 'userRemoved' | 'userForceRemoved';
		readonly detail?: string | undefined;
	},
): void {
	unplan(user);
	changeUser(world, user, {
		change() {
			user.isRemoved = true;
		},
		actor,
	});
	recordActivity(world, {actor, kind, target: user, detail});
}
