import * as z from 'zod';
import {changeGroup, changeUser, recordActivity} from './world/change.ts';
import {resumeSchedule, stopBatch} from './world/lifecycle.ts';
import {colleague, type World} from './world/state.ts';
import {type GroupRecord, type UserRecord} from './world/records.ts';

const syncStatus = z.enum(['enabled', 'disabled']);

/** A change that another administrator makes, past all rules: for races. */
export const edit = z.discriminatedUnion('type', [
	z.object({
		type: z.literal('user'),
		id: z.string(),
		actor: z.string().default(colleague),
		set: z.object({
			name: z.string().optional(),
			email: z.string().optional(),
			notes: z.string().optional(),
			syncStatus: syncStatus.optional(),
			mailboxStatus: z.enum(['initialized', 'notInitialized']).optional(),
			hold: z.enum(['none', 'authorization', 'throttling', 'other']).optional(),
			groupId: z.string().optional(),
		}),
	}),
	z.object({
		type: z.literal('group'),
		id: z.string(),
		actor: z.string().default(colleague),
		set: z.object({name: z.string().optional(), syncStatus: syncStatus.optional()}),
	}),
]);

export type Edit = z.output<typeof edit>;

/** Makes the change. Gives the new version, or nothing when there is no such user or group. */
export function applyEdit(world: World, wanted: Edit): number | undefined {
	if (wanted.type === 'user') {
		const user = world.users.find(({id, isRemoved}) => id === wanted.id && !isRemoved);
		return user === undefined ? undefined : editUser(world, user, wanted);
	}

	const group = world.groups.find(({id}) => id === wanted.id);
	return group === undefined ? undefined : editGroup(world, group, wanted);
}

function editUser(
	world: World,
	user: UserRecord,
	{set, actor}: Extract<Edit, {type: 'user'}>,
): number {
	const group = world.groups.find(({id}) => id === set.groupId);
	changeUser(world, user, {
		change() {
			user.name = set.name ?? user.name;
			user.email = set.email ?? user.email;
			user.notes = set.notes ?? user.notes;
			user.syncStatus = set.syncStatus ?? user.syncStatus;
			user.mailboxStatus = set.mailboxStatus ?? user.mailboxStatus;
			user.hold = set.hold ?? user.hold;
			user.holdSince = user.hold === 'none' ? undefined : (user.holdSince ?? world.now);
			user.groupIndex = group?.index ?? user.groupIndex;
		},
		actor,
	});
	if (user.syncStatus === 'disabled' || user.hold !== 'none') {
		stopBatch(world, user, actor);
	} else {
		resumeSchedule(world, user);
	}

	if (group !== undefined) {
		recordActivity(world, {
			actor,
			kind: 'groupChanged',
			target: user,
			detail: `Moved to "${group.name}"`,
		});
	}

	if (set.syncStatus !== undefined) {
		recordActivity(world, {actor, kind: toKind(set.syncStatus), target: user});
	}

	return user.version;
}

function editGroup(
	world: World,
	group: GroupRecord,
	{set, actor}: Extract<Edit, {type: 'group'}>,
): number {
	changeGroup(world, group, {
		change() {
			group.name = set.name ?? group.name;
			group.syncStatus = set.syncStatus ?? group.syncStatus;
		},
		actor,
	});
	if (set.syncStatus !== undefined) {
		recordActivity(world, {actor, kind: toKind(set.syncStatus), target: group});
		for (const user of world.users.filter(
			({groupIndex, isRemoved}) => groupIndex === group.index && !isRemoved,
		)) {
			if (set.syncStatus === 'disabled') {
				stopBatch(world, user, actor);
			} else {
				resumeSchedule(world, user);
			}
		}
	}

	return group.version;
}

function toKind(status: 'enabled' | 'disabled'): 'syncEnabled' | 'syncDisabled' {
	return status === 'enabled' ? 'syncEnabled' : 'syncDisabled';
}
