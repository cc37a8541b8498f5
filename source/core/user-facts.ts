import {type Batch} from '../contract/batch.ts';
import {type User} from '../contract/user.ts';

/** What counts, scopes, orders and filters ask of a user. Every user has it; a packed row tells it without being unpacked. */
export type UserFacts = Pick<
	User,
	| 'id'
	| 'name'
	| 'email'
	| 'groupId'
	| 'syncStatus'
	| 'mailboxStatus'
	| 'hold'
	| 'holdSince'
	| 'mailPlatform'
	| 'mailServerId'
	| 'employeeNumber'
	| 'role'
	| 'notes'
	| 'consecutiveFailures'
	| 'intervalSeconds'
	| 'lastSynchronizedAt'
	| 'nextSynchronizationAt'
	| 'createdAt'
> & {readonly batch?: BatchFacts | undefined};

export type BatchFacts = Pick<
	Batch,
	'state' | 'issues' | 'queuedAt' | 'startedAt' | 'endedAt' | 'error' | 'issueKinds'
>;
