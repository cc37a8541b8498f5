import {epochMs} from '../../source/contract/time.ts';
import {type Scenario, type Whom} from '../scenarios/scenario.ts';
import {type ScenarioName} from '../scenarios/catalog.ts';
import {type BatchFailure, batchFailures} from './batch-failures.ts';
import {changeService, recordActivity} from './change.ts';
import {dice} from './chance.ts';
import {type GroupRecord, type ServerRecord, type UserRecord} from './records.ts';
import {serviceActor, type World} from './state.ts';

/** Chooses a scenario: what the one before did stops, and mail servers come back. */
export function chooseScenario(
	world: World,
	scenario: Scenario & {readonly name: ScenarioName},
): void {
	world.scenario = scenario;
	world.scenarioRun += 1;
	world.effects = [];
	for (const server of world.servers) {
		changeServer(world, server, 'connected');
	}

	for (const [step, {atSeconds}] of scenario.timeline.entries()) {
		world.queue.add(epochMs(world.now + atSeconds * 1000), {
			kind: 'scenario',
			step,
			run: world.scenarioRun,
		});
	}
}

/** Lets one step of the chosen scenario begin. Gives the effect, for what has to happen at once. */
export function beginEffect(world: World, step: number): void {
	const effect = world.scenario.timeline[step]?.effect;
	if (effect === undefined) {
		return;
	}

	world.effects = [...world.effects, {effect, since: world.now}];
	if (effect.kind === 'mailServer') {
		for (const server of serversOf(world, effect.whom)) {
			changeServer(world, server, effect.state);
		}
	}

	if (effect.kind === 'leaving') {
		const left = Math.min(effect.users, Math.ceil(world.tally.users / 10));
		world.queue.add(world.now, {
			kind: 'leaving',
			left,
			run: world.scenarioRun,
			every: effect.everySeconds * 1000,
		});
	}
}

/** How a batch of a user fails because of the scenario, or nothing. */
export function failureInForce(world: World, user: UserRecord): BatchFailure | undefined {
	for (const {effect} of world.effects) {
		if (effect.kind !== 'failing' || !isAbout(world, user, effect.whom)) {
			continue;
		}

		// The same share of users for as long as the scenario lasts; a larger share contains a smaller one.
		const random = dice({seed: world.seed, purpose: 'share', a: user.index, b: world.scenarioRun});
		if (random() < effect.share) {
			return batchFailures[effect.failure];
		}
	}

	return undefined;
}

/** By how much batches of a user last longer. */
export function slowness(world: World, user: UserRecord): number {
	return world.effects.reduce(
		(factor, {effect}) =>
			effect.kind === 'slow' && isAbout(world, user, effect.whom) ? factor * effect.factor : factor,
		1,
	);
}

/** How the service is away at the moment: `refusing` answers 503, `cutting` closes connections. */
export function outage(world: World): 'none' | 'refusing' | 'cutting' {
	for (const {effect, since} of world.effects) {
		if (effect.kind === 'flapping') {
			const downMs = effect.downSeconds * 1000;
			const inCycle = (world.now - since) % (downMs + effect.upSeconds * 1000);
			if (inCycle < downMs) {
				return inCycle < downMs / 2 ? 'refusing' : 'cutting';
			}
		}
	}

	return 'none';
}

function changeServer(world: World, server: ServerRecord, state: ServerRecord['state']): void {
	if (server.state === state) {
		return;
	}

	const wasLost = server.state === 'lost';
	server.state = state;
	server.since = world.now;
	server.checkedAt = world.now;
	changeService(world);
	if (state === 'lost' || wasLost) {
		recordActivity(world, {
			actor: serviceActor,
			kind: state === 'lost' ? 'mailServerLost' : 'mailServerConnected',
			target: server,
			detail: state === 'lost' ? `No answer from ${server.host}` : undefined,
		});
	}
}

function serversOf(world: World, whom: Whom): readonly ServerRecord[] {
	return world.servers.filter((server) =>
		world.groups.some(
			(group) => group.serverIndex === server.index && isGroupMeant(world, group, whom),
		),
	);
}

function isAbout(world: World, user: UserRecord, whom: Whom): boolean {
	const group = world.groups[user.groupIndex];
	return group !== undefined && isGroupMeant(world, group, whom);
}

function isGroupMeant(world: World, group: GroupRecord, whom: Whom): boolean {
	switch (whom) {
		case 'everyone': {
			return true;
		}

		case 'oneMailServer': {
			// The last server is the one of a single office; a tiny tenant has only one.
			return group.serverIndex === world.servers.length - 1;
		}

		case 'ews': {
			const isEws = (type: GroupRecord['accessType']): boolean =>
				type === 'exchangeDirectLogon' || type === 'exchangeImpersonation';
			const hasAny = world.groups.some(({accessType}) => isEws(accessType));
			return hasAny ? isEws(group.accessType) : group.isDefault;
		}

		case 'largestGroup': {
			return group.index === 0;
		}
	}
}
