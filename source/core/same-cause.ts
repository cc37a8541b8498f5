import {type Batch} from '../contract/batch.ts';
import {type SafeText} from '../contract/text.ts';
import {type User} from '../contract/user.ts';
import {type State} from './state.ts';
import {type Target} from './target.ts';
import {asTarget} from './targets.ts';
import {unordered} from './users/user-query.ts';
import {idAt, userAt} from './users/user-table.ts';
import {buildView, refreshView, type UserView} from './users/user-view.ts';

/** What a batch failed with, by its code; nothing when it did not fail. */
export function causeOf(batch: Batch | undefined): SafeText | undefined {
	return batch?.state === 'suspended' || batch?.state === 'interrupted'
		? batch.error?.code
		: undefined;
}

/** The other users who are suspended by what suspended this one, as it was when it was looked at. */
export function sameCause(state: State, user: User, most = Number.POSITIVE_INFINITY) {
	const targets: Target[] = [];
	for (const slot of suspendedBy(state, causeOf(user.batch))?.slots ?? []) {
		const other = targets.length < most ? userAt(state.entities.users, slot) : undefined;
		if (other !== undefined && other.id !== user.id) {
			targets.push(asTarget(state, other, false));
		}
	}

	return targets;
}

/** How many others there are: asked for at every frame, so nothing is made of them. */
export function countSameCause(state: State, user: User): number {
	const view = suspendedBy(state, causeOf(user.batch));
	return view === undefined
		? 0
		: view.slots.reduce(
				(sum, slot) => (idAt(state.entities.users, slot) === user.id ? sum : sum + 1),
				0,
			);
}

let last: {readonly code: SafeText; readonly view: UserView} | undefined;

// Remembers the last one, so that the next look costs what changed.
function suspendedBy({entities}: State, code: SafeText | undefined): UserView | undefined {
	if (code === undefined) {
		return undefined;
	}

	const isKnown = last?.code === code && last.view.table.slotOf === entities.users.slotOf;
	const view =
		last !== undefined && isKnown
			? refreshView(last.view, entities.users)
			: buildView(entities.users, unordered({kind: 'errorCode', code}));
	last = {code, view};
	return view;
}
