import {type GroupRecord, type UserRecord} from './records.ts';

/**
How many users there are of each sort, kept with every change instead of being counted anew. Whoever changes a user takes them
out first and puts them back after, so the figures always equal a count of the rows.
*/
export type Tally = {
	users: number;
	active: number;
	withIssues: number;
	suspended: number;
	notConfigured: number;
	newUsers: number;
	addInUsers: number;
	queued: number;
	running: number;
	readonly byServer: number[];
};

export function createTally(servers: number): Tally {
	return {
		users: 0,
		active: 0,
		withIssues: 0,
		suspended: 0,
		notConfigured: 0,
		newUsers: 0,
		addInUsers: 0,
		queued: 0,
		running: 0,
		byServer: Array.from({length: servers}, () => 0),
	};
}

/** Counts a user in (1) or out (-1). */
export function tallyUser(
	tally: Tally,
	user: UserRecord,
	{groups, by}: {readonly groups: readonly GroupRecord[]; readonly by: 1 | -1},
): void {
	if (user.isRemoved) {
		return;
	}

	tally.users += by;
	tally.notConfigured += user.mailboxStatus === 'notInitialized' ? by : 0;
	tally.newUsers += user.isNew ? by : 0;
	tally.addInUsers += user.usesAddIn ? by : 0;
	const server = groups[user.groupIndex]?.serverIndex ?? 0;
	tally.byServer[server] = (tally.byServer[server] ?? 0) + by;
	tallyBatch(tally, user, by);
}

function tallyBatch(tally: Tally, user: UserRecord, by: 1 | -1): void {
	switch (user.batch?.state) {
		case 'queued': {
			tally.active += by;
			tally.queued += by;
			return;
		}

		case 'running': {
			tally.active += by;
			tally.running += by;
			return;
		}

		case 'finishedWithIssues': {
			tally.withIssues += by;
			return;
		}

		case 'suspended': {
			tally.suspended += by;
			return;
		}

		case 'finished':
		case 'interrupted':
		case undefined:
	}
}
