import {type SafeText} from '../contract/text.ts';
import {type EpochMs} from '../contract/time.ts';
import {type CountName} from './tally.ts';

/**
How things stood when a person looked: enough to say later who is new, changed or gone. Of users without anything to say there is nothing
in it, and a kind that too many belong to is left out: then only its count is compared.
*/
export type Look = {
	/** By the service's clock: the moment that the screen was true for. */
	readonly at: EpochMs;
	/** By the clock of this machine: tells how long nobody looked. */
	readonly wall: EpochMs;
	readonly users: number;
	readonly counts: Readonly<Record<CountName, number>>;
	/** The newest row of the service's activity. */
	readonly activity: string | undefined;
	/** By id, with the code that the batch failed with. */
	readonly suspended: ReadonlyMap<string, SafeText> | undefined;
	readonly withIssues: ReadonlySet<string> | undefined;
	readonly disabled: ReadonlySet<string> | undefined;
	readonly notConfigured: ReadonlySet<string> | undefined;
};

/** Of each kind at most so many are remembered by id. */
export const mostOfAKind = 20_000;
