import {type Activity} from '../../source/contract/activity.ts';
import {type Batch, type Issue} from '../../source/contract/batch.ts';
import {type Changes, type Overview} from '../../source/contract/changes.ts';
import {type Removed, type UserReply} from '../../source/contract/change.ts';
import {type Group} from '../../source/contract/group.ts';
import {type Failure, failed, type Outcome, success} from '../../source/contract/outcome.ts';
import {type Problem} from '../../source/contract/problem.ts';
import {type Guard, type Reply} from '../../source/contract/reply.ts';
import {readable, type Rows} from '../../source/contract/rows.ts';
import {type SafeText} from '../../source/contract/text.ts';
import {type Session} from '../../source/contract/session.ts';
import {type EpochMs, type Milliseconds, milliseconds} from '../../source/contract/time.ts';
import {type User} from '../../source/contract/user.ts';
import {type SyncService} from '../../source/core/ports.ts';
import {type Clock} from '../../source/platform/clock.ts';
import {batchOf, changesOf, connectivityOf, overviewOf, problemOf, sessionOf} from './build.ts';

export type CallName = keyof SyncService;

/** What is done otherwise with the next call of a name. */
export type Twist = {
	readonly failure?: Failure;
	/** The change is made although the caller is told of a failure: the answer was lost. */
	readonly isApplied?: boolean;
	/** The answer is made at once and arrives when this is done. */
	readonly held?: Promise<void>;
	readonly roundTrip?: Milliseconds;
	/** What its clock says in the answer, where it is not the time of the test. */
	readonly says?: (now: EpochMs) => EpochMs;
};

export type Call = {readonly name: CallName; readonly about: string; readonly guard?: Guard};

/** What it says besides what it knows of its users and groups. */
export type Besides = {
	overview?: Partial<Overview>;
	changes?: Partial<Changes>;
	/** The page after this one is the same again, for ever. */
	next?: User['id'];
	/** On every page. */
	unreadableUsers?: Rows<User>['unreadable'];
	batches?: Rows<Batch>;
	activity?: Rows<Activity>;
	issues?: Rows<Issue>;
	/** What it adds to a change that was made. */
	notice?: SafeText;
	mayLeaveData?: boolean;
	/** What it tells of who lost a race. */
	problem?: Partial<Problem>;
};

export type FakeService = ReturnType<typeof createFakeService>;

export type FakeOptions = {
	readonly users: readonly User[];
	readonly groups: readonly Group[];
	readonly session?: Session;
	readonly isReachable?: boolean;
	/** At most so many users a page. */
	readonly pageLength?: number;
};

const changing: ReadonlySet<CallName> = new Set([
	'changeUser',
	'deleteUser',
	'forceDeleteUser',
	'uninitializeUser',
	'synchronizeUser',
	'changeGroup',
]);

/** A small service in memory: it keeps versions and revisions, and does with single calls what a test wants. */
export function createFakeService(clock: Clock, options: FakeOptions) {
	const world = createWorld(options);
	const says: Besides = {};
	const log: Call[] = [];
	const twists = new Map<CallName, Twist[]>();
	const standing = new Map<CallName, Twist>();
	const open = new Map<CallName, number>();
	let mostOpen = 0;
	let signIns = 0;
	let stoodStillAt: EpochMs | undefined;

	const reply = async <Value>(call: Call, make: () => Outcome<Value>): Promise<Reply<Value>> => {
		log.push(call);
		const twist = twists.get(call.name)?.shift() ?? standing.get(call.name) ?? {};
		open.set(call.name, (open.get(call.name) ?? 0) + 1);
		mostOpen = Math.max(mostOpen, sumOf(open, changing));
		const serviceTime = stoodStillAt ?? clock.now();
		const isMade = twist.failure === undefined || twist.isApplied === true;
		const made = isMade ? make() : undefined;
		await twist.held;
		open.set(call.name, (open.get(call.name) ?? 1) - 1);
		return {
			outcome: twist.failure === undefined && made ? made : failed(twist.failure ?? lost),
			serviceTime: twist.says === undefined ? serviceTime : twist.says(serviceTime),
			roundTrip: twist.roundTrip ?? milliseconds(0),
		};
	};

	return {
		world,
		says,
		log,
		/** Its clock stops: a simulation that is frozen. */
		standStill(): void {
			stoodStillAt = clock.now();
		},
		service: {
			...serviceOf({world, says, options}, reply),
			tryAgain(): void {
				signIns += 1;
			},
		},
		/** How often it was told to sign in again. */
		signIns: () => signIns,
		/** Does something else with the next call of this name; several wait in a row. */
		next(name: CallName, ...more: readonly Twist[]): void {
			twists.set(name, [...(twists.get(name) ?? []), ...more]);
		},
		/** Forgets what was to be done with the next calls of this name. */
		drop(name: CallName): void {
			twists.delete(name);
		},
		/** Does something else with every call of this name, until told otherwise. */
		always(name: CallName, twist: Twist | undefined): void {
			if (twist === undefined) {
				standing.delete(name);
			} else {
				standing.set(name, twist);
			}
		},
		/** The requests that change something, in order. */
		changes: () => log.filter(({name}) => changing.has(name)),
		count: (name: CallName) => log.filter((call) => call.name === name).length,
		openCalls: (name: CallName) => open.get(name) ?? 0,
		/** The most changing requests that were on their way at one moment. */
		mostOpen: () => mostOpen,
	};
}

