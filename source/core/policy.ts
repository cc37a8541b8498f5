import {type SafeText} from '../contract/text.ts';
import {type Query} from './query/query.ts';

/** Minutes from midnight UTC; it may go over midnight. */
export type Hours = {readonly from: number; readonly to: number; readonly text: SafeText};

/** What a connection asks of changes beyond the rules. It can only forbid or make more deliberate, never the other way round. */
export type Policy = {
	/** Every change says why. */
	readonly requireReason: boolean;
	/** Users that one change may touch; the members of a group count. */
	readonly largestBulk?: number;
	/** Users who match this are not changed from here, nor is a group with one of them. */
	readonly protected?: Query;
	/** Nothing is changed in these hours, by the service's clock in UTC. */
	readonly readOnlyHours?: Hours;
};
