import {epochMs, type EpochMs, minutes} from '../../source/contract/time.ts';
import {type BatchFailure} from './batch-failures.ts';
import {changeUser, recordActivity} from './change.ts';
import {dice} from './chance.ts';
import {plan} from './plan.ts';
import {type UserRecord} from './records.ts';
import {serviceActor, type World} from './state.ts';
import {failureInForce} from './weather.ts';

/**
Plans how a hold may end by itself. What passes (an outage, throttling) is probed by the service. What a person has to repair is
repaired by the user within a day or two, unless a scenario caused it: such holds stay until an administrator enables the user.
*/
export function planHold(
	world: World,
	user: UserRecord,
	{failure, isForced}: {readonly failure: BatchFailure; readonly isForced: boolean},
): void {
	if (failure.effect !== 'suspend') {
		plan(world, user, {what: 'probe', at: probeTime(world, user)});
	} else if (!isForced) {
		plan(world, user, {what: 'repair', at: repairTime(world, user)});
	}
}

/** The service looks whether the cause of a hold is gone. True when it lifted the hold. */
export function probeHold(world: World, user: UserRecord): boolean {
	if (user.hold === 'none') {
		return false;
	}

	if (failureInForce(world, user) !== undefined) {
		plan(world, user, {what: 'probe', at: probeTime(world, user)});
		return false;
	}

	liftHold(world, user, serviceActor);
	return true;
}

/** The user repaired the cause: signed in again, say. True when that lifted the hold. */
export function repairHold(world: World, user: UserRecord): boolean {
	if (user.hold === 'none') {
		return false;
	}

	if (failureInForce(world, user) !== undefined) {
		plan(world, user, {what: 'repair', at: epochMs(world.now + minutes(240))});
		return false;
	}

	liftHold(world, user, user.name);
	return true;
}

/** Lifts a hold. The suspended batch stays the current one until the next is queued. */
export function liftHold(world: World, user: UserRecord, actor: string): void {
	changeUser(world, user, {
		change() {
			user.hold = 'none';
			user.holdSince = undefined;
			user.failures = 0;
		},
		actor,
	});
	recordActivity(world, {actor, kind: 'holdLifted', target: user});
}

function probeTime(world: World, user: UserRecord): EpochMs {
	const random = dice({
		seed: world.seed,
		purpose: 'repair',
		a: user.index,
		b: Math.floor(world.now / 1000),
	});
	return epochMs(world.now + minutes(Math.round((4 + random() * 8) * 10) / 10));
}

/** When a user repairs what holds them: within some hours to two days. */
function repairTime(world: World, user: UserRecord): EpochMs {
	const random = dice({
		seed: world.seed,
		purpose: 'repair',
		a: user.index,
		b: -(user.batch?.number ?? 0),
	});
	return epochMs(world.now + minutes(Math.round(120 + random() ** 2 * 60 * 60)));
}
