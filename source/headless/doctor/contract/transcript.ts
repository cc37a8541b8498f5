import {type Exchange} from './exchange.ts';

/** What was asked of a server to find out whether it keeps the contract, and what it said. What could not be asked is left out. */
export type Transcript = {
	/** Everything, in the order in which it was asked. */
	readonly all: readonly Exchange[];
	readonly hasCredentials: boolean;
	readonly token: Exchange | undefined;
	readonly unsigned: Exchange | undefined;
	readonly session: Exchange | undefined;
	readonly overview: Exchange | undefined;
	/** The changes since the revision of the overview; and the same, told that it is known. */
	readonly changes: Exchange | undefined;
	readonly unchanged: Exchange | undefined;
	/** The changes since a revision that the server cannot know. */
	readonly future: Exchange | undefined;
	/** Two small pages, then all of them. */
	readonly smallPages: readonly Exchange[];
	readonly pages: readonly Exchange[];
	/** Whether the pages are all that there are. */
	readonly isWhole: boolean;
	readonly wrongLimit: Exchange | undefined;
	readonly user: Exchange | undefined;
	readonly noUser: Exchange | undefined;
	readonly batches: Exchange | undefined;
	readonly activity: Exchange | undefined;
	readonly batch: Exchange | undefined;
	readonly group: Exchange | undefined;
	/** Nothing where only reading was asked for. */
	readonly changing: ChangeTranscript | undefined;
};

/** What was said while a user was changed and put back. */
export type ChangeTranscript = {
	readonly wanted: 'enabled' | 'disabled';
	readonly original: 'enabled' | 'disabled';
	readonly userId: string;
	readonly version: number;
	/** The revision before the change. */
	readonly since: number;
	readonly connectivity: Exchange | undefined;
	readonly withoutKey: Exchange | undefined;
	readonly withoutVersion: Exchange | undefined;
	readonly change: Exchange | undefined;
	readonly repeat: Exchange | undefined;
	readonly reuse: Exchange | undefined;
	readonly readBack: Exchange | undefined;
	readonly told: Exchange | undefined;
	readonly again: Exchange | undefined;
	readonly stale: Exchange | undefined;
	/** As it is at the end. */
	readonly after: Exchange | undefined;
};
