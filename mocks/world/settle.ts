import {epochMs, type EpochMs, minutes} from '../../source/contract/time.ts';
import {type BatchFailure, batchFailures} from './batch-failures.ts';
import {drawBatch} from './batch-draw.ts';
import {changeUser, recordActivity} from './change.ts';
import {dice} from './chance.ts';
import {type BatchRecord, type UserRecord} from './records.ts';
import {dueAfter, hourOf} from './schedule.ts';
import {failuresToSuspend, serviceActor, type World} from './state.ts';
import {addToStatistics} from './statistics.ts';
import {plan} from './plan.ts';
import {planHold} from './holds.ts';
import {failureInForce} from './weather.ts';

/** Throttled so often in a row, a user is held for a while. */
const throttlesToHold = 3;

/** Decides how a running batch ends, and what that means for its user. */
export function settleBatch(world: World, user: UserRecord, batch: BatchRecord): void {
	const drawn = drawBatch({
		seed: world.seed,
		user: user.index,
		number: batch.number,
		kind: batch.kind,
		at: batch.startedAt ?? world.now,
		accessType: world.groups[user.groupIndex]?.accessType ?? 'office365OAuth',
	});
	const forced = failureInForce(world, user);
	const failure = forced ?? drawn.failure;
	countEnding(world);
	if (failure === undefined) {
		succeed(world, user, {batch, changes: drawn.changes, issues: drawn.issues});
		return;
	}

	fail(world, user, {batch, failure, isForced: forced !== undefined});
}

function succeed(
	world: World,
	user: UserRecord,
	ending: {readonly batch: BatchRecord; readonly changes: number; readonly issues: number},
): void {
	const {batch, changes, issues} = ending;
	const random = dice({seed: world.seed, purpose: 'history', a: user.index, b: batch.number});
	const wasInitialized = user.mailboxStatus === 'initialized';
	const next = changeToSuccess();
	addToStatistics(world.statistics, {changes, issues}, random);
	plan(world, user, {what: 'due', at: next});
	if (!wasInitialized) {
		recordActivity(world, {actor: serviceActor, kind: 'mailboxInitialized', target: user});
	}

	function changeToSuccess(): EpochMs {
		changeUser(world, user, {
			change() {
				batch.state = issues > 0 ? 'finishedWithIssues' : 'finished';
				batch.endedAt = world.now;
				batch.changes = changes;
				batch.issues = issues;
				user.mailboxStatus = 'initialized';
				user.failures = 0;
				user.quotaLevel = 0;
				user.idleLevel = changes === 0 ? Math.min(2, user.idleLevel + 1) : 0;
				user.lastSynchronizedAt = world.now;
				user.nextSynchronizationAt = epochMs(
					Math.max(dueAfter(world, user, batch.queuedAt), world.now + minutes(1)),
				);
				if (user.usesAddIn && random() < 0.1 && hourOf(world.now) >= 8) {
					user.lastAddInUseAt = world.now;
				}
			},
			actor: serviceActor,
		});
		return user.nextSynchronizationAt ?? world.now;
	}
}

function fail(
	world: World,
	user: UserRecord,
	ending: {readonly batch: BatchRecord; readonly failure: BatchFailure; readonly isForced: boolean},
): void {
	const {batch, failure, isForced} = ending;
	const failures = user.failures + 1;
	const limit = failure.category === 'throttling' ? throttlesToHold : failuresToSuspend;
	const isHeld = failure.effect === 'suspend' || (failure.effect === 'again' && failures >= limit);
	const next = nextTry(world, user, failure);
	changeUser(world, user, {
		change() {
			batch.state = isHeld ? 'suspended' : 'interrupted';
			batch.endedAt = world.now;
			batch.failure = failure;
			user.failures = failures;
			user.quotaLevel =
				failure.effect === 'backOff' ? Math.min(3, user.quotaLevel + 1) : user.quotaLevel;
			user.hold = isHeld ? failure.category : 'none';
			user.holdSince = isHeld ? world.now : undefined;
			user.nextSynchronizationAt = isHeld ? undefined : next;
		},
		actor: serviceActor,
	});
	if (!isHeld) {
		plan(world, user, {what: 'due', at: user.nextSynchronizationAt ?? next});
		return;
	}

	planHold(world, user, {failure, isForced});
	recordActivity(world, {
		actor: serviceActor,
		kind: toActivityKind(failure),
		target: user,
		detail: `${failure.code} after ${failures} failed ${failures === 1 ? 'batch' : 'batches'} in a row`,
	});
}

// What may pass is tried again after two minutes; what needs time waits for the schedule.
function nextTry(world: World, user: UserRecord, failure: BatchFailure): EpochMs {
	if (failure.effect === 'backOff') {
		return dueAfter(world, {...user, quotaLevel: Math.min(3, user.quotaLevel + 1)}, world.now);
	}

	const random = dice({
		seed: world.seed,
		purpose: 'repair',
		a: user.index,
		b: user.batch?.number ?? 0,
	});
	return failure === batchFailures.sessionTimeout
		? dueAfter(world, user, world.now)
		: epochMs(world.now + Math.round(minutes(2) * (0.9 + random() * 0.2)));
}

function toActivityKind(
	failure: BatchFailure,
): 'suspendedByAuthorization' | 'suspendedByThrottling' | 'suspendedByOther' {
	switch (failure.category) {
		case 'authorization': {
			return 'suspendedByAuthorization';
		}

		case 'throttling': {
			return 'suspendedByThrottling';
		}

		case 'other': {
			return 'suspendedByOther';
		}
	}
}

function countEnding(world: World): void {
	const second = Math.floor(world.now / 1000);
	const slot = world.endings[second % 60];
	if (slot !== undefined) {
		slot.count = slot.second === second ? slot.count + 1 : 1;
		slot.second = second;
	}
}
