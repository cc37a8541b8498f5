import {type EpochMs, type Milliseconds, minutes, seconds} from '../../source/contract/time.ts';
import {type Effect, type Scenario} from '../scenarios/scenario.ts';
import {type ScenarioName} from '../scenarios/catalog.ts';
import {type EventQueue} from './event-queue.ts';
import {type Feed} from './feed.ts';
import {type MakeUser} from './generate-users.ts';
import {
	type ActivityRecord,
	type GroupRecord,
	type ServerRecord,
	type UserRecord,
} from './records.ts';
import {type StatisticsRow} from './statistics.ts';
import {type Tally} from './tally.ts';

/** All that the simulated service knows. It is changed in place, for a million users are too many to copy. */
export type World = {
	readonly seed: number;
	readonly startAt: EpochMs;
	now: EpochMs;
	/** By index; those that were removed stay as tombstones. */
	readonly users: UserRecord[];
	readonly makeUser: MakeUser;
	readonly groups: readonly GroupRecord[];
	readonly servers: readonly ServerRecord[];
	readonly feed: Feed;
	readonly queue: EventQueue;
	readonly tally: Tally;
	readonly statistics: readonly StatisticsRow[];
	/** The latest rows, oldest first. */
	readonly activity: ActivityRecord[];
	activityCount: number;
	/** Users whose queued batch waits for a free place, first come first. */
	readonly waiting: Array<{readonly user: number; readonly batch: number}>;
	/** How many batches may run at once. */
	readonly places: number;
	/** How many batches ended in each of the last sixty seconds, by second modulo 60. */
	readonly endings: Array<{second: number; count: number}>;
	readonly notProvisioned: {all: number; recent: number};
	scenario: Scenario & {readonly name: ScenarioName};
	/** Counts the scenarios chosen; events of an earlier one are void. */
	scenarioRun: number;
	effects: ReadonlyArray<{readonly effect: Effect; readonly since: EpochMs}>;
	/** Revisions at which the dashboard and the Sync Options last changed. */
	dashboardRevision: number;
	optionsRevision: number;
};

/** The service's own interval. Source: Vantagepoint Connect, "every 15-20 minutes once enabled". */
export const baseInterval: Milliseconds = minutes(20);

/** A session that lasts longer is interrupted. Source: the sync engine's default. */
export const sessionLimit: Milliseconds = minutes(60);

/** Failed sessions in a row that suspend a user. Source: Vantagepoint Connect, Settings. */
export const failuresToSuspend = 10;

/** Force sync is refused sooner than this after the last try. Source: the sync engine's admin guide. */
export const forceSyncPause: Milliseconds = seconds(60);

/** The actor of what the service does by itself. */
export const serviceActor = 'Sync service';

/** The other administrator of the simulated tenant. */
export const colleague = 'dana.ops';
