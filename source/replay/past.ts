import {type Activity} from '../contract/activity.ts';
import {type Changes, type Overview} from '../contract/changes.ts';
import {type Group} from '../contract/group.ts';
import {type GroupId, type UserId} from '../contract/id.ts';
import {type Failure, type Outcome, failed, success} from '../contract/outcome.ts';
import {milliseconds} from '../contract/time.ts';
import {readable} from '../contract/rows.ts';
import {type Session} from '../contract/session.ts';
import {type User} from '../contract/user.ts';
import {type Line, type RecordedFailure} from './recording.ts';

/** All users at a moment, in the order of ids. */
export type Read = {
	readonly revision: number;
	readonly ids: readonly UserId[];
	readonly byId: ReadonlyMap<UserId, User>;
};

/** A full read as it comes in: two questions, answered in any order. */
type Reading = {
	overview: Outcome<Overview> | undefined;
	readonly users: Map<UserId, User>;
	isRead: boolean;
	hasUsers: boolean;
	revision: number;
	refusal: Failure | undefined;
};

type World = {
	/** The revision of the full read that it rests on. */
	readonly base: number;
	overview: Outcome<Overview>;
	readonly users: Map<UserId, User>;
	readonly groups: Map<GroupId, Group>;
	readonly refusal: Failure | undefined;
	revision: number;
	ids: readonly UserId[] | undefined;
	readonly played: Changes[];
};

const keptActivity = 500;

/** What the service was like at a moment of a recording, brought forward line by line. */
export class Past {
	#session: Outcome<Session> = failed({kind: 'notRecorded'});
	#outage: Failure | undefined;
	#reading = newReading();
	#world: World | undefined;

	play(line: Line): void {
		this.#outage = undefined;
		switch (line.said) {
			case 'nothing': {
				this.#playNothing(line.asked, failureOf(line.failure));
				return;
			}

			case 'session': {
				this.#session = success(line.value);
				return;
			}

			case 'overview': {
				const isAnother = this.#reading.overview !== undefined;
				this.#reading = isAnother ? newReading() : this.#reading;
				this.#reading.overview = success(line.value);
				this.#reading.revision = Math.min(this.#reading.revision, line.value.revision);
				this.#commitIfWhole();
				return;
			}

			case 'users': {
				this.#playUsers(line);
				return;
			}

			case 'changes': {
				if (this.#world !== undefined) {
					apply(this.#world, line.value);
				}

				return;
			}

			case 'unchanged':
		}
	}

	/** A full read was played to its end: there is something to show. */
	get isWhole(): boolean {
		return this.#world !== undefined;
	}

	/** Why nothing was answered at this moment, if so. */
	get outage(): Failure | undefined {
		return this.#outage;
	}

	get session(): Outcome<Session> {
		return this.#session;
	}

	get overview(): Outcome<Overview> {
		return this.#world === undefined ? failed(this.#missing) : overviewOf(this.#world);
	}

	get users(): Outcome<Read> {
		return this.#world === undefined ? failed(this.#missing) : usersOf(this.#world);
	}

	group(id: GroupId): Group | undefined {
		return this.#world?.groups.get(id);
	}

	/** What changed after a revision, the first part of it; `startOver` where another full read lies between. */
	changesAfter(since: number): Changes | 'unchanged' | 'startOver' {
		return this.#world === undefined ? 'unchanged' : changesAfter(this.#world, since);
	}

	/** Shows what there is of a read that was never played to its end. */
	settle(): void {
		const {overview, hasUsers} = this.#reading;
		if (this.#world === undefined && (overview !== undefined || hasUsers)) {
			this.#commit();
		}
	}

	// Before anything was read, why that was.
	get #missing(): Failure {
		return this.#outage ?? {kind: 'notRecorded'};
	}

	#playUsers({after, value}: Extract<Line, {said: 'users'}>): void {
		// A list that begins anew belongs to another read.
		if (after === undefined && this.#reading.hasUsers) {
			this.#reading = {...newReading(), overview: this.#reading.overview};
		}

		const reading = this.#reading;
		reading.hasUsers = true;
		reading.revision = Math.min(reading.revision, value.revision);
		reading.isRead = value.next === undefined;
		for (const user of value.rows.rows) {
			reading.users.set(user.id, user);
		}

