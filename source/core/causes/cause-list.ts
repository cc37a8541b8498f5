import {type State} from '../state.ts';
import {type Cause, type CauseIndex, firstSeen} from './cause-index.ts';

const listed = new WeakMap<CauseIndex['byKey'], readonly Cause[]>();

/**
All causes, those that stop the most users first: suspended, then failing, then issues; at the end those that hit nobody any more. The
same list as long as no cause changed.
*/
export function causeList({entities}: Pick<State, 'entities'>): readonly Cause[] {
	const {byKey} = entities.causes;
	const known = listed.get(byKey) ?? [...byKey.values()].toSorted(compare);
	listed.set(byKey, known);
	return known;
}

function compare(one: Cause, other: Cause): number {
	return (
		rankOf(one) - rankOf(other) ||
		other.suspended + other.failing - (one.suspended + one.failing) ||
		other.users - one.users ||
		(firstSeen(one) ?? 0) - (firstSeen(other) ?? 0) ||
		(one.key < other.key ? -1 : 1)
	);
}

function rankOf(cause: Cause): number {
	return cause.suspended + cause.failing + cause.trying > 0 ? 0 : cause.users > 0 ? 1 : 2;
}
