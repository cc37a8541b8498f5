import {type DashboardCounts} from '../contract/dashboard.ts';
import {type UserFacts} from './user-facts.ts';

/** The criteria behind the four counts of the Dashboard, in the order of the screen. */
export const countNames = ['active', 'withIssues', 'suspended', 'notConfigured'] as const;
export type CountName = (typeof countNames)[number];

/**
Whether a user belongs to a count: the three batch counts look at the user's current batch, the fourth at the mailbox.
The number on the dashboard and the rows that it opens both come from here, so they cannot differ.
*/
export function belongsTo(name: CountName, user: UserFacts): boolean {
	switch (name) {
		case 'active': {
			return user.batch?.state === 'queued' || user.batch?.state === 'running';
		}

		case 'withIssues': {
			return user.batch?.state === 'finishedWithIssues';
		}

		case 'suspended': {
			return user.batch?.state === 'suspended';
		}

		case 'notConfigured': {
			return user.mailboxStatus === 'notInitialized';
		}
	}
}

/** Failed sessions in a row after which a user is about to be suspended: the tenth suspends. */
const nearSuspension = 7;

export function isNearSuspension(user: UserFacts): boolean {
	return user.hold === 'none' && (user.consecutiveFailures ?? 0) >= nearSuspension;
}

/** Sums over users, kept up to date row by row. */
export type Sums = DashboardCounts & {
	readonly users: number;
	readonly disabled: number;
	readonly onHold: number;
	/** On hold, and enabled by their own status. */
	readonly heldEnabled: number;
	/** With a synchronization status that a newer service has. */
	readonly unrecognized: number;
	readonly nearSuspension: number;
	readonly running: number;
	readonly issues: number;
};

/** Sums over all users and over the members of each group. */
export type Tally = {readonly all: Sums; readonly byGroup: ReadonlyMap<string, Sums>};

export const noSums: Sums = {
	users: 0,
	active: 0,
	withIssues: 0,
	suspended: 0,
	notConfigured: 0,
	disabled: 0,
	onHold: 0,
	heldEnabled: 0,
	unrecognized: 0,
	nearSuspension: 0,
	running: 0,
	issues: 0,
};

export const emptyTally: Tally = {all: noSums, byGroup: new Map()};

/** One row that came, went or changed: what it was and what it is. */
export type RowChange = {
	readonly before: UserFacts | undefined;
	readonly after: UserFacts | undefined;
};

/** The tally after some rows changed. Costs what changed, and a copy of the list of groups. */
export function retally(tally: Tally, changes: readonly RowChange[]): Tally {
	if (changes.length === 0) {
		return tally;
	}

	const all = {...tally.all};
	const byGroup = new Map(tally.byGroup);
	const opened = new Map<string, Mutable<Sums>>();
	const sumsOf = (groupId: string): Mutable<Sums> => {
		let sums = opened.get(groupId);
		if (sums === undefined) {
			sums = {...(byGroup.get(groupId) ?? noSums)};
			opened.set(groupId, sums);
			byGroup.set(groupId, sums);
		}

		return sums;
	};

	for (const {before, after} of changes) {
		if (before !== undefined) {
			add(all, before, -1);
			add(sumsOf(before.groupId), before, -1);
		}

		if (after !== undefined) {
			add(all, after, 1);
			add(sumsOf(after.groupId), after, 1);
		}
	}

	return {all, byGroup};
}

type Mutable<Value> = {-readonly [Key in keyof Value]: Value[Key]};

function add(sums: Mutable<Sums>, user: UserFacts, sign: 1 | -1): void {
	sums.users += sign;
	for (const name of countNames) {
		sums[name] += belongsTo(name, user) ? sign : 0;
	}

	sums.disabled += user.syncStatus === 'disabled' ? sign : 0;
	sums.onHold += user.hold === 'none' ? 0 : sign;
	sums.heldEnabled += user.hold !== 'none' && user.syncStatus === 'enabled' ? sign : 0;
	sums.unrecognized += user.syncStatus === 'enabled' || user.syncStatus === 'disabled' ? 0 : sign;
	sums.nearSuspension += isNearSuspension(user) ? sign : 0;
	sums.running += user.batch?.state === 'running' ? sign : 0;
	sums.issues += sign * (user.batch?.issues ?? 0);
}
