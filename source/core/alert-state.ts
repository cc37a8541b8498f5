import {type SafeText} from '../contract/text.ts';
import {type Milliseconds} from '../contract/time.ts';
import {type Query} from './query/query.ts';

/** Rings when more users than this match a filter. */
export type AlertRule = {
	/** Letters, digits and blanks: it is said to the terminal. */
	readonly name: SafeText;
	/** In the language of the lists. */
	readonly where: Query;
	readonly above: number;
};

/** What is known of a rule since it was looked at first. */
export type RuleState = {
	readonly matching: number;
	readonly isHolding: boolean;
	readonly rangAt: Milliseconds | undefined;
};

export type Alerts = ReadonlyMap<AlertRule, RuleState>;

export const noAlerts: Alerts = new Map();
