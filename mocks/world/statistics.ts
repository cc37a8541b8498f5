import {type Random} from '../../source/platform/random.ts';
import {between, pickWeighted} from './chance.ts';
import {type ObjectType} from './issue-kinds.ts';

export type Direction = 'mailboxToCrm' | 'crmToMailbox';

/** What was synchronized since midnight UTC, for one kind of object in one direction. */
export type StatisticsRow = {
	readonly objectType: ObjectType;
	readonly direction: Direction;
	created: number;
	updated: number;
	deleted: number;
	failed: number;
};

// E-mails and files go one way only. Shares: mailbox to CRM 65 %.
const shares = [
	[6, 'file', 'mailboxToCrm'],
	[26, 'email', 'mailboxToCrm'],
	[18, 'appointment', 'mailboxToCrm'],
	[11, 'contact', 'mailboxToCrm'],
	[4, 'task', 'mailboxToCrm'],
	[12, 'appointment', 'crmToMailbox'],
	[19, 'contact', 'crmToMailbox'],
	[4, 'task', 'crmToMailbox'],
] as const;

export function createStatistics(): StatisticsRow[] {
	return shares.map(([, objectType, direction]) => ({
		objectType,
		direction,
		created: 0,
		updated: 0,
		deleted: 0,
		failed: 0,
	}));
}

/** Starts a new day. */
export function clearStatistics(rows: readonly StatisticsRow[]): void {
	for (const row of rows) {
		Object.assign(row, {created: 0, updated: 0, deleted: 0, failed: 0});
	}
}

/** Adds what one batch did. */
export function addToStatistics(
	rows: readonly StatisticsRow[],
	{changes, issues}: {readonly changes: number; readonly issues: number},
	random: Random,
): void {
	// A first batch moves thousands of objects: they are added in a few heaps instead of one by one.
	const heaps = Math.min(changes, 12);
	for (let heap = 0; heap < heaps; heap++) {
		const size = Math.floor(changes / heaps) + (heap < changes % heaps ? 1 : 0);
		const row = rows[drawRow(random)];
		if (row !== undefined) {
			row[drawOperation(random)] += size;
		}
	}

	const row = rows[drawRow(random)];
	if (row !== undefined) {
		row.failed += issues;
	}
}

function drawRow(random: Random): number {
	let left = random() * 100;
	return Math.max(
		0,
		shares.findIndex(([share]) => {
			left -= share;
			return left < 0;
		}),
	);
}

function drawOperation(random: Random): 'created' | 'updated' | 'deleted' {
	return pickWeighted(random, [
		[45, 'created'],
		[45, 'updated'],
		[10, 'deleted'],
	]);
}

/** Fills the rows with what a day until now has brought. */
export function seedStatistics(
	rows: readonly StatisticsRow[],
	{users, dayShare}: {readonly users: number; readonly dayShare: number},
	random: Random,
): void {
	// About forty changes a user and day.
	const total = users * 40 * dayShare;
	for (const [index, row] of rows.entries()) {
		const all = Math.round((total * (shares[index]?.[0] ?? 0)) / 100 + between(random, 0, 3));
		row.created = Math.round(all * 0.45);
		row.updated = Math.round(all * 0.45);
		row.deleted = Math.round(all * 0.1);
		row.failed = Math.round(all * 0.004);
	}
}
