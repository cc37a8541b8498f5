import {type Activity} from '../../source/contract/activity.ts';
import {type Batch, type BatchError} from '../../source/contract/batch.ts';
import {type Group} from '../../source/contract/group.ts';
import {groupId} from '../../source/contract/id.ts';
import {type User} from '../../source/contract/user.ts';
import {dice} from '../world/chance.ts';
import {fillText} from '../world/fill-text.ts';
import {
	type ActivityRecord,
	type BatchRecord,
	type GroupRecord,
	type UserRecord,
} from '../world/records.ts';
import {userInterval} from '../world/schedule.ts';
import {type World} from '../world/state.ts';
import {issueKindsOf} from './issues.ts';
import {raw, serverOf, toBatchId, toSubject} from './subject.ts';

const noGroup = groupId.parse('g-none');

export function toUser(world: World, user: UserRecord): User {
	const server = serverOf(world, user);
	return {
		id: user.id,
		version: user.version,
		revision: user.revision,
		name: raw(user.name),
		email: raw(user.email),
		groupId: world.groups[user.groupIndex]?.id ?? noGroup,
		syncStatus: user.syncStatus,
		mailboxStatus: user.mailboxStatus,
		hold: user.hold,
		holdSince: user.holdSince,
		mailPlatform: server?.platform,
		mailServerId: server?.id,
		employeeNumber: raw(user.employeeNumber),
		role: user.role,
		notes: user.notes === undefined ? undefined : raw(user.notes),
		consecutiveFailures: user.failures,
		intervalSeconds: userInterval(user),
		lastSynchronizedAt: user.lastSynchronizedAt,
		nextSynchronizationAt: user.nextSynchronizationAt,
		lastAddInUseAt: user.lastAddInUseAt,
		createdAt: user.createdAt,
		updatedAt: user.updatedAt,
		batch: user.batch === undefined ? undefined : toBatch(world, user, user.batch),
	};
}

export function toBatch(world: World, user: UserRecord, batch: BatchRecord): Batch {
	return {
		id: toBatchId(user, batch.number),
		userId: user.id,
		state: batch.state,
		kind: batch.kind,
		queuedAt: batch.queuedAt,
		startedAt: batch.startedAt,
		endedAt: batch.endedAt,
		scope: batch.startedAt === undefined ? undefined : batch.scope,
		changes: batch.endedAt === undefined ? undefined : batch.changes,
		issues: batch.issues,
		issueKinds: issueKindsOf(world, user, batch),
		error: toError(world, user, batch),
	};
}

function toError(world: World, user: UserRecord, batch: BatchRecord): BatchError | undefined {
	const {failure} = batch;
	if (failure === undefined) {
		return undefined;
	}

	const random = dice({seed: world.seed, purpose: 'message', a: user.index, b: batch.number});
	const subject = toSubject(world, user, batch.endedAt ?? batch.queuedAt);
	return {
		code: raw(failure.code),
		category: failure.category,
		source: failure.source,
		message: raw(fillText(failure.text, subject, random)),
	};
}

export function toGroup(world: World, group: GroupRecord): Group {
	return {
		id: group.id,
		version: group.version,
		revision: group.revision,
		externalId: raw(group.externalId),
		name: raw(group.name),
		mailboxAccessType: group.accessType,
		syncStatus: group.syncStatus,
		isDefault: group.isDefault,
		mailServerId: world.servers[group.serverIndex]?.id,
		updatedAt: group.updatedAt,
	};
}

export function toActivity(row: ActivityRecord): Activity {
	return {
		id: row.id,
		at: row.at,
		actor: raw(row.actor),
		kind: row.kind,
		target: {type: row.target.type, id: row.target.id, name: raw(row.target.name)},
		outcome: 'done',
		detail: row.detail === undefined ? undefined : raw(row.detail),
	};
}
