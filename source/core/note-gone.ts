import {safe} from '../contract/text.ts';
import {told} from './notices.ts';
import {type State} from './state.ts';
import {hasUser, userOf} from './users/user-table.ts';
import {activeList} from './view-state.ts';

/**
After rows went away: says so when the row under the cursor was among them, since the next key would mean its neighbour; and lets go of
their marks.
*/
export function noteGone(before: State, after: State): State {
	// While a list is being read, who is not in it is not gone.
	if (before.entities.users === after.entities.users || !before.isComplete || !after.isComplete) {
		return after;
	}

	const {lists, place} = after.view;
	const name = activeList(place);
	const cursor =
		name === undefined || name === 'groups' ? undefined : before.view.lists[name].cursor;
	const lost =
		cursor !== undefined && !hasUser(after.entities.users, cursor)
			? userOf(before.entities.users, cursor)
			: undefined;
	const next = {
		...after,
		view: {
			...after.view,
			lists: {
				...lists,
				users: {...lists.users, marks: kept(after, lists.users.marks)},
				members: {...lists.members, marks: kept(after, lists.members.marks)},
			},
		},
	};
	return lost === undefined ? next : told(next, safe`${lost.email} is gone`, 'warn');
}

function kept(state: State, marks: ReadonlySet<string>): ReadonlySet<string> {
	const isWhole = [...marks].every((id) => hasUser(state.entities.users, id));
	return isWhole ? marks : new Set([...marks].filter((id) => hasUser(state.entities.users, id)));
}
