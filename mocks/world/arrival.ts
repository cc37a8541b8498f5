import {recordActivity} from './change.ts';
import {giveStartState} from './start-state.ts';
import {type World} from './state.ts';
import {tallyUser} from './tally.ts';

/** Provisions an employee as a new user: without a mailbox at first, which the user sets up within a day. */
export function addUser(world: World, actor: string): void {
	const {notProvisioned} = world;
	if (notProvisioned.all === 0) {
		return;
	}

	notProvisioned.all -= 1;
	notProvisioned.recent = Math.max(0, notProvisioned.recent - 1);
	const user = world.makeUser(world.users.length, world.now);
	world.users.push(user);
	giveStartState(world, user);
	tallyUser(world.tally, user, {groups: world.groups, by: 1});
	user.revision = world.feed.record({kind: 'user', index: user.index});
	world.dashboardRevision = user.revision;
	world.optionsRevision = user.revision;
	recordActivity(world, {actor, kind: 'userAdded', target: user});
}
