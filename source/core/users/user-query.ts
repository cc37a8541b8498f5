import {type Knowledge} from '../../knowledge/cause.ts';
import {isHitBy} from '../causes/causes-of-row.ts';
import {effectiveStatus, effectiveStatuses} from '../effective-status.ts';
import {type Entities} from '../entities.ts';
import {fold} from '../fold.ts';
import {type Sort} from '../list-state.ts';
import {sievesOf, type UserFilter} from '../query/match.ts';
import {belongsTo, isNearSuspension} from '../tally.ts';
import {type UserFacts} from '../user-facts.ts';
import {type Scope} from '../view-state.ts';
import {numberColumn, type WordColumn, wordColumn} from './user-chunk.ts';
import {type UserFact} from './user-fact.ts';
import {type SortKey, type UserOrder} from './user-view.ts';

/** The columns that users can be ordered by. */
export const userSorts = [
	'name',
	'email',
	'group',
	'mailbox',
	'status',
	'effective',
	'state',
	'issues',
	'last',
	'next',
] as const;
export type UserSort = (typeof userSorts)[number];

function isInScope(scope: Scope, user: UserFacts): boolean {
	switch (scope.kind) {
		case 'all': {
			return true;
		}

		case 'count': {
			return belongsTo(scope.name, user);
		}

		case 'nearSuspension': {
			return isNearSuspension(user);
		}
	}
}

/** Whom a list is about, before any filter. */
export type Membership =
	| Scope
	/** Those who have a batch. */
	| {readonly kind: 'batches'}
	| {readonly kind: 'members'; readonly groupId: string}
	/** Those whom a cause hits. */
	| {readonly kind: 'hit'; readonly key: string; readonly knowledge: Knowledge};

/** Whether two lists are about the same users. */
export function isSameMembership(one: Membership, other: Membership): boolean {
	return one === other || keyOf(one) === keyOf(other);
}

function keyOf(membership: Membership): string {
	switch (membership.kind) {
		case 'count': {
			return `count ${membership.name}`;
		}

		case 'members': {
			return `members ${membership.groupId}`;
		}

		case 'hit': {
			return `hit ${membership.key}`;
		}

		default: {
			return membership.kind;
		}
	}
}

/** The order of a list of users: who is in it, and by which column. */
export function userOrder(
	groups: Entities['groups'],
	sort: Sort,
	membership: Membership,
	filter: UserFilter | undefined,
): UserOrder {
	return {
		isIn: membershipFact(membership),
		isDescending: sort.isDescending,
		key: sortKey(sort.column, groups),
		sieves: (reader) => (filter === undefined ? [] : sievesOf(filter, reader)),
	};
}

function membershipFact(membership: Membership): UserFact | undefined {
	switch (membership.kind) {
		case 'all': {
			return undefined;
		}

		case 'batches': {
			return words([wordColumn.batchState], ({batch}) => Number(batch !== undefined));
		}

		case 'members': {
			return words([wordColumn.groupId], ({groupId}) => Number(groupId === membership.groupId));
		}

		case 'count': {
			return words([wordColumn.statuses], (user) => Number(belongsTo(membership.name, user)));
		}

		case 'hit': {
			const {knowledge, key} = membership;
			return {kind: 'row', of: (user) => Number(isHitBy(knowledge, key, user))};
		}

		case 'nearSuspension': {
			return {kind: 'row', of: (user) => Number(isInScope(membership, user))};
		}
	}
}

function words(
	columns: readonly WordColumn[],
	of: (user: UserFacts) => number,
): Extract<UserFact, {kind: 'words'}> {
	return {kind: 'words', columns, of};
}

const stateRank = new Map<string, number>(
	['suspended', 'finishedWithIssues', 'interrupted', 'running', 'queued', 'finished'].map(
		(state, index) => [state, index],
	),
);

function sortKey(column: string, groups: Entities['groups']): SortKey {
	const {groupId, mailboxStatus, syncStatus, batchState, statuses} = wordColumn;
	switch (column) {
		case 'email': {
			return 'email';
		}

		case 'group': {
			const ranks = ranksOf(groups);
			return words([groupId], (user) => ranks.get(user.groupId) ?? -1);
		}

		case 'mailbox': {
			return words([mailboxStatus], (user) => (user.mailboxStatus === 'initialized' ? 1 : 0));
		}

		case 'status': {
			return words([syncStatus], (user) => (user.syncStatus === 'enabled' ? 1 : 0));
		}

		case 'effective': {
			return words([groupId, statuses], (user) =>
				effectiveStatuses.indexOf(effectiveStatus(user, groups.get(user.groupId))),
			);
		}

		case 'state': {
			return words([batchState], ({batch}) =>
				batch === undefined ? 9 : (stateRank.get(batch.state) ?? 8),
			);
		}

		case 'issues': {
			return {kind: 'number', column: numberColumn.issues, absent: -1};
		}

		case 'last': {
			const column = numberColumn.lastSynchronizedAt;
			return {kind: 'number', column, absent: Number.NEGATIVE_INFINITY};
		}

		case 'next': {
			const column = numberColumn.nextSynchronizationAt;
			return {kind: 'number', column, absent: Number.POSITIVE_INFINITY};
		}

		default: {
			return 'name';
		}
	}
}

/** Where each group stands by its name; groups of one name share a place. */
function ranksOf(groups: Entities['groups']): ReadonlyMap<string, number> {
	const named = [...groups.values()].map(({id, name}) => ({id, name: fold(name)}));
	const names = [...new Set(named.map(({name}) => name))].toSorted((one, other) =>
		one < other ? -1 : 1,
	);
	const rankOf = new Map(names.map((name, rank) => [name, rank]));
	return new Map(named.map(({id, name}) => [id, rankOf.get(name) ?? -1]));
}
