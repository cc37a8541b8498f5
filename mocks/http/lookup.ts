import {type BatchRecord, type GroupRecord, type UserRecord} from '../world/records.ts';
import {type World} from '../world/state.ts';
import {type Answer, done, refuse, type Refusal} from './answer.ts';
import {batchesOf} from './past-batches.ts';
import {toGroup, toUser} from './to-contract.ts';

export function findUser(world: World, id: string): Answer<UserRecord> {
	const number = Number(/^u-(\d{6,})$/.exec(id)?.[1] ?? Number.NaN);
	const user = Number.isNaN(number) ? undefined : world.users[number - 1];
	if (user?.id !== id || user.isRemoved) {
		return refuse('not-found', {
			title: 'There is no such user',
			detail: 'It may have been removed. Read the list again.',
		});
	}

	return done(user);
}

export function findGroup(world: World, id: string): Answer<GroupRecord> {
	const group = world.groups.find((candidate) => candidate.id === id);
	return group === undefined
		? refuse('not-found', {title: 'There is no such group', detail: 'Read the list again.'})
		: done(group);
}

/** A batch is known as long as it is among the last twenty of its user. */
export function findBatch(
	world: World,
	id: string,
): Answer<{readonly user: UserRecord; readonly batch: BatchRecord}> {
	const [, userNumber = '', number = ''] = /^b-(\d{6,})-(\d+)$/.exec(id) ?? [];
	const user = findUser(world, `u-${userNumber}`);
	const batch =
		user.kind === 'done'
			? batchesOf(world, user.value).find((candidate) => candidate.number === Number(number))
			: undefined;
	return user.kind === 'done' && batch !== undefined
		? done({user: user.value, batch})
		: refuse('not-found', {
				title: 'There is no such batch',
				detail: 'The last twenty batches of a user are kept.',
			});
}

/** Refuses a change that was decided on another version than the one that holds. */
export function matchUser(
	world: World,
	user: UserRecord,
	ifMatch: number | 'any' | undefined,
): Refusal | undefined {
	return ifMatch === 'any' || ifMatch === user.version
		? undefined
		: refuse('version-mismatch', {
				title: 'The user was changed meanwhile',
				detail: 'Look at the user as it is now, and decide again.',
				currentUser: toUser(world, user),
				changedBy: user.changedBy,
			});
}

export function matchGroup(
	world: World,
	group: GroupRecord,
	ifMatch: number | 'any' | undefined,
): Refusal | undefined {
	return ifMatch === 'any' || ifMatch === group.version
		? undefined
		: refuse('version-mismatch', {
				title: 'The group was changed meanwhile',
				detail: 'Look at the group as it is now, and decide again.',
				currentGroup: toGroup(world, group),
				changedBy: group.changedBy,
			});
}
