import {epochMs, type EpochMs, minutes} from '../../source/contract/time.ts';
import {type Random} from '../../source/platform/random.ts';
import {drawBatch, drawFailureOf} from './batch-draw.ts';
import {type BatchFailure} from './batch-failures.ts';
import {between, dice, pickWeighted} from './chance.ts';
import {planHold} from './holds.ts';
import {plan} from './plan.ts';
import {type BatchRecord, type UserRecord} from './records.ts';
import {userInterval, whyBlocked} from './schedule.ts';
import {type World} from './state.ts';

const day = 86_400_000;

/**
Gives a user the past that the start of the simulation needs: a current batch, and what comes next. About 4 % are held, with the
causes that a normal day has (authorization 65 %, other 25 %, throttling 10 %); the rest are somewhere in their interval.
*/
export function giveStartState(world: World, user: UserRecord): void {
	const random = dice({seed: world.seed, purpose: 'history', a: user.index});
	if (user.mailboxStatus === 'notInitialized') {
		awaitFirstBatch(world, user, random);
		return;
	}

	const queuedAt = epochMs(Math.round(world.now - random() * userInterval(user)));
	const batchesBefore = Math.max(
		0,
		Math.floor((queuedAt - user.createdAt) / (2 * userInterval(user))),
	);
	const number = 1 + Math.min(batchesBefore, 40_000);
	const blocked = whyBlocked(world, user);
	if (blocked !== undefined) {
		user.batch = endedBatch(world, user, {number, queuedAt: longAgo(world, user, random), random});
		user.lastSynchronizedAt = user.batch.endedAt;
		return;
	}

	if (isHeldFromStart(world, user)) {
		holdFromStart(world, user, {number, random});
		return;
	}

	user.batch = endedBatch(world, user, {number, queuedAt, random});
	const {endedAt = world.now} = user.batch;
	if (endedAt > world.now) {
		user.batch.state = 'running';
		user.batch.endedAt = undefined;
		user.batch.changes = 0;
		user.batch.issues = 0;
		plan(world, user, {what: 'end', at: endedAt});
		user.lastSynchronizedAt = epochMs(Math.round(queuedAt - userInterval(user) + 40_000));
		return;
	}

	user.lastSynchronizedAt = endedAt;
	const next = Math.round(queuedAt + userInterval(user) * (0.9 + random() * 0.2));
	user.nextSynchronizationAt = epochMs(Math.max(next, world.now + between(random, 1, 60) * 1000));
	plan(world, user, {what: 'due', at: user.nextSynchronizationAt});
}

// A user who has not set up the mailbox does so some time soon; until then nothing is scheduled.
function awaitFirstBatch(world: World, user: UserRecord, random: Random): void {
	if (whyBlocked(world, user) === undefined) {
		const at = epochMs(Math.round(world.now + minutes(10) + random() * day));
		plan(world, user, {what: 'due', at});
	}
}

// One of each twenty-one, so that a small tenant has its share too.
function isHeldFromStart({seed}: World, {index}: UserRecord): boolean {
	const block = 21;
	const random = dice({seed, purpose: 'tenant', a: 2, b: Math.floor(index / block)});
	return index % block === between(random, 0, block - 1);
}

function holdFromStart(
	world: World,
	user: UserRecord,
	{number, random}: {readonly number: number; readonly random: Random},
): void {
	const kind = pickWeighted(random, [
		[65, 'authorization'],
		[25, 'other'],
		[10, 'throttling'],
	] as const);
	const accessType = world.groups[user.groupIndex]?.accessType ?? 'office365OAuth';
	const sort = kind === 'other' && random() < 0.3 ? 'transient' : kind;
	const failure: BatchFailure = drawFailureOf(sort, accessType, random);
	const hours = failure.effect === 'suspend' ? 0.2 + random() ** 2 * 40 : 0.05 + random() * 0.3;
	const heldAt = epochMs(
		Math.max(user.createdAt + 60_000, Math.round(world.now - hours * 3_600_000)),
	);
	const batch = endedBatch(world, user, {number, queuedAt: epochMs(heldAt - 12_000), random});
	user.batch = {...batch, state: 'suspended', endedAt: heldAt, changes: 0, issues: 0, failure};
	user.hold = failure.category;
	user.holdSince = heldAt;
	user.failures = sort === 'transient' ? 10 : sort === 'throttling' ? 3 : 1;
	user.lastSynchronizedAt = epochMs(Math.round(heldAt - user.failures * userInterval(user)));
	user.updatedAt = heldAt;
	user.version = 2;
	planHold(world, user, {failure, isForced: false});
}

function endedBatch(
	world: World,
	user: UserRecord,
	{
		number,
		queuedAt,
		random,
	}: {readonly number: number; readonly queuedAt: EpochMs; readonly random: Random},
): BatchRecord {
	const drawn = drawBatch({
		seed: world.seed,
		user: user.index,
		number,
		kind: 'scheduled',
		at: queuedAt,
		accessType: world.groups[user.groupIndex]?.accessType ?? 'office365OAuth',
	});
	const startedAt = epochMs(queuedAt + between(random, 1, 8) * 1000);
	return {
		number,
		kind: 'scheduled',
		queuedAt,
		state: drawn.issues > 0 ? 'finishedWithIssues' : 'finished',
		startedAt,
		endedAt: epochMs(startedAt + drawn.duration),
		scope: drawn.scope,
		changes: drawn.changes,
		issues: drawn.issues,
		failure: undefined,
	};
}

// Half of those that are switched off were so for weeks.
function longAgo(world: World, user: UserRecord, random: Random): EpochMs {
	const ago = random() < 0.5 ? random() * 2 * day : random() * 60 * day;
	return epochMs(Math.max(user.createdAt, Math.round(world.now - 3_600_000 - ago)));
}
