import {type EpochMs} from '../../source/contract/time.ts';
import {type UserEvent} from './event-queue.ts';
import {type UserRecord} from './records.ts';
import {type World} from './state.ts';

/** Plans the next event of a user. There is one at a time: an earlier plan is void from now on. */
export function plan(
	world: World,
	user: UserRecord,
	{what, at}: {readonly what: UserEvent; readonly at: EpochMs},
): void {
	user.plan += 1;
	world.queue.add(at, {kind: 'user', what, user: user.index, plan: user.plan});
}

/** Makes the plan of a user void. */
export function unplan(user: UserRecord): void {
	user.plan += 1;
}
