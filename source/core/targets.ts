import {type Group} from '../contract/group.ts';
import {type SafeText, safe} from '../contract/text.ts';
import {type User} from '../contract/user.ts';
import {groupOf} from './entities.ts';
import {failureText} from './failure-text.ts';
import {freshnessOf} from './feed.ts';
import {groupList} from './lists.ts';
import {protectionOf, reasonOfHour} from './policy-rules.ts';
import {keyOf} from './preferences.ts';
import {batchList, hitList, memberList, userList} from './user-lists.ts';
import {isOpen} from './run.ts';
import {type State} from './state.ts';
import {noSums} from './tally.ts';
import {type Target, targetId, targetName} from './target.ts';
import {userOf} from './users/user-table.ts';
import {idAtPosition, positionOf, type UserView} from './users/user-view.ts';

/** What a change would apply to now: the marked rows, else the row under the cursor or the user or group that is open. */
export function chosenTargets(state: State): readonly Target[] {
	const {place, lists} = state.view;
	switch (place.kind) {
		case 'user': {
			return single(userTarget(state, place.id));
		}

		case 'batch': {
			return single(userTarget(state, place.userId));
		}

		case 'group': {
			const {marks, position} = lists.members;
			const view = memberList(state, place.id);
			return orElse(markedUsers(state, marks, view), underCursor(state, view, position));
		}

		case 'cause': {
			const {marks, position} = lists.hit;
			const view = hitList(state, place.key);
			return orElse(markedUsers(state, marks, view), underCursor(state, view, position));
		}

		case 'causes': {
			return [];
		}

		case 'tab': {
			return chosenInTab(state, place.tab);
		}
	}
}

function chosenInTab(state: State, tab: string): readonly Target[] {
	const {lists} = state.view;
	switch (tab) {
		case 'users': {
			const view = userList(state);
			return orElse(
				markedUsers(state, lists.users.marks, view),
				underCursor(state, view, lists.users.position),
			);
		}

		case 'batches': {
			return single(underCursor(state, batchList(state), lists.batches.position));
		}

		case 'groups': {
			const group = groupList(state)[lists.groups.position];
			return group === undefined ? [] : [groupTarget(state, group)];
		}

		default: {
			return [];
		}
	}
}

/** A group as a target: with its members counted as they are now. */
export function groupTarget(state: State, group: Group): Target {
	const sums = state.entities.tally.byGroup.get(group.id) ?? noSums;
	return {
		kind: 'group',
		group,
		members: sums.users,
		notConfigured: sums.notConfigured,
		active: sums.active,
		running: sums.running,
		disabled: sums.disabled,
	};
}

/** The target as it is known now, or nothing when it is gone. */
export function currentTarget(state: State, target: Target): Target | undefined {
	if (target.kind === 'user') {
		return userTarget(state, target.user.id);
	}

	const group = state.entities.groups.get(target.group.id);
	return group && groupTarget(state, group);
}

function userTarget(state: State, id: string, isHidden = false): Target | undefined {
	const user = userOf(state.entities.users, id);
	return user && asTarget(state, user, isHidden);
}

export function asTarget(state: State, user: User, isHidden: boolean): Target {
	return {kind: 'user', user, group: groupOf(state.entities, user), isHidden};
}

function underCursor(state: State, view: UserView, position: number): Target | undefined {
	const id = idAtPosition(view, position);
	return id === undefined ? undefined : userTarget(state, id);
}

// In the order of the screen, then those that the filter hides: they are marked too, and are counted in the dialog.
function markedUsers(state: State, marks: ReadonlySet<string>, view: UserView): readonly Target[] {
	// Asked for at every key and every frame: without marks the list is not walked.
	if (marks.size === 0) {
		return [];
	}

	const shown = inOrderOf(view, marks);
	const isShown = new Set(shown);
	const hidden = [...marks].filter((id) => !isShown.has(id));
	return [
		...shown.flatMap((id) => single(userTarget(state, id))),
		...hidden.flatMap((id) => single(userTarget(state, id, true))),
	];
}

/** The ids that a list shows, in its order: few are looked for, of many the list is walked. */
function inOrderOf(view: UserView, ids: ReadonlySet<string>): readonly string[] {
	if (ids.size * 32 > view.slots.length) {
		return Array.from(view.slots, (_, position) => idAtPosition(view, position) ?? '').filter(
			(id) => ids.has(id),
		);
	}

	return [...ids]
		.map((id) => ({id, position: positionOf(view, id)}))
		.filter(({position}) => position >= 0)
		.toSorted((one, other) => one.position - other.position)
		.map(({id}) => id);
}

// Marks of users that are gone choose nobody: then the cursor does.
function orElse(marked: readonly Target[], cursor: Target | undefined): readonly Target[] {
	return marked.length > 0 ? marked : single(cursor);
}

function single(target: Target | undefined): readonly Target[] {
	return target === undefined ? [] : [target];
}

/** Why nothing at all can be changed now, or nothing. */
export function reasonNotToChange(state: State): SafeText | undefined {
	if (state.connection.isReadOnly) {
		return safe`read-only: ${state.connection.readOnlyBecause ?? safe`started with --read-only`}`;
	}

	if (state.session === undefined && state.feed.last !== undefined) {
		const failure = state.feed.refused.session;
		return failure === undefined
			? safe`your rights were not read yet`
			: safe`your rights could not be read: ${failureText(failure).what}`;
	}

	if (state.session?.mayChange === false) {
		return safe`read-only: ${state.session.actor} may not change anything here`;
	}

	if (state.journalFailure !== undefined) {
		return safe`the audit journal cannot be written: ${state.journalFailure}`;
	}

	const hours = reasonOfHour(state);
	if (hours !== undefined) {
		return hours;
	}

	switch (freshnessOf(state.feed, state.now)) {
		case 'live': {
			return undefined;
		}

		case 'paused': {
			return safe`paused: what is shown may be old; ${keyOf(state, 'live.pause', safe`p`)} resumes`;
		}

		case 'connecting': {
			return safe`nothing was read yet`;
		}

		case 'stale':
		case 'offline':
		case 'signedOut': {
			return safe`no connection: what is shown may be old`;
		}
	}
}

/** Why this target cannot be changed just now although the rules allow it: the policy protects it, or an earlier change of it is not settled. */
export function lockOfTarget(state: State, target: Target): SafeText | undefined {
	const protection = protectionOf(state, target);
	if (protection !== undefined) {
		return protection;
	}

	const id = targetId(target);
	if (
		state.unsettled.some((entry) => entry.target.type === target.kind && entry.target.id === id)
	) {
		return safe`a change of ${targetName(target)} by an earlier start is not settled yet`;
	}

	const isLocked = state.runs.some((run) =>
		run.items.some(
			(item) =>
				item.target.kind === target.kind && targetId(item.target) === id && isOpen(item.phase),
		),
	);
	return isLocked ? safe`the last change of ${targetName(target)} is not settled yet` : undefined;
}
