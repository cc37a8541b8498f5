import {type Batch} from '../contract/batch.ts';
import {type User} from '../contract/user.ts';

/** What counts, scopes and orders ask of a user. Every user has it; a packed row tells it without being unpacked. */
export type UserFacts = Pick<
	User,
	| 'id'
	| 'groupId'
	| 'syncStatus'
	| 'mailboxStatus'
	| 'hold'
	| 'holdSince'
	| 'consecutiveFailures'
	| 'lastSynchronizedAt'
	| 'nextSynchronizationAt'
> & {readonly batch?: BatchFacts | undefined};

export type BatchFacts = Pick<Batch, 'state' | 'issues' | 'endedAt' | 'error' | 'issueKinds'>;
