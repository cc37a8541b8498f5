import {type EpochMs} from '../contract/time.ts';
import {type SafeText} from '../contract/text.ts';
import {type Moment} from './feed.ts';

/** When somebody was last at the keys, and what of that is not in the notebook yet. */
export type Glance = {
	/** The last key, and the moment that the screen was true for then. */
	readonly pressed: (Moment & {readonly shown: EpochMs}) | undefined;
	/** What was seen at the last key is not in the notebook: it is put there before anything new comes. */
	readonly isOpen: boolean;
	/** The notebook was read: before that, nothing of it may be written. */
	readonly isRead: boolean;
	/** Why the notebook cannot be kept, if so: said once. */
	readonly failure: SafeText | undefined;
};

export const noGlance: Glance = {
	pressed: undefined,
	isOpen: false,
	isRead: false,
	failure: undefined,
};