/** A failure after which nobody knows whether the request was carried out. */
export const lost: Failure = {kind: 'timeout', phase: 'response', wasSent: true};
export const away: Failure = {kind: 'timeout', phase: 'connect', wasSent: false};

function sumOf(open: ReadonlyMap<CallName, number>, names: ReadonlySet<CallName>): number {
	return [...open].reduce((sum, [name, count]) => (names.has(name) ? sum + count : sum), 0);
}

export type World = ReturnType<typeof createWorld>;

function createWorld({users, groups}: FakeOptions) {
	const rows = new Map(users.map((user) => [user.id as string, user]));
	const groupRows = new Map(groups.map((group) => [group.id as string, group]));
	const removals: Array<{readonly id: User['id']; readonly revision: number}> = [];
	/** Every change has a key of its own, and is sent once. */
	const keys = new Set<string>();
	let revision = 1;
	return {
		users: rows,
		groups: groupRows,
		removals,
		keys,
		revision: () => revision,
		user: (id: string) => rows.get(id),
		/** Somebody else, or the service itself, changes a user. */
		change(id: string, fields: Partial<User>): User | undefined {
			const known = rows.get(id);
			if (known === undefined) {
				return undefined;
			}

			revision += 1;
			const next = {...known, version: known.version + 1, revision, ...fields};
			rows.set(id, next);
			return next;
		},
		changeGroup(id: string, fields: Partial<Group>): Group | undefined {
			const known = groupRows.get(id);
			if (known === undefined) {
				return undefined;
			}

			revision += 1;
			const next = {...known, version: known.version + 1, revision, ...fields};
			groupRows.set(id, next);
			return next;
		},
		add(user: User): void {
			revision += 1;
			rows.set(user.id, {...user, revision});
		},
		remove(id: string): void {
			const known = rows.get(id);
			if (known !== undefined) {
				revision += 1;
				rows.delete(id);
				removals.push({id: known.id, revision});
			}
		},
	};
}

type Replier = <Value>(call: Call, make: () => Outcome<Value>) => Promise<Reply<Value>>;

const gone = failed({kind: 'missing'});

type Source = {readonly world: World; readonly says: Besides; readonly options: FakeOptions};

