import {type Group} from '../../source/contract/group.ts';
import {minutes} from '../../source/contract/time.ts';
import {changeGroup, recordActivity} from '../world/change.ts';
import {resumeSchedule, stopBatch} from '../world/lifecycle.ts';
import {type GroupRecord, type SyncStatus} from '../world/records.ts';
import {type World} from '../world/state.ts';
import {type Answer, done, refuse} from './answer.ts';
import {toGroup} from './to-contract.ts';

/** Enable or disable a group: hard, members cannot re-enable themselves. Their batches stop, or their schedules resume. */
export function setGroupStatus(
	{
		world,
		group,
		actor,
	}: {readonly world: World; readonly group: GroupRecord; readonly actor: string},
	wanted: SyncStatus,
): Answer<{group: Group}> {
	if (group.syncStatus === wanted) {
		return refuse('already-so', {
			title: `The group is ${wanted} already`,
			detail: `"${group.name}" is ${wanted}, so there is nothing to do.`,
			currentGroup: toGroup(world, group),
			changedBy: group.changedBy,
		});
	}

	changeGroup(world, group, {
		change() {
			group.syncStatus = wanted;
		},
		actor,
	});
	recordActivity(world, {
		actor,
		kind: wanted === 'enabled' ? 'syncEnabled' : 'syncDisabled',
		target: group,
	});
	for (const user of world.users) {
		if (user.groupIndex === group.index && !user.isRemoved) {
			if (wanted === 'enabled') {
				resumeSchedule(world, user, minutes(5));
			} else {
				stopBatch(world, user, actor);
			}
		}
	}

	return done({group: toGroup(world, group)}, group.version);
}
