import {type Activity} from '../contract/activity.ts';
import {type Batch, type Issue} from '../contract/batch.ts';
import {type Failure} from '../contract/outcome.ts';
import {type Milliseconds} from '../contract/time.ts';

/** Something read when it was opened: what we have, and what we are doing about it. */
export type Loaded<Value> = {
	readonly value: Value | undefined;
	readonly isAsking: boolean;
	/** Of a part that could not be read; what is known of it stays. */
	readonly failure: Failure | undefined;
	/** When a part that could not be read is asked for again, unless the row changes before. */
	readonly retryAt: Milliseconds | undefined;
	/** The revision of the row that it belongs to, when it was read: a newer row makes it old. */
	readonly revision: number;
};

const notLoaded = {
	value: undefined,
	isAsking: false,
	failure: undefined,
	retryAt: undefined,
	revision: -1,
} as const;

export type UserDetail = {
	readonly batches: readonly Batch[];
	readonly activity: readonly Activity[];
	/** Of the current batch. */
	readonly issues: readonly Issue[];
	readonly unreadable: number;
};

export type BatchDetail = {
	readonly batch: Batch;
	readonly issues: readonly Issue[];
	readonly unreadable: number;
};

/** Details of what is open; the last of each kind is kept, so that going back shows it at once. */
export type Details = {
	readonly user: Loaded<UserDetail> & {readonly id: string | undefined};
	readonly batch: Loaded<BatchDetail> & {readonly id: string | undefined};
};

export const noDetails: Details = {
	user: {...notLoaded, id: undefined},
	batch: {...notLoaded, id: undefined},
};
