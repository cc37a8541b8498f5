import {epochMs} from '../../source/contract/time.ts';
import {drawBatch} from '../world/batch-draw.ts';
import {between, dice} from '../world/chance.ts';
import {type BatchRecord, type UserRecord} from '../world/records.ts';
import {baseInterval, type World} from '../world/state.ts';

const batchesShown = 20;

/** A user's last batches, the latest first. Those from before the simulation started are made from their numbers. */
export function batchesOf(world: World, user: UserRecord): BatchRecord[] {
	const known = user.batch === undefined ? [] : [user.batch, ...user.earlier];
	const batches = [...known];
	for (;;) {
		const last = batches.at(-1);
		if (last === undefined || last.number <= 1 || batches.length >= batchesShown) {
			return batches;
		}

		batches.push(batchBefore(world, user, last));
	}
}

function batchBefore(world: World, user: UserRecord, next: BatchRecord): BatchRecord {
	const number = next.number - 1;
	const random = dice({seed: world.seed, purpose: 'history', a: user.index, b: -number - 10});
	// A run of failures that was going to be a hold: each was tried again after two minutes.
	const isRun =
		next.failure !== undefined && next.failure.effect === 'again' && next.state !== 'finished';
	const gap = isRun ? 120_000 : baseInterval * 2 ** Math.floor(random() * 2.3);
	const queuedAt = epochMs(Math.round(next.queuedAt - gap * (0.9 + random() * 0.2) - 1000));
	const accessType = world.groups[user.groupIndex]?.accessType ?? 'office365OAuth';
	const kind = number === 1 ? 'first' : 'scheduled';
	const drawn = drawBatch({
		seed: world.seed,
		user: user.index,
		number,
		kind,
		at: queuedAt,
		accessType,
	});
	const startedAt = epochMs(queuedAt + between(random, 1, 8) * 1000);
	const room = Math.max(1000, next.queuedAt - startedAt - 1000);
	const isFailed = isRun && random() < 0.93;
	return {
		number,
		kind,
		queuedAt,
		state: isFailed ? 'interrupted' : drawn.issues > 0 ? 'finishedWithIssues' : 'finished',
		startedAt,
		endedAt: epochMs(startedAt + Math.min(drawn.duration, room)),
		scope: drawn.scope,
		changes: isFailed ? 0 : drawn.changes,
		issues: isFailed ? 0 : drawn.issues,
		failure: isFailed ? next.failure : undefined,
	};
}
