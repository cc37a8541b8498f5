import {type BatchState} from '../../source/contract/batch.ts';
import {type GroupId, type PlainId, type UserId} from '../../source/contract/id.ts';
import {type EpochMs, type Milliseconds} from '../../source/contract/time.ts';
import {type BatchFailure} from './batch-failures.ts';

// The only mutable data of the simulator: a million users are changed in place, by `change.ts` alone.

export type SyncStatus = 'enabled' | 'disabled';
export type HoldKind = 'none' | 'authorization' | 'throttling' | 'other';
export type BatchKind = 'scheduled' | 'forced' | 'first';

export type BatchRecord = {
	/** Counts a user's batches from 1. */
	readonly number: number;
	readonly kind: BatchKind;
	readonly queuedAt: EpochMs;
	state: BatchState;
	startedAt: EpochMs | undefined;
	endedAt: EpochMs | undefined;
	scope: number;
	changes: number;
	issues: number;
	failure: BatchFailure | undefined;
};

export type UserRecord = {
	readonly index: number;
	readonly id: UserId;
	readonly employeeNumber: string;
	readonly role: 'user' | 'groupAdmin' | 'platformAdmin';
	readonly createdAt: EpochMs;
	/** The mailbox was initialized when the simulation started. */
	readonly hadMailbox: boolean;
	name: string;
	email: string;
	notes: string | undefined;
	groupIndex: number;
	syncStatus: SyncStatus;
	mailboxStatus: 'initialized' | 'notInitialized';
	hold: HoldKind;
	holdSince: EpochMs | undefined;
	/** Failed sessions in a row. */
	failures: number;
	/** 0, 1 or 2: the interval is doubled so often because nothing happens in the mailbox. */
	idleLevel: number;
	/** How often in a row the CRM's quota was short; each time adds two hours. */
	quotaLevel: number;
	lastSynchronizedAt: EpochMs | undefined;
	nextSynchronizationAt: EpochMs | undefined;
	lastAddInUseAt: EpochMs | undefined;
	updatedAt: EpochMs;
	version: number;
	revision: number;
	/** Who changed last what a decision rests on. */
	changedBy: string | undefined;
	/** The current batch: the latest one. */
	batch: BatchRecord | undefined;
	/** Batches before the current one, newest first, since the simulation started. */
	earlier: BatchRecord[];
	/** Only the event that carries this number is still wanted. */
	plan: number;
	isRemoved: boolean;
	/** As counted on the dashboard; looked at anew each midnight. */
	isNew: boolean;
	usesAddIn: boolean;
};

export type GroupRecord = {
	readonly index: number;
	readonly id: GroupId;
	readonly externalId: string;
	readonly accessType:
		| 'exchangeDirectLogon'
		| 'exchangeImpersonation'
		| 'office365OAuth'
		| 'googleCustomApp';
	readonly isDefault: boolean;
	readonly serverIndex: number;
	name: string;
	syncStatus: SyncStatus;
	updatedAt: EpochMs;
	version: number;
	revision: number;
	changedBy: string | undefined;
};

export type ServerRecord = {
	readonly index: number;
	readonly id: PlainId;
	readonly name: string;
	readonly platform: 'outlook' | 'google';
	readonly host: string;
	readonly usualLatency: Milliseconds;
	state: 'connected' | 'throttled' | 'lost';
	since: EpochMs;
	checkedAt: EpochMs;
	latency: Milliseconds | undefined;
};

export type ActivityRecord = {
	readonly id: PlainId;
	readonly revision: number;
	readonly at: EpochMs;
	readonly actor: string;
	readonly kind: ActivityKind;
	readonly target: {
		readonly type: 'user' | 'group' | 'service';
		readonly id: PlainId;
		readonly name: string;
	};
	readonly detail: string | undefined;
};

export type ActivityKind =
	| 'userAdded'
	| 'userRemoved'
	| 'userForceRemoved'
	| 'syncEnabled'
	| 'syncDisabled'
	| 'suspendedByAuthorization'
	| 'suspendedByThrottling'
	| 'suspendedByOther'
	| 'holdLifted'
	| 'mailboxInitialized'
	| 'mailboxUninitialized'
	| 'syncForced'
	| 'groupChanged'
	| 'mailServerLost'
	| 'mailServerConnected';
