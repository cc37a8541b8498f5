import {type Knowledge} from '../knowledge/cause.ts';
import {causesOf} from './causes/causes-of-row.ts';
import {mayHaveCause} from './query/cause-field.ts';
import {type Notebook} from './notebook.ts';
import {type State} from './state.ts';
import {type UserFacts} from './user-facts.ts';
import {userOf} from './users/user-table.ts';

type Acknowledged = Notebook['acknowledged'];

/** Whether somebody acknowledged a user, or every cause that hits the user: what nobody knows about yet is what a filter looks for. */
export function isKnownTrouble(
	user: UserFacts,
	{knowledge, acknowledged}: {readonly knowledge: Knowledge; readonly acknowledged: Acknowledged},
): boolean {
	if (acknowledged.size === 0) {
		return false;
	}

	if (holds(acknowledged, `user:${user.id}`)) {
		return true;
	}

	if (!hasCauses(acknowledged) || !mayHaveCause(user)) {
		return false;
	}

	const causes = causesOf(knowledge, user);
	return causes.length > 0 && causes.every(({key}) => holds(acknowledged, `cause:${key}`));
}

/** The same of a user by id, as things are now. */
export function isUserKnown({entities, notebook}: State, id: string): boolean {
	const {acknowledged} = notebook;
	const user = acknowledged.size === 0 ? undefined : userOf(entities.users, id);
	const {knowledge} = entities.causes;
	return user !== undefined && isKnownTrouble(user, {knowledge, acknowledged});
}

function holds(acknowledged: Acknowledged, key: string): boolean {
	const note = acknowledged.get(key);
	return note !== undefined && note.isEnded !== true;
}

// Asked for each of many rows, and the same until somebody acknowledges something.
const withCauses = new WeakMap<Acknowledged, boolean>();

function hasCauses(acknowledged: Acknowledged): boolean {
	const known = withCauses.get(acknowledged);
	if (known !== undefined) {
		return known;
	}

	const found = [...acknowledged].some(
		([key, {isEnded}]) => key.startsWith('cause:') && isEnded !== true,
	);
	withCauses.set(acknowledged, found);
	return found;
}
