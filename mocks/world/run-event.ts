import {epochMs, milliseconds} from '../../source/contract/time.ts';
import {changeService} from './change.ts';
import {between, dice} from './chance.ts';
import {planVisit, visitColleague} from './colleague.ts';
import {type UserEvent, type WorldEvent} from './event-queue.ts';
import {probeHold, repairHold} from './holds.ts';
import {hastenFailing, resumeSchedule, runBatchEvent, startWaiting} from './lifecycle.ts';
import {type UserRecord} from './records.ts';
import {removeUser} from './removal.ts';
import {serviceActor, type World} from './state.ts';
import {clearStatistics} from './statistics.ts';
import {tallyUser} from './tally.ts';
import {beginEffect} from './weather.ts';

const day = 86_400_000;

/** Does what is due now. */
export function runEvent(world: World, event: WorldEvent): void {
	switch (event.kind) {
		case 'user': {
			const user = world.users[event.user];
			if (user !== undefined && user.plan === event.plan && !user.isRemoved) {
				runUserEvent(world, user, event.what);
			}

			return;
		}

		case 'scenario': {
			if (event.run === world.scenarioRun) {
				beginEffect(world, event.step);
				hastenFailing(world);
			}

			return;
		}

		case 'leaving': {
			letLeave(world, event);
			return;
		}

		case 'heartbeat': {
			checkServers(world);
			// Places of users who were removed become free without a batch that ends.
			startWaiting(world);
			world.queue.add(epochMs(world.now + 60_000), event);
			return;
		}

		case 'midnight': {
			beginDay(world);
			world.queue.add(epochMs(world.now + day), event);
			return;
		}

		case 'colleague': {
			visitColleague(world, event.visit);
			planVisit(world, event.visit + 1);
		}
	}
}

function runUserEvent(world: World, user: UserRecord, what: UserEvent): void {
	switch (what) {
		case 'probe': {
			if (probeHold(world, user)) {
				resumeSchedule(world, user);
			}

			return;
		}

		case 'repair': {
			if (repairHold(world, user)) {
				resumeSchedule(world, user);
			}

			return;
		}

		case 'due':
		case 'pickUp':
		case 'end': {
			runBatchEvent(world, user, what);
		}
	}
}

function letLeave(world: World, event: Extract<WorldEvent, {kind: 'leaving'}>): void {
	if (event.run !== world.scenarioRun || event.left === 0) {
		return;
	}

	const random = dice({seed: world.seed, purpose: 'leaver', a: event.run, b: event.left});
	const start = Math.floor(random() * world.users.length);
	const count = world.users.length;
	for (let offset = 0; offset < count; offset++) {
		const user = world.users[(start + offset) % count];
		if (user !== undefined && !user.isRemoved) {
			removeUser(world, user, {
				actor: serviceActor,
				kind: 'userRemoved',
				detail: `Employee ${user.employeeNumber} was terminated in Vantagepoint`,
			});
			break;
		}
	}

	world.queue.add(epochMs(world.now + event.every), {...event, left: event.left - 1});
}

function checkServers(world: World): void {
	const minute = Math.floor(world.now / 60_000);
	for (const server of world.servers) {
		const random = dice({seed: world.seed, purpose: 'server', a: server.index, b: minute});
		server.checkedAt = world.now;
		const factor = server.state === 'throttled' ? 12 : 1;
		server.latency =
			server.state === 'lost'
				? undefined
				: milliseconds(Math.round((server.usualLatency * factor * between(random, 80, 150)) / 100));
	}

	changeService(world);
}

function beginDay(world: World): void {
	clearStatistics(world.statistics);
	for (const user of world.users) {
		const isNew = world.now - user.createdAt < 14 * day;
		const usesAddIn =
			user.lastAddInUseAt !== undefined && world.now - user.lastAddInUseAt < 30 * day;
		if (isNew !== user.isNew || usesAddIn !== user.usesAddIn) {
			tallyUser(world.tally, user, {groups: world.groups, by: -1});
			user.isNew = isNew;
			user.usesAddIn = usesAddIn;
			tallyUser(world.tally, user, {groups: world.groups, by: 1});
		}
	}

	changeService(world, true);
}
