import type * as z from 'zod';
import {activity, type Activity} from '../../source/contract/activity.ts';
import {batch, type Batch, issue, type Issue} from '../../source/contract/batch.ts';
import {type Changes, changes, type Overview, overview} from '../../source/contract/changes.ts';
import {connectivity, type Connectivity} from '../../source/contract/connectivity.ts';
import {group, type Group} from '../../source/contract/group.ts';
import {problem, type Problem} from '../../source/contract/problem.ts';
import {type UnreadableRow} from '../../source/contract/rows.ts';
import {session, type Session} from '../../source/contract/session.ts';
import {toSafe} from '../../source/contract/text.ts';
import {user, type User} from '../../source/contract/user.ts';

type Wire<Schema extends z.ZodType> = Partial<z.input<Schema>>;

/** A user in good order: enabled, with a mailbox on Outlook, whose last batch finished an hour ago. */
export function userOf(id: string, fields: Wire<typeof user> = {}): User {
	return user.parse({
		id,
		version: 1,
		revision: 1,
		name: `Name ${id}`,
		email: `${id}@example.com`,
		groupId: 'g-1',
		syncStatus: 'enabled',
		mailboxStatus: 'initialized',
		hold: 'none',
		mailPlatform: 'outlook',
		batch: batchOn('finished', id),
		...fields,
	});
}

export function groupOf(id: string, fields: Wire<typeof group> = {}): Group {
	return group.parse({
		id,
		version: 1,
		revision: 1,
		externalId: `external-${id}`,
		name: `Group ${id}`,
		mailboxAccessType: 'office365OAuth',
		syncStatus: 'enabled',
		...fields,
	});
}

/** A batch as the wire tells it, for the field of a user. */
export function batchOn(
	state: string,
	userId: string,
	fields: Wire<typeof batch> = {},
): z.input<typeof batch> {
	return {
		id: `b-${userId}`,
		userId,
		state,
		kind: 'scheduled',
		queuedAt: '2026-11-22T02:00:00.000Z',
		startedAt: '2026-11-22T02:00:05.000Z',
		endedAt: '2026-11-22T02:00:30.000Z',
		issues: 0,
		...fields,
	};
}

export function batchOf(state: string, userId: string, fields: Wire<typeof batch> = {}): Batch {
	return batch.parse(batchOn(state, userId, fields));
}

export function issueOf(id: string, fields: Wire<typeof issue> = {}): Issue {
	return issue.parse({
		id,
		objectType: 'contact',
		name: `Contact ${id}`,
		direction: 'mailboxToCrm',
		operation: 'create',
		code: 'EX-1',
		severity: 'low',
		text: 'refused',
		at: '2026-11-22T02:00:20.000Z',
		...fields,
	});
}

export function activityOf(id: string): Activity {
	return activity.parse({
		id,
		at: '2026-11-22T02:00:00.000Z',
		actor: 'pat.admin',
		kind: 'syncDisabled',
		target: {type: 'user', id: 'u-1', name: 'u-1@example.com'},
	});
}

/** A row that cannot be read, with its id as far as it has one. */
export function unreadableRow(index: number, id?: string): UnreadableRow {
	return {
		index,
		id: id === undefined ? undefined : toSafe(id),
		path: toSafe('version'),
		expected: toSafe('a number'),
	};
}

export function sessionOf(fields: Wire<typeof session> = {}): Session {
	return session.parse({
		actor: 'pat.admin',
		tenant: 'contoso',
		mayChange: true,
		service: {name: 'Test', contract: 'sync-service/1'},
		...fields,
	});
}

const noCounts = {active: 0, withIssues: 0, suspended: 0, notConfigured: 0};

export function overviewOf(fields: Wire<typeof overview> = {}): Overview {
	return overview.parse({
		revision: 1,
		groups: [],
		dashboard: {users: 0, counts: noCounts},
		syncOptions: {status: 'running', mailServers: [], statistics: []},
		activity: [],
		...fields,
	});
}

export function changesOf(fields: Wire<typeof changes> = {}): Changes {
	return changes.parse({revision: 2, users: [], groups: [], activity: [], ...fields});
}

export function problemOf(fields: Wire<typeof problem> = {}): Problem {
	return problem.parse({code: 'not-permitted', ...fields});
}

export function connectivityOf(isReachable: boolean): Connectivity {
	const check = {isReachable, text: isReachable ? 'reachable' : 'no answer'};
	return connectivity.parse({
		at: '2026-11-22T03:00:00.000Z',
		mailbox: check,
		crm: {isReachable: true, text: 'reachable'},
	});
}
