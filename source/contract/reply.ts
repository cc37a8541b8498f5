import {type UserId} from './id.ts';
import {type Outcome} from './outcome.ts';
import {type EpochMs, type Milliseconds} from './time.ts';

/** An answer with what can be measured about it: the service's clock when it answered, and how long it took. */
export type Reply<Value> = {
	readonly outcome: Outcome<Value>;
	readonly serviceTime?: EpochMs;
	readonly roundTrip: Milliseconds;
};

/** How a change is guarded: a repeat of the key does nothing twice, another version is refused. */
export type Guard = {readonly key: string; readonly version: number};

/** One page of a full read. */
export type PageRequest = {readonly limit: number; readonly after?: UserId};
