import {type SafeText} from '../../contract/text.ts';
import {type UserFacts} from '../user-facts.ts';

/** What the last batch of a user failed by: a short key, and what it is called. Follows from the error that the batch has. */
export function causeOf({
	batch,
}: UserFacts): {readonly key: SafeText; readonly title: SafeText} | undefined {
	const error = batch?.error;
	return error && {key: error.code, title: error.message};
}
