import {epochMs, type EpochMs, minutes, seconds} from '../../source/contract/time.ts';
import {drawBatch} from './batch-draw.ts';
import {changeUser} from './change.ts';
import {between, dice} from './chance.ts';
import {type UserEvent} from './event-queue.ts';
import {type BatchKind, type BatchRecord, type UserRecord} from './records.ts';
import {whyBlocked} from './schedule.ts';
import {settleBatch} from './settle.ts';
import {type World} from './state.ts';
import {failureInForce, slowness} from './weather.ts';
import {plan, unplan} from './plan.ts';

/** Batches that are kept besides the current one. */
const earlierKept = 19;

/** Queues a batch of a user. */
export function queueBatch(world: World, user: UserRecord, kind: BatchKind): void {
	changeUser(world, user, {
		change() {
			const previous = user.batch;
			if (previous !== undefined) {
				user.earlier = [previous, ...user.earlier.slice(0, earlierKept - 1)];
			}

			user.batch = {
				number: (previous?.number ?? 0) + 1,
				kind: user.mailboxStatus === 'notInitialized' ? 'first' : kind,
				state: 'queued',
				queuedAt: world.now,
				startedAt: undefined,
				endedAt: undefined,
				scope: 0,
				changes: 0,
				issues: 0,
				failure: undefined,
			};
			user.nextSynchronizationAt = undefined;
		},
	});
	const random = dice({
		seed: world.seed,
		purpose: 'schedule',
		a: user.index,
		b: -(user.batch?.number ?? 0),
	});
	plan(world, user, {what: 'pickUp', at: epochMs(world.now + seconds(between(random, 1, 8)))});
}

/** Starts a queued batch, or lets it wait for a free place. */
function pickUpBatch(world: World, user: UserRecord): void {
	const {batch} = user;
	if (batch?.state !== 'queued') {
		return;
	}

	if (world.tally.running >= world.places) {
		world.waiting.push({user: user.index, batch: batch.number});
		return;
	}

	startBatch(world, user, batch);
}

/** Ends a running batch, plans what follows, and gives its place to the next. */
function endBatch(world: World, user: UserRecord): void {
	const {batch} = user;
	if (batch?.state === 'running') {
		settleBatch(world, user, batch);
		startWaiting(world);
	}
}

/** Takes a batch back that waits or runs, because its user or group was disabled. */
export function stopBatch(world: World, user: UserRecord, actor: string): void {
	const {batch} = user;
	const isActive = batch?.state === 'queued' || batch?.state === 'running';
	// What is planned for a hold, its probe or repair, goes on meanwhile.
	if (user.hold !== 'none' && !isActive) {
		return;
	}

	unplan(user);
	if (!isActive && user.nextSynchronizationAt === undefined) {
		return;
	}

	changeUser(world, user, {
		change() {
			user.nextSynchronizationAt = undefined;
			if (batch !== undefined && isActive) {
				batch.state = 'interrupted';
				batch.endedAt = world.now;
			}
		},
		actor,
	});
	startWaiting(world);
}

/** Lets the schedule of a user go on: the next batch is due within a minute, or within a longer time that is given. */
export function resumeSchedule(world: World, user: UserRecord, within = minutes(1)): void {
	const isActive = user.batch?.state === 'queued' || user.batch?.state === 'running';
	if (whyBlocked(world, user) !== undefined || isActive) {
		return;
	}

	const random = dice({
		seed: world.seed,
		purpose: 'schedule',
		a: user.index,
		b: user.version + 1_000_000,
	});
	const at = epochMs(world.now + 1000 + Math.round(random() * within));
	planDue(world, user, at);
}

/** Plans the next batch, and shows when. */
function planDue(world: World, user: UserRecord, at: EpochMs): void {
	changeUser(world, user, {
		change() {
			user.nextSynchronizationAt = at;
		},
	});
	plan(world, user, {what: 'due', at});
}

/** Running batches that a new effect of a scenario hits end soon. */
export function hastenFailing(world: World): void {
	for (const user of world.users) {
		if (user.batch?.state === 'running' && failureInForce(world, user) !== undefined) {
			plan(world, user, {what: 'end', at: soon(world, user)});
		}
	}
}

/** What a user's event does. Holds are left to their own file. */
export function runBatchEvent(
	world: World,
	user: UserRecord,
	what: Exclude<UserEvent, 'probe' | 'repair'>,
): void {
	switch (what) {
		case 'due': {
			if (whyBlocked(world, user) === undefined) {
				queueBatch(world, user, 'scheduled');
			}

			return;
		}

		case 'pickUp': {
			pickUpBatch(world, user);
			return;
		}

		case 'end': {
			endBatch(world, user);
		}
	}
}

function startBatch(world: World, user: UserRecord, batch: BatchRecord): void {
	const drawn = drawBatch({
		seed: world.seed,
		user: user.index,
		number: batch.number,
		kind: batch.kind,
		at: world.now,
		accessType: world.groups[user.groupIndex]?.accessType ?? 'office365OAuth',
	});
	changeUser(world, user, {
		change() {
			batch.state = 'running';
			batch.startedAt = world.now;
			batch.scope = drawn.scope;
		},
	});
	const isFailing = failureInForce(world, user) !== undefined;
	const at = isFailing
		? soon(world, user)
		: epochMs(world.now + Math.round(drawn.duration * slowness(world, user)));
	plan(world, user, {what: 'end', at});
}

/** Gives free places to those who wait, first come first. */
export function startWaiting(world: World): void {
	let taken = 0;
	for (const {user: index, batch: number} of world.waiting) {
		if (world.tally.running >= world.places) {
			break;
		}

		taken += 1;
		const user = world.users[index];
		if (user?.batch?.state === 'queued' && user.batch.number === number && !user.isRemoved) {
			startBatch(world, user, user.batch);
		}
	}

	if (taken > 0) {
		world.waiting.splice(0, taken);
	}
}

// A failing session ends after a few seconds, for no data moves.
function soon(world: World, user: UserRecord): EpochMs {
	const random = dice({
		seed: world.seed,
		purpose: 'schedule',
		a: user.index,
		b: 2_000_000 + (user.batch?.number ?? 0),
	});
	return epochMs(world.now + seconds(between(random, 2, 20)));
}