		this.#commitIfWhole();
	}

	// What is refused alone is missing beside what was told; all else is an outage.
	#playNothing(asked: 'session' | 'overview' | 'users' | 'changes', failure: Failure): void {
		if (asked === 'changes' || !isOfOnePart(failure)) {
			this.#outage = failure;
		} else if (asked === 'session') {
			this.#session = failed(failure);
		} else if (asked === 'overview') {
			this.#reading.overview = failed(failure);
		} else {
			this.#reading.refusal = failure;
			this.#reading.isRead = true;
		}

		this.#commitIfWhole();
	}

	#commitIfWhole(): void {
		if (this.#reading.overview !== undefined && this.#reading.isRead) {
			this.#commit();
		}
	}

	#commit(): void {
		this.#world = worldOf(this.#reading);
		this.#reading = newReading();
	}
}

function newReading(): Reading {
	return {
		overview: undefined,
		users: new Map(),
		isRead: false,
		hasUsers: false,
		revision: Number.MAX_SAFE_INTEGER,
		refusal: undefined,
	};
}

function worldOf({
	overview = failed({kind: 'notRecorded'}),
	users,
	revision,
	refusal,
}: Reading): World {
	const groups = overview.ok ? overview.value.groups.rows : [];
	return {
		base: revision,
		overview,
		users,
		groups: new Map(groups.map((group) => [group.id, group])),
		refusal,
		revision,
		ids: undefined,
		played: [],
	};
}

function overviewOf({overview, groups, revision}: World): Outcome<Overview> {
	return overview.ok
		? success({...overview.value, revision, groups: readable([...groups.values()])})
		: overview;
}

function usersOf(world: World): Outcome<Read> {
	if (world.refusal !== undefined) {
		return failed(world.refusal);
	}

	world.ids ??= [...world.users.keys()].toSorted((one, other) => (one < other ? -1 : 1));
	return success({revision: world.revision, ids: world.ids, byId: world.users});
}

function apply(world: World, value: Changes): void {
	const {users, groups} = world;
	for (const user of value.users.rows) {
		world.ids = users.has(user.id) ? world.ids : undefined;
		users.set(user.id, user);
	}

	for (const id of value.removedUsers) {
		world.ids = undefined;
		users.delete(id);
	}

	for (const group of value.groups.rows) {
		groups.set(group.id, group);
	}

	for (const id of value.removedGroups) {
		groups.delete(id);
	}

	world.revision = Math.max(world.revision, value.revision);
	world.played.push(value);
	if (world.overview.ok) {
		const {value: before} = world.overview;
		world.overview = success({
			...before,
			dashboard: value.dashboard ?? before.dashboard,
			syncOptions: value.syncOptions ?? before.syncOptions,
			activity: readable(joined(before.activity.rows, value.activity.rows)),
		});
	}
}

function joined(before: readonly Activity[], added: readonly Activity[]): readonly Activity[] {
	return added.length === 0 ? before : [...before, ...added].slice(-keptActivity);
}

function changesAfter(world: World, since: number): Changes | 'unchanged' | 'startOver' {
	if (since < world.base) {
		return 'startOver';
	}

	const at = world.played.findIndex(({revision}) => revision > since);
	const first = world.played[at];
	return first === undefined ? 'unchanged' : {...first, more: at < world.played.length - 1};
}

function isOfOnePart({kind}: Failure): boolean {
	return ['forbidden', 'missing', 'broken', 'malformed', 'tooLarge', 'tooMany'].includes(kind);
}

const soon = milliseconds(2000);

/** A failure as it is told again. Nothing was sent, and nobody asks to be left alone for long. */
function failureOf(failure: RecordedFailure): Failure {
	switch (failure.kind) {
		case 'unreachable': {
			return {...failure, wasSent: false};
		}

		case 'timeout': {
			return {...failure, wasSent: false};
		}

		case 'throttled': {
			return {...failure, retryAfter: {kind: 'delay', delay: soon}};
		}

		case 'unauthorized': {
			const {reason} = failure;
			return {kind: 'unauthorized', ...(reason !== undefined && {reason})};
		}

		case 'forbidden':
		case 'missing': {
			const {kind, detail} = failure;
			return {kind, ...(detail !== undefined && {detail})};
		}

		case 'broken': {
			const {kind, status, detail} = failure;
			return {kind, status, ...(detail !== undefined && {detail})};
		}

		default: {
			return failure;
		}
	}
}
