import {type UserPage} from '../contract/changes.ts';
import {failed, type Outcome, success} from '../contract/outcome.ts';
import {type PageRequest, type Reply} from '../contract/reply.ts';
import {readable} from '../contract/rows.ts';
import {type EpochMs, epochMs, milliseconds} from '../contract/time.ts';
import {type SyncService} from '../core/ports.ts';
import {type Clock} from '../platform/clock.ts';
import {Past, type Read} from './past.ts';
import {type Line} from './recording.ts';

/** A recording that is played as a service. */
export type Replay = {
	readonly service: SyncService;
	/** Time of the recording stands while nobody looks. */
	readonly setPaused: (isPaused: boolean) => void;
	/** All of it was played. */
	readonly hasEnded: () => boolean;
};

export type ReplayOptions = {
	/** In order; taken one after the other. */
	readonly lines: Iterable<Line>;
	/** Seconds of the recording a second; all of it at once where it is infinite. */
	readonly speed: number;
	readonly clock: Clock;
};

/** Answers from a recording what was asked of the service: the same questions get what was said by then. Nothing can be changed. */
export function createReplay({lines, speed, clock}: ReplayOptions): Replay {
	const past = new Past();
	const script = createScript(lines);
	// The first full read is there from the start, however long it took.
	for (let line = script.next(); line !== undefined; line = script.next()) {
		past.play(line);
		if (past.isWhole) {
			break;
		}
	}

	past.settle();
	const time = createTime(script.last()?.at ?? epochMs(0), speed, clock);
	/** Plays what was said by now, and answers from that. */
	const answer = async <Value>(look: () => Outcome<Value>): Promise<Reply<Value>> => {
		const now = time.now();
		for (let line = script.peek(); line !== undefined && line.at <= now; line = script.peek()) {
			script.next();
			past.play(line);
		}

		const hasEnded = script.peek() === undefined;
		return {
			outcome: look(),
			serviceTime: serviceTimeOf(script.last(), hasEnded ? undefined : now),
			roundTrip: milliseconds(0),
		};
	};

	return {
		setPaused(isPaused) {
			time.setPaused(isPaused);
		},
		hasEnded: () => script.peek() === undefined,
		service: {...details(answer), ...polled(past, answer)},
	};
}

type Answer = <Value>(look: () => Outcome<Value>) => Promise<Reply<Value>>;

function polled(
	past: Past,
	answer: Answer,
): Pick<SyncService, 'session' | 'overview' | 'changes' | 'listUsers' | 'getUser' | 'getGroup'> {
	return {
		session: async () => answer(() => past.session),
		overview: async () => answer(() => past.overview),
		changes: async (since) =>
			answer(() => {
				const found = past.changesAfter(since);
				if (past.outage !== undefined) {
					return failed(past.outage);
				}

				return found === 'startOver' ? failed({kind: 'startOver'}) : success(found);
			}),
		listUsers: async (page) =>
			answer(() => {
				const {users} = past;
				return users.ok ? success(pageOf(users.value, page)) : users;
			}),
		getUser: async (id) =>
			answer(() => {
				const {users} = past;
				const user = users.ok ? users.value.byId.get(id) : undefined;
				return user === undefined ? failed({kind: 'missing'}) : success({user});
			}),
		getGroup: async (id) =>
			answer(() => {
				const group = past.group(id);
				return group === undefined ? failed({kind: 'missing'}) : success({group});
			}),
	};
}

// Details were not recorded, and nobody is there to change anything.
function details(answer: Answer) {
	const nothing = async (): Promise<Reply<never>> => answer(() => failed({kind: 'notRecorded'}));
	return {
		listBatches: nothing,
		listUserActivity: nothing,
		getBatch: nothing,
		checkConnectivity: nothing,
		changeUser: nothing,
		deleteUser: nothing,
		forceDeleteUser: nothing,
		uninitializeUser: nothing,
		synchronizeUser: nothing,
		changeGroup: nothing,
		tryAgain: () => undefined,
	};
}

function pageOf({ids, byId, revision}: Read, {limit, after}: PageRequest): UserPage {
	const from = after === undefined ? 0 : firstAfter(ids, after);
	const page = ids.slice(from, from + limit);
	const last = page.at(-1);
	return {
		revision,
		total: ids.length,
		rows: readable(page.flatMap((id) => byId.get(id) ?? [])),
		...(from + limit < ids.length && last !== undefined && {next: last}),
	};
}

function firstAfter(ids: readonly string[], after: string): number {
	let [low, high] = [0, ids.length];
	while (low < high) {
		const middle = Math.floor((low + high) / 2);
		if ((ids[middle] ?? '') <= after) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}

	return low;
}

// The service's clock as it was said last, carried on; it stands when all was played.
function serviceTimeOf(line: Line | undefined, now: EpochMs | undefined): EpochMs {
	if (line === undefined) {
		return epochMs(0);
	}

	const said = line.service ?? line.at;
	return epochMs(said + (now === undefined ? 0 : Math.max(0, now - line.at)));
}

function createScript(lines: Iterable<Line>) {
	const iterator = lines[Symbol.iterator]();
	let last: Line | undefined;
	const take = (): Line | undefined => {
		const {done, value} = iterator.next();
		return done === true ? undefined : value;
	};
	let ahead = take();
	return {
		peek: () => ahead,
		last: () => last,
		next(): Line | undefined {
			const line = ahead;
			last = line ?? last;
			ahead = line === undefined ? undefined : take();
			return line;
		},
	};
}

function createTime(start: EpochMs, speed: number, clock: Clock) {
	let base: number = start;
	let since = clock.elapsed();
	let isPaused = false;
	const isAtOnce = !Number.isFinite(speed);
	const now = (): EpochMs =>
		epochMs(
			isAtOnce
				? Number.MAX_SAFE_INTEGER
				: base + (isPaused ? 0 : (clock.elapsed() - since) * speed),
		);
	return {
		now,
		setPaused(wanted: boolean) {
			if (wanted !== isPaused && !isAtOnce) {
				base = now();
				since = clock.elapsed();
				isPaused = wanted;
			}
		},
	};
}
