import {type EpochMs, epochMs, type Milliseconds} from '../../source/contract/time.ts';
import {type SimulationOptions} from '../options.ts';
import {findScenario} from '../scenarios/catalog.ts';
import {calm} from '../scenarios/calm.ts';
import {dice} from './chance.ts';
import {planVisit} from './colleague.ts';
import {createEventQueue} from './event-queue.ts';
import {createFeed} from './feed.ts';
import {generateGroups} from './generate-groups.ts';
import {createUserMaker} from './generate-users.ts';
import {runEvent} from './run-event.ts';
import {seedActivity} from './seed-activity.ts';
import {giveStartState} from './start-state.ts';
import {type World} from './state.ts';
import {createStatistics, seedStatistics} from './statistics.ts';
import {createTally, tallyUser} from './tally.ts';
import {chooseScenario} from './weather.ts';

const day = 86_400_000;

/** Makes a tenant as it is at a moment of a working day, with everything in motion. The same options give the same tenant. */
export function createWorld(options: Omit<SimulationOptions, 'speed'>, startAt: EpochMs): World {
	const {seed} = options;
	const {groups, servers, weights} = generateGroups(options, startAt);
	const makeUser = createUserMaker({seed, startAt, weights, groups});
	const firstRevision = options.groups + options.users + 1;
	const random = dice({seed, purpose: 'tenant'});
	const world: World = {
		seed,
		startAt,
		now: startAt,
		users: Array.from({length: options.users}, (_, index) => makeUser(index)),
		makeUser,
		groups,
		servers,
		feed: createFeed(firstRevision, options.users),
		queue: createEventQueue(),
		tally: createTally(servers.length),
		statistics: createStatistics(),
		activity: [],
		activityCount: 0,
		waiting: [],
		places: Math.max(4, Math.ceil(options.users * 0.05)),
		endings: Array.from({length: 60}, () => ({second: 0, count: 0})),
		notProvisioned: {
			all: Math.ceil(options.users * (0.02 + random() * 0.06)),
			recent: Math.ceil(options.users * random() * 0.01),
		},
		scenario: calm,
		scenarioRun: 0,
		effects: [],
		dashboardRevision: firstRevision,
		optionsRevision: firstRevision,
	};
	for (const user of world.users) {
		giveStartState(world, user);
		user.revision = options.groups + 1 + user.index;
		tallyUser(world.tally, user, {groups, by: 1});
	}

	seedActivity(world);
	seedStatistics(
		world.statistics,
		{users: options.users, dayShare: (startAt % day) / day},
		dice({seed, purpose: 'tenant', a: 1}),
	);
	planClockwork(world);
	chooseScenario(world, findScenario(options.scenario) ?? calm);
	return world;
}

/** Lives on until a moment. However the way there is cut into steps, the outcome is the same. */
export function advanceTo(world: World, moment: EpochMs): void {
	for (;;) {
		const next = world.queue.takeUntil(moment);
		if (next === undefined) {
			break;
		}

		world.now = next.at;
		runEvent(world, next.event);
	}

	world.now = epochMs(Math.max(world.now, moment));
}

export function step(world: World, by: Milliseconds): void {
	advanceTo(world, epochMs(world.now + by));
}

function planClockwork(world: World): void {
	world.queue.add(epochMs(Math.floor(world.now / day) * day + day), {kind: 'midnight'});
	world.queue.add(epochMs(world.now + 60_000), {kind: 'heartbeat'});
	planVisit(world, 1);
}
