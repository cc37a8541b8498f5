import {type SafeText} from '../contract/text.ts';
import {type Collected, statusText} from './change-set.ts';
import {type State} from './state.ts';
import {type Target, targetVersion} from './target.ts';
import {asTarget, groupTarget} from './targets.ts';
import {userOf} from './users/user-table.ts';

/** What has become of the target of a collected change since it was collected. */
export type Standing =
	| {readonly kind: 'same'; readonly target: Target}
	| {readonly kind: 'changed'; readonly target: Target; readonly now: SafeText}
	| {readonly kind: 'gone'}
	/** Not everything was read yet. */
	| {readonly kind: 'notRead'};

export function standingOf(state: State, item: Collected): Standing {
	const target = liveTarget(state, item);
	if (target === undefined) {
		return state.isComplete ? {kind: 'gone'} : {kind: 'notRead'};
	}

	return targetVersion(target) === item.version
		? {kind: 'same', target}
		: {kind: 'changed', target, now: statusText(target)};
}

function liveTarget(state: State, {kind, id}: Collected): Target | undefined {
	if (kind === 'group') {
		const group = state.entities.groups.get(id);
		return group && groupTarget(state, group);
	}

	const user = userOf(state.entities.users, id);
	return user && asTarget(state, user, false);
}
