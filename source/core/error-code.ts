import {type SafeText, safe} from '../contract/text.ts';
import {type UserFacts} from './user-facts.ts';

/** The code that a user's batch failed with, as it came. */
export function errorCodeOf({batch}: Pick<UserFacts, 'batch'>): SafeText {
	return batch?.error?.code ?? safe`no code`;
}
