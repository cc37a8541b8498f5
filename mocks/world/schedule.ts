import {
	epochMs,
	type EpochMs,
	type Milliseconds,
	milliseconds,
	minutes,
} from '../../source/contract/time.ts';
import {dice} from './chance.ts';
import {type UserRecord} from './records.ts';
import {baseInterval, type World} from './state.ts';

const quotaPenalty = minutes(120);

/**
A user's own interval: 20 minutes, doubled and doubled again while nothing happens in the mailbox, and two hours more each time
that the CRM's quota was short.
*/
export function userInterval(user: Pick<UserRecord, 'idleLevel' | 'quotaLevel'>): Milliseconds {
	return milliseconds(baseInterval * 2 ** user.idleLevel + quotaPenalty * user.quotaLevel);
}

/** When the batch after this one is due: an interval after it was queued, give or take 10 %. */
export function dueAfter(world: World, user: UserRecord, queuedAt: EpochMs): EpochMs {
	const random = dice({
		seed: world.seed,
		purpose: 'schedule',
		a: user.index,
		b: user.batch?.number ?? 0,
	});
	return epochMs(Math.round(queuedAt + userInterval(user) * (0.9 + random() * 0.2)));
}

export type Blocked = 'disabledByGroup' | 'disabled' | 'suspended';

/** Why a user is not synchronized, or nothing. The group wins over the user, and the user over a hold. */
export function whyBlocked(world: World, user: UserRecord): Blocked | undefined {
	if (world.groups[user.groupIndex]?.syncStatus === 'disabled') {
		return 'disabledByGroup';
	}

	if (user.syncStatus === 'disabled') {
		return 'disabled';
	}

	return user.hold === 'none' ? undefined : 'suspended';
}

/** Hour of the day, UTC. */
export function hourOf(at: EpochMs): number {
	return Math.floor(at / 3_600_000) % 24;
}
