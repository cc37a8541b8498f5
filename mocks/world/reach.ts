import {type UserRecord} from './records.ts';
import {type World} from './state.ts';
import {failureInForce} from './weather.ts';

/** Whether the service reaches a mailbox: its server answers, and the mailbox is not what holds the user. */
export function isMailboxReachable(world: World, user: UserRecord): boolean {
	const group = world.groups[user.groupIndex];
	const server = group === undefined ? undefined : world.servers[group.serverIndex];
	return server?.state !== 'lost' && !isRefusedBy(world, user, 'mailServer');
}

/** Whether the service reaches the CRM as a user. */
export function isCrmReachable(world: World, user: UserRecord): boolean {
	return !isRefusedBy(world, user, 'vantagepoint');
}

function isRefusedBy(
	world: World,
	user: UserRecord,
	source: 'mailServer' | 'vantagepoint',
): boolean {
	const isHeld =
		(user.hold === 'authorization' || user.hold === 'other') &&
		user.batch?.failure?.source === source;
	const inForce = failureInForce(world, user);
	return isHeld || (inForce?.source === source && inForce.category !== 'throttling');
}
