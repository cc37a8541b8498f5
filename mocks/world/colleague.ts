import {epochMs} from '../../source/contract/time.ts';
import {addUser} from './arrival.ts';
import {changeUser, recordActivity} from './change.ts';
import {dice, pickWeighted} from './chance.ts';
import {type Random} from '../../source/platform/random.ts';
import {liftHold} from './holds.ts';
import {queueBatch, resumeSchedule, stopBatch} from './lifecycle.ts';
import {type UserRecord} from './records.ts';
import {whyBlocked} from './schedule.ts';
import {colleague, type World} from './state.ts';

/** Plans the next time that the other administrator does something: about once an hour. */
export function planVisit(world: World, visit: number): void {
	const random = dice({seed: world.seed, purpose: 'colleague', a: visit, b: 1});
	world.queue.add(epochMs(Math.round(world.now + (0.4 + random() * 1.2) * 3_600_000)), {
		kind: 'colleague',
		visit,
	});
}

/** The other administrator changes one user, and never removes anybody. */
export function visitColleague(world: World, visit: number): void {
	const random = dice({seed: world.seed, purpose: 'colleague', a: visit});
	const intent = pickWeighted(random, [
		[1, 'liftHold'],
		[3, 'enable'],
		[3, 'disable'],
		[5, 'force'],
		[2, 'add'],
	] as const);
	if (intent === 'add') {
		addUser(world, colleague);
		return;
	}

	const user = find(world, random, (candidate) => suits(world, candidate, intent));
	if (user === undefined) {
		return;
	}

	switch (intent) {
		case 'liftHold': {
			liftHold(world, user, colleague);
			resumeSchedule(world, user);
			return;
		}

		case 'enable': {
			setStatus(world, user, 'enabled');
			resumeSchedule(world, user);
			return;
		}

		case 'disable': {
			setStatus(world, user, 'disabled');
			stopBatch(world, user, colleague);
			return;
		}

		case 'force': {
			recordActivity(world, {actor: colleague, kind: 'syncForced', target: user});
			queueBatch(world, user, 'forced');
		}
	}
}

function suits(
	world: World,
	user: UserRecord,
	intent: 'liftHold' | 'enable' | 'disable' | 'force',
): boolean {
	const blocked = whyBlocked(world, user);
	switch (intent) {
		case 'liftHold': {
			return blocked === 'suspended';
		}

		case 'enable': {
			return blocked === 'disabled' && user.mailboxStatus === 'initialized';
		}

		case 'disable': {
			return blocked === undefined;
		}

		case 'force': {
			return blocked === undefined && user.batch?.endedAt !== undefined;
		}
	}
}

function setStatus(world: World, user: UserRecord, status: 'enabled' | 'disabled'): void {
	changeUser(world, user, {
		change() {
			user.syncStatus = status;
		},
		actor: colleague,
	});
	recordActivity(world, {
		actor: colleague,
		kind: status === 'enabled' ? 'syncEnabled' : 'syncDisabled',
		target: user,
	});
}

function find(
	world: World,
	random: Random,
	isWanted: (user: UserRecord) => boolean,
): UserRecord | undefined {
	for (let attempt = 0; attempt < 400; attempt++) {
		const user = world.users[Math.floor(random() * world.users.length)];
		if (user !== undefined && !user.isRemoved && isWanted(user)) {
			return user;
		}
	}

	return undefined;
}
