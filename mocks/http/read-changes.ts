import {type Changes} from '../../source/contract/changes.ts';
import {readable} from '../../source/contract/rows.ts';
import {type ActivityRecord, type GroupRecord, type UserRecord} from '../world/records.ts';
import {type World} from '../world/state.ts';
import {type Answer, done, refuse} from './answer.ts';
import {toActivity, toGroup, toUser} from './to-contract.ts';
import {toDashboard, toSyncOptions} from './to-panels.ts';

/** Rows of users in one reply. */
const userLimit = 5000;

/** Everything that changed after a revision, up to a limit; what is left out of one reply comes with the next. */
export function readChanges(world: World, since: number): Answer<Changes> {
	const {feed} = world;
	if (since < feed.oldest() || since > feed.revision()) {
		return refuse('revision-too-old', {
			title: 'The changes since this revision are not known',
			detail: `Changes are kept from revision ${feed.oldest()} to ${feed.revision()}. Read everything again.`,
		});
	}

	const {until, users, groups} = collect(world, since);
	const isComplete = until === feed.revision();
	return done(
		{
			revision: until,
			more: !isComplete,
			users: readable(users.filter(({isRemoved}) => !isRemoved).map((user) => toUser(world, user))),
			removedUsers: users.filter(({isRemoved}) => isRemoved).map(({id}) => id),
			groups: readable(groups.map((group) => toGroup(world, group))),
			removedGroups: [],
			activity: readable(activityBetween(world, since, until).map((row) => toActivity(row))),
			// Only with the last piece: the counts must fit the rows that the client has then.
			...(isComplete && world.dashboardRevision > since ? {dashboard: toDashboard(world)} : {}),
			...(isComplete && world.optionsRevision > since ? {syncOptions: toSyncOptions(world)} : {}),
		},
		until,
	);
}

function collect(
	world: World,
	since: number,
): {readonly until: number; readonly users: UserRecord[]; readonly groups: GroupRecord[]} {
	const users: UserRecord[] = [];
	const groups: GroupRecord[] = [];
	const last = world.feed.revision();
	for (let revision = since + 1; revision <= last; revision++) {
		const touched = world.feed.at(revision);
		if (touched.kind === 'user') {
			const user = world.users[touched.index];
			if (user?.revision === revision) {
				users.push(user);
			}
		} else if (touched.kind === 'group') {
			const group = world.groups[touched.index];
			if (group?.revision === revision) {
				groups.push(group);
			}
		}

		if (users.length >= userLimit) {
			return {until: revision, users, groups};
		}
	}

	return {until: last, users, groups};
}

function activityBetween(world: World, since: number, until: number): ActivityRecord[] {
	const first = world.activity.findLastIndex(({revision}) => revision <= since) + 1;
	const rows: ActivityRecord[] = [];
	for (const row of world.activity.slice(first)) {
		if (row.revision > until) {
			break;
		}

		rows.push(row);
	}

	return rows;
}
