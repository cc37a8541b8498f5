import {type Removed, type UserReply} from '../../source/contract/change.ts';
import {changeUser, recordActivity} from '../world/change.ts';
import {queueBatch, resumeSchedule, stopBatch} from '../world/lifecycle.ts';
import {isMailboxReachable} from '../world/reach.ts';
import {type UserRecord} from '../world/records.ts';
import {removeUser} from '../world/removal.ts';
import {whyBlocked} from '../world/schedule.ts';
import {forceSyncPause, type World} from '../world/state.ts';
import {type Answer, done, refuse, type Refusal} from './answer.ts';
import {raw, serverOf} from './subject.ts';
import {toUser} from './to-contract.ts';

/** Who asks for a change of whom. */
export type Asked = {readonly world: World; readonly user: UserRecord; readonly actor: string};

// The rules are those of the table "Status changes" of the product: the service is the authority on them.

/** Enable: allowed for a user who is disabled or on hold; in a disabled group it takes effect when the group is enabled. */
export function enableUser({world, user, actor}: Asked): Answer<UserReply> {
	const wasHeld = user.hold !== 'none';
	if (user.syncStatus === 'enabled' && !wasHeld) {
		return refuse('already-so', {
			title: 'Synchronization is enabled already',
			detail: `${user.name} is enabled and not on hold, so there is nothing to do.`,
			currentUser: toUser(world, user),
			changedBy: user.changedBy,
		});
	}

	changeUser(world, user, {
		change() {
			user.syncStatus = 'enabled';
			user.hold = 'none';
			user.holdSince = undefined;
			user.failures = 0;
		},
		actor,
	});
	recordActivity(world, {actor, kind: wasHeld ? 'holdLifted' : 'syncEnabled', target: user});
	resumeSchedule(world, user);
	const group = world.groups[user.groupIndex];
	const notice =
		group?.syncStatus === 'disabled'
			? {notice: raw(`Takes effect when the group "${group.name}" is enabled.`)}
			: {};
	return done({user: toUser(world, user), ...notice}, user.version);
}

/** Disable: soft, the user can resume; a batch that waits or runs is stopped. */
export function disableUser({world, user, actor}: Asked): Answer<UserReply> {
	if (user.syncStatus === 'disabled') {
		return refuse('already-so', {
			title: 'Synchronization is disabled already',
			detail: `${user.name} is disabled, so there is nothing to do.`,
			currentUser: toUser(world, user),
			changedBy: user.changedBy,
		});
	}

	changeUser(world, user, {
		change() {
			user.syncStatus = 'disabled';
		},
		actor,
	});
	recordActivity(world, {actor, kind: 'syncDisabled', target: user});
	stopBatch(world, user, actor);
	return done({user: toUser(world, user)}, user.version);
}

/** Delete: only without data in the mailbox and with synchronization disabled. */
export function deleteUser({world, user, actor}: Asked): Answer<Removed> {
	if (user.mailboxStatus === 'initialized') {
		return refuse('mailbox-initialized', {
			title: 'Data remains in the mailbox',
			detail: 'Disable synchronization and un-initialize the mailbox first, then delete.',
			currentUser: toUser(world, user),
		});
	}

	if (user.syncStatus === 'enabled') {
		return refuse('sync-enabled', {
			title: 'Synchronization is enabled',
			detail: 'Disable synchronization first, then delete.',
			currentUser: toUser(world, user),
		});
	}

	removeUser(world, user, {actor, kind: 'userRemoved'});
	return done({id: user.id, mayLeaveData: false});
}

/** Force Delete: any user of an Outlook mailbox. A reachable mailbox could be deleted cleanly, so that asks for a reason. */
export function forceDeleteUser(
	{world, user, actor}: Asked,
	reason: string | undefined,
): Answer<Removed> {
	if (serverOf(world, user)?.platform !== 'outlook') {
		return refuse('outlook-only', {
			title: 'Not an Outlook or Exchange mailbox',
			detail:
				'Force Delete is for Outlook and Exchange mailboxes. Un-initialize and delete this user instead.',
			currentUser: toUser(world, user),
		});
	}

	const isReachable = isMailboxReachable(world, user);
	if (isReachable && (reason ?? '').trim() === '') {
		return refuse('invalid-request', {
			title: 'A reason is needed',
			detail:
				'The mailbox is reachable, so Delete would do. Send `reason` to say why it shall be Force Delete.',
			currentUser: toUser(world, user),
		});
	}

	removeUser(world, user, {actor, kind: 'userForceRemoved', detail: reason});
	return done({id: user.id, mayLeaveData: !isReachable && user.mailboxStatus === 'initialized'});
}

/** Un-initialize: initialized and reachable; removes the data from the mailbox and disables synchronization. */
export function uninitializeUser({world, user, actor}: Asked): Answer<UserReply> {
	if (user.mailboxStatus === 'notInitialized') {
		return refuse('mailbox-not-initialized', {
			title: 'The mailbox is not initialized',
			detail:
				'There is no data in the mailbox. Disable synchronization and delete the user if it is not needed.',
			currentUser: toUser(world, user),
		});
	}

	if (!isMailboxReachable(world, user)) {
		return refuse('mailbox-unreachable', {
			title: 'The mailbox cannot be reached',
			detail: 'Its data cannot be removed now. Repair the connection, or use Force Delete.',
			currentUser: toUser(world, user),
		});
	}

	stopBatch(world, user, actor);
	changeUser(world, user, {
		change() {
			user.mailboxStatus = 'notInitialized';
			user.syncStatus = 'disabled';
			user.hold = 'none';
			user.holdSince = undefined;
			user.failures = 0;
		},
		actor,
	});
	recordActivity(world, {actor, kind: 'mailboxUninitialized', target: user});
	return done({user: toUser(world, user)}, user.version);
}

/** Force synchronization: effectively enabled, nothing running, and not sooner than a minute after the last try. */
export function synchronizeUser({world, user, actor}: Asked): Answer<UserReply> {
	const refusal = whyNotNow(world, user);
	if (refusal !== undefined) {
		return refusal;
	}

	recordActivity(world, {actor, kind: 'syncForced', target: user});
	queueBatch(world, user, 'forced');
	return done({user: toUser(world, user)}, user.version);
}

function whyNotNow(world: World, user: UserRecord): Refusal | undefined {
	const {batch} = user;
	const currentUser = toUser(world, user);
	const blocked = whyBlocked(world, user);
	if (blocked !== undefined) {
		const details = {
			disabledByGroup: 'The group is disabled: enable the group first.',
			disabled: 'Synchronization of the user is disabled: enable it first.',
			suspended: 'The user is suspended by an error: remove the cause and enable the user.',
		} as const;
		return refuse('not-effectively-enabled', {
			title: 'Synchronization is not in effect',
			detail: details[blocked],
			currentUser,
		});
	}

	if (batch?.state === 'queued' || batch?.state === 'running') {
		return refuse('batch-running', {
			title: 'A batch is queued or running already',
			detail: 'Wait until it has ended.',
			currentUser,
		});
	}

	const wait =
		batch === undefined ? 0 : (batch.endedAt ?? batch.queuedAt) + forceSyncPause - world.now;
	if (wait > 0) {
		const waitSeconds = Math.ceil(wait / 1000);
		return refuse('too-soon', {
			title: 'Too soon after the last try',
			detail: `A batch may be forced one minute after the last: try again in ${waitSeconds} s.`,
			currentUser,
			retryAfterSeconds: waitSeconds,
		});
	}

	return undefined;
}