function serviceOf(source: Source, reply: Replier): Omit<SyncService, 'tryAgain'> {
	const {world, says} = source;
	const guarded = <Value>(
		call: Call & {readonly guard: Guard},
		now: {readonly version: number} | undefined,
		make: () => Outcome<Value>,
	) =>
		reply(call, (): Outcome<Value> => {
			if (world.keys.has(call.guard.key)) {
				throw new Error(`The key ${call.guard.key} was sent twice.`);
			}

			world.keys.add(call.guard.key);
			if (now === undefined) {
				return gone;
			}

			if (now.version !== call.guard.version) {
				const problem = {...problemOf({code: 'version-mismatch'}), ...says.problem};
				return failed({kind: 'conflict', problem});
			}

			return make();
		});
	const userAfter = (user: User | undefined): Outcome<UserReply> =>
		user === undefined
			? gone
			: success({user, ...(says.notice !== undefined && {notice: says.notice})});
	const removal = (id: User['id']): Outcome<Removed> => {
		world.remove(id);
		return success({id, mayLeaveData: says.mayLeaveData ?? false});
	};

	return {
		...readingOf(source, reply),
		changeUser: async (id, syncStatus, guard) =>
			guarded({name: 'changeUser', about: `${id} ${syncStatus}`, guard}, world.user(id), () =>
				userAfter(world.change(id, {syncStatus, hold: 'none'})),
			),
		deleteUser: async (id, guard) =>
			guarded({name: 'deleteUser', about: id, guard}, world.user(id), () => removal(id)),
		forceDeleteUser: async (id, reason, guard) =>
			guarded(
				{name: 'forceDeleteUser', about: reason === '' ? id : `${id}: ${reason}`, guard},
				world.user(id),
				() => removal(id),
			),
		uninitializeUser: async (id, guard) =>
			guarded({name: 'uninitializeUser', about: id, guard}, world.user(id), () =>
				userAfter(world.change(id, {mailboxStatus: 'notInitialized', syncStatus: 'disabled'})),
			),
		synchronizeUser: async (id, guard) =>
			guarded({name: 'synchronizeUser', about: id, guard}, world.user(id), () =>
				userAfter(
					world.change(id, {
						batch: batchOf('queued', id, {id: `b-${id}-${world.revision()}`, kind: 'forced'}),
					}),
				),
			),
		async changeGroup(id, syncStatus, guard) {
			const call = {name: 'changeGroup', about: `${id} ${syncStatus}`, guard} as const;
			return guarded(call, world.groups.get(id), () => {
				const group = world.changeGroup(id, {syncStatus});
				return group === undefined ? gone : success({group});
			});
		},
	};
}

type Reading = Omit<
	SyncService,
	| 'changeUser'
	| 'deleteUser'
	| 'forceDeleteUser'
	| 'uninitializeUser'
	| 'synchronizeUser'
	| 'changeGroup'
	| 'tryAgain'
>;

function readingOf({world, says, options}: Source, reply: Replier): Reading {
	const ids = () => [...world.users.keys()].toSorted((one, other) => (one < other ? -1 : 1));
	return {
		session: async () =>
			reply({name: 'session', about: ''}, () => success(options.session ?? sessionOf())),
		overview: async () =>
			reply({name: 'overview', about: ''}, () =>
				success({
					...overviewOf({revision: world.revision()}),
					groups: readable([...world.groups.values()]),
					...says.overview,
				}),
			),
		listUsers: async ({limit, after}) =>
			reply({name: 'listUsers', about: after ?? 'start'}, () => {
				const rest = ids().filter((id) => after === undefined || id > after);
				const page = rest.slice(0, Math.min(limit, options.pageLength ?? limit));
				const rows = page.flatMap((id) => world.users.get(id) ?? []);
				const last = rows.at(-1);
				return success({
					revision: world.revision(),
					total: world.users.size,
					rows: {rows, unreadable: says.unreadableUsers ?? []},
					...(last !== undefined && rest.length > page.length && {next: last.id}),
					...(says.next !== undefined && {next: says.next}),
				});
			}),
		changes: async (since) =>
			reply({name: 'changes', about: String(since)}, () =>
				success(
					since === world.revision()
						? 'unchanged'
						: {
								...changesOf({revision: world.revision()}),
								users: readable([...world.users.values()].filter((row) => row.revision > since)),
								groups: readable([...world.groups.values()].filter((row) => row.revision > since)),
								removedUsers: world.removals
									.filter((removal) => removal.revision > since)
									.map(({id}) => id),
								...says.changes,
							},
				),
			),
		getUser: async (id) =>
			reply({name: 'getUser', about: id}, () => {
				const user = world.user(id);
				return user === undefined ? gone : success({user});
			}),
		getGroup: async (id) =>
			reply({name: 'getGroup', about: id}, () => {
				const group = world.groups.get(id);
				return group === undefined ? gone : success({group});
			}),
		listBatches: async (id) =>
			reply({name: 'listBatches', about: id}, () => {
				const batch = world.user(id)?.batch;
				return success({batches: says.batches ?? readable(batch === undefined ? [] : [batch])});
			}),
		listUserActivity: async (id) =>
			reply({name: 'listUserActivity', about: id}, () =>
				success({activity: says.activity ?? readable([])}),
			),
		getBatch: async (id) =>
			reply({name: 'getBatch', about: id}, () => {
				const batch = [...world.users.values()].find((user) => user.batch?.id === id)?.batch;
				return batch === undefined ? gone : success({batch, issues: says.issues ?? readable([])});
			}),
		checkConnectivity: async (id) =>
			reply({name: 'checkConnectivity', about: id}, () =>
				success(connectivityOf(options.isReachable ?? true)),
			),
	};
}
