import {type SafeText} from '../../contract/text.ts';
import {type Knowledge} from '../../knowledge/cause.ts';
import {type Kind} from '../../knowledge/kind.ts';
import {type RowChange} from '../tally.ts';
import {type UserFacts} from '../user-facts.ts';
import {type CauseOfRow, causesOf} from './causes-of-row.ts';

/** What is known of one cause: whom it hits now, and what came of those whom it had hit. */
export type Cause = {
	/** Stands for the cause in the filter language, in files and in the clipboard. */
	readonly key: string;
	readonly title: SafeText;
	/** What the catalogue knows of it; nothing where no entry fits. */
	readonly kind: Kind | undefined;
	/** One failure as it came. */
	readonly example: {readonly code: SafeText; readonly text: SafeText};
	/** Users whom it hits: suspended, failing but tried again, or with issues in a batch that went on. */
	readonly users: number;
	readonly suspended: number;
	/** Of the suspended, those whom the service still holds; the others wait for their next batch. */
	readonly held: number;
	readonly failing: number;
	readonly withIssues: number;
	/** Objects that could not be synchronized. */
	readonly issues: number;
	/** Users of each group. */
	readonly byGroup: ReadonlyMap<string, number>;
	/** How many are hit since which minute of the service's clock. */
	readonly since: ReadonlyMap<number, number>;
	/** Users who were hit and whose next batch is on its way. */
	readonly trying: number;
	/** Batches of users who had been hit that ended well, since the users were first read. */
	readonly recovered: number;
	/** Of these, those since the last batch that failed so: while a cause goes on, the few that end well prove nothing. */
	readonly proved: number;
	/** Batches of users who had been hit that failed so again. */
	readonly failedAgain: number;
	/** The most users at a time. */
	readonly peak: number;
};

/** All causes that hit somebody, or did while this program watched. Brought up to date by the rows that changed. */
export type CauseIndex = {
	readonly knowledge: Knowledge;
	readonly byKey: ReadonlyMap<string, Cause>;
	/** By user id: which cause had hit a user whose next batch is on its way. */
	readonly trying: ReadonlyMap<string, string>;
};

const keptGone = 200;

export function noCauses(knowledge: Knowledge): CauseIndex {
	return {knowledge, byKey: new Map(), trying: new Map()};
}

/** The causes after some rows changed. Costs what changed, and a copy of what is told of each cause that is touched. */
export function recause(index: CauseIndex, changes: readonly RowChange[]): CauseIndex {
	const edit = new CauseEdit(index);
	for (const {before, after} of changes) {
		const was = before === undefined ? [] : causesOf(index.knowledge, before);
		const is = after === undefined ? [] : causesOf(index.knowledge, after);
		if (was.length > 0 || is.length > 0) {
			for (const row of was) {
				edit.add(row, before, -1);
			}

			for (const row of is) {
				edit.add(row, after, 1);
				if (isNewFailure(row, before, after)) {
					edit.disprove(row.key);
				}
			}
		}

		follow(edit, {before, after, was, is});
	}

	return edit.done();
}

function isNewFailure(
	{role}: CauseOfRow,
	before: UserFacts | undefined,
	after: UserFacts | undefined,
): boolean {
	return (
		role !== 'issues' &&
		(before?.batch?.state !== after?.batch?.state ||
			before?.batch?.endedAt !== after?.batch?.endedAt)
	);
}

type Followed = RowChange & {
	readonly was: readonly CauseOfRow[];
	readonly is: readonly CauseOfRow[];
};

// Who was hit and has a batch on its way is remembered until it ends: that is how a repair shows.
function follow(edit: CauseEdit, {before, after, was, is}: Followed): void {
	const id = after?.id ?? before?.id;
	if (id === undefined) {
		return;
	}

	const hit = was.find(({role}) => role !== 'issues')?.key ?? edit.triedOf(id);
	if (hit === undefined) {
		return;
	}

	const state = after?.batch?.state;
	if (state === 'queued' || state === 'running') {
		edit.try(id, hit);
		return;
	}

	const isAnew = before?.batch?.endedAt !== after?.batch?.endedAt;
	edit.settle(id, hit, {
		isWell: state === 'finished' || state === 'finishedWithIssues',
		isAgain: isAnew && is.some(({key, role}) => key === hit && role !== 'issues'),
	});
}

type Mutable<Value> = {-readonly [Key in keyof Value]: Value[Key]};

type OpenCause = Mutable<Omit<Cause, 'byGroup' | 'since'>> & {
	byGroup: Map<string, number>;
	since: Map<number, number>;
};

