import {type Batch} from '../contract/batch.ts';
import {type User} from '../contract/user.ts';
import {type CauseOfRow, causesOf} from './causes/causes-of-row.ts';
import {type State} from './state.ts';
import {type Target} from './target.ts';
import {asTarget} from './targets.ts';
import {userOrder} from './users/user-query.ts';
import {userAt} from './users/user-table.ts';
import {buildView} from './users/user-view.ts';

type Known = Pick<State, 'entities'>;

/** Why a batch of a user failed as a whole; nothing when it did not. */
export function causeOf(
	{entities}: Known,
	user: User,
	batch: Batch | undefined = user.batch,
): CauseOfRow | undefined {
	const [cause] = causesOf(entities.causes.knowledge, {...user, hold: 'none', batch});
	return cause?.role === 'issues' ? undefined : cause;
}

/** The other users whose batches failed by what this one's had failed by, as it was when it was looked at. */
export function sameCause(state: State, user: User, most = Number.POSITIVE_INFINITY) {
	const {users, groups, causes} = state.entities;
	const key = causeOf(state, user)?.key;
	const targets: Target[] = [];
	if (key === undefined) {
		return targets;
	}

	const membership = {kind: 'hit', key, knowledge: causes.knowledge} as const;
	const order = userOrder(groups, {column: 'name', isDescending: false}, membership, undefined);
	for (const slot of buildView(users, order).slots) {
		const other = targets.length < most ? userAt(users, slot) : undefined;
		if (other !== undefined && other.id !== user.id && causeOf(state, other) !== undefined) {
			targets.push(asTarget(state, other, false));
		}
	}

	return targets;
}

/** How many others there are: asked for at every frame, so nothing is made of them. `now` is the user as it is. */
export function countSameCause(state: State, user: User, now: User | undefined): number {
	const key = causeOf(state, user)?.key;
	const cause = key === undefined ? undefined : state.entities.causes.byKey.get(key);
	const isOne = now !== undefined && causeOf(state, now)?.key === key;
	return cause === undefined ? 0 : cause.suspended + cause.failing - Number(isOne);
}
