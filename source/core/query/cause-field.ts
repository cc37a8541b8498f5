import {type Knowledge} from '../../knowledge/cause.ts';
import {causesOf} from '../causes/causes-of-row.ts';
import {type UserFacts} from '../user-facts.ts';

/** Each cause that hits a user by all that it may be asked for: its key, its title, and the code that it came with. */
export function causeTexts(user: UserFacts, knowledge: Knowledge): readonly string[] {
	return causesOf(knowledge, user).flatMap(({key, title, example}) => [title, key, example.code]);
}

/** Whether a cause can hit users of these statuses at all. */
export function mayHaveCause({batch, hold}: UserFacts): boolean {
	return (
		hold !== 'none' ||
		batch?.state === 'suspended' ||
		batch?.state === 'interrupted' ||
		batch?.state === 'finishedWithIssues'
	);
}