/** Causes that are being brought up to date: what is touched is copied once. */
class CauseEdit {
	readonly #index: CauseIndex;
	readonly #open = new Map<string, OpenCause>();
	#trying: Map<string, string> | undefined;

	constructor(index: CauseIndex) {
		this.#index = index;
	}

	add(row: CauseOfRow, user: UserFacts | undefined, sign: 1 | -1): void {
		const cause = this.#cause(row.key, row);
		if (cause === undefined || user === undefined) {
			return;
		}

		cause.users += sign;
		cause[row.role === 'issues' ? 'withIssues' : row.role] += sign;
		cause.held += row.role === 'suspended' && user.hold !== 'none' ? sign : 0;
		cause.issues += sign * row.issues;
		cause.peak = Math.max(cause.peak, cause.users);
		count(cause.byGroup, user.groupId, sign);
		if (row.since !== undefined) {
			count(cause.since, Math.floor(row.since / 60_000), sign);
		}
	}

	/** A batch failed so: what ended well before proves nothing. */
	disprove(key: string): void {
		const cause = this.#cause(key);
		if (cause !== undefined) {
			cause.proved = 0;
		}
	}

	/** Which cause had hit a user whose next batch is on its way. */
	triedOf(id: string): string | undefined {
		return (this.#trying ?? this.#index.trying).get(id);
	}

	/** The next batch of a user who was hit is on its way. */
	try(id: string, key: string): void {
		if (this.triedOf(id) === key) {
			return;
		}

		this.#forget(id);
		const cause = this.#cause(key);
		if (cause !== undefined) {
			this.#trying ??= new Map(this.#index.trying);
			this.#trying.set(id, key);
			cause.trying += 1;
		}
	}

	/** It came to an end. */
	settle(
		id: string,
		key: string,
		{isWell, isAgain}: {readonly isWell: boolean; readonly isAgain: boolean},
	): void {
		this.#forget(id);
		const cause = isWell || isAgain ? this.#cause(key) : undefined;
		if (cause !== undefined) {
			cause.recovered += isWell ? 1 : 0;
			cause.proved += isWell ? 1 : 0;
			cause.failedAgain += isAgain ? 1 : 0;
		}
	}

	done(): CauseIndex {
		return this.#open.size === 0
			? this.#index
			: {
					...this.#index,
					byKey: bounded(new Map([...this.#index.byKey, ...this.#open])),
					trying: this.#trying ?? this.#index.trying,
				};
	}

	#cause(key: string, row?: CauseOfRow): OpenCause | undefined {
		const known =
			this.#open.get(key) ?? reopen(this.#index.byKey.get(key)) ?? (row && firstOf(row));
		if (known !== undefined) {
			this.#open.set(key, known);
		}

		return known;
	}

	#forget(id: string): void {
		const key = this.triedOf(id);
		if (key !== undefined) {
			this.#trying ??= new Map(this.#index.trying);
			this.#trying.delete(id);
			const cause = this.#cause(key);
			if (cause !== undefined) {
				cause.trying -= 1;
			}
		}
	}
}

function reopen(cause: Cause | undefined): OpenCause | undefined {
	return cause && {...cause, byGroup: new Map(cause.byGroup), since: new Map(cause.since)};
}

function firstOf({key, title, kind, example}: CauseOfRow): OpenCause {
	return {
		key,
		title,
		kind,
		example,
		users: 0,
		suspended: 0,
		held: 0,
		failing: 0,
		withIssues: 0,
		issues: 0,
		byGroup: new Map(),
		since: new Map(),
		trying: 0,
		recovered: 0,
		proved: 0,
		failedAgain: 0,
		peak: 0,
	};
}

function count<Key>(counts: Map<Key, number>, key: Key, by: number): void {
	const now = (counts.get(key) ?? 0) + by;
	if (now === 0) {
		counts.delete(key);
	} else {
		counts.set(key, now);
	}
}

// A service that never words a failure the same way must not fill the memory with causes that are gone.
function bounded(causes: Map<string, Cause>): ReadonlyMap<string, Cause> {
	if (causes.size <= keptGone) {
		return causes;
	}

	const gone = [...causes.values()].filter(({users, trying}) => users === 0 && trying === 0);
	for (const {key} of gone.slice(0, Math.max(0, gone.length - keptGone))) {
		causes.delete(key);
	}

	return causes;
}

/** The moment since when the first of those who are hit now is hit, to the minute, in milliseconds; nothing when that is not known. */
export function firstSeen({since}: Cause): number | undefined {
	let first: number | undefined;
	for (const minute of since.keys()) {
		first = first === undefined ? minute : Math.min(first, minute);
	}

	return first === undefined ? undefined : first * 60_000;
}
