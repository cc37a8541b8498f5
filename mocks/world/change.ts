import {plainId, type PlainId} from '../../source/contract/id.ts';
import {
	type ActivityKind,
	type ActivityRecord,
	type GroupRecord,
	type UserRecord,
} from './records.ts';
import {type World} from './state.ts';
import {tallyUser} from './tally.ts';

const activityKept = 5000;

/**
The one way to change a user: keeps the counts right, gives the row a new revision, and a new version when something that a
decision rests on changed.
*/
export function changeUser(
	world: World,
	user: UserRecord,
	{change, actor}: {readonly change: () => void; readonly actor?: string},
): void {
	const {syncStatus, mailboxStatus, hold, groupIndex, name, email} = user;
	const before = summarize(world);
	tallyUser(world.tally, user, {groups: world.groups, by: -1});
	change();
	tallyUser(world.tally, user, {groups: world.groups, by: 1});
	user.revision = world.feed.record({kind: 'user', index: user.index});
	if (
		user.syncStatus !== syncStatus ||
		user.mailboxStatus !== mailboxStatus ||
		user.hold !== hold ||
		user.groupIndex !== groupIndex ||
		user.name !== name ||
		user.email !== email
	) {
		user.version += 1;
		user.updatedAt = world.now;
		user.changedBy = actor;
	}

	if (summarize(world) !== before) {
		world.dashboardRevision = user.revision;
	}

	// Queue, rates and statistics move with nearly every change of a user.
	world.optionsRevision = user.revision;
}

/** The one way to change a group. */
export function changeGroup(
	world: World,
	group: GroupRecord,
	{change, actor}: {readonly change: () => void; readonly actor: string},
): void {
	change();
	group.revision = world.feed.record({kind: 'group', index: group.index});
	group.version += 1;
	group.updatedAt = world.now;
	group.changedBy = actor;
}

/** Marks the Sync Options, and if asked the dashboard, as changed. */
export function changeService(world: World, isDashboard = false): void {
	world.optionsRevision = world.feed.record({kind: 'service'});
	if (isDashboard) {
		world.dashboardRevision = world.optionsRevision;
	}
}

export type Happening = {
	readonly actor: string;
	readonly kind: ActivityKind;
	readonly target: UserRecord | GroupRecord | {readonly id: PlainId; readonly name: string};
	readonly detail?: string | undefined;
};

/** Writes down who changed what. */
export function recordActivity(world: World, happening: Happening): void {
	const {actor, kind, target, detail} = happening;
	world.activityCount += 1;
	world.activity.push({
		id: plainId.parse(`a-${world.activityCount}`),
		revision: world.feed.record({kind: 'service'}),
		at: world.now,
		actor,
		kind,
		target: {type: toTargetType(target), id: target.id, name: target.name},
		detail,
	});
	// Cut in large pieces, for cutting copies.
	if (world.activity.length > activityKept * 2) {
		world.activity.splice(0, world.activity.length - activityKept);
	}
}

function toTargetType(target: Happening['target']): ActivityRecord['target']['type'] {
	if ('plan' in target) {
		return 'user';
	}

	return 'externalId' in target ? 'group' : 'service';
}

function summarize({tally}: World): string {
	return `${tally.users},${tally.active},${tally.withIssues},${tally.suspended},${tally.notConfigured},${tally.newUsers},${tally.addInUsers}`;
}
