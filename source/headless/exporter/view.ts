import {type EpochMs} from '../../contract/time.ts';
import {type Moment} from '../../core/feed.ts';
import {type State} from '../../core/state.ts';
import {type ProcessUsage} from '../../platform/process-usage.ts';
import {type PollCounts} from './poll-log.ts';
import {createSlots, type Slots} from './slots.ts';

/** Whether the settings that hold are those of the files. */
export type Reload = {readonly isGood: boolean; readonly at: EpochMs};

/** Who is told by name: kept from scrape to scrape. */
export type Named = {readonly groups: Slots; readonly causes: Slots; readonly servers: Slots};

export const newNamed = (): Named => ({
	groups: createSlots(),
	causes: createSlots(),
	servers: createSlots(),
});

/** All that metrics are read off. */
export type View = {
	readonly state: State;
	readonly now: Moment;
	readonly polls: PollCounts;
	readonly reload: Reload;
	readonly named: Named;
	readonly usage: ProcessUsage;
};
