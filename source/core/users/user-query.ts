import {type SafeText, safe} from '../../contract/text.ts';
import {effectiveStatus, effectiveStatuses} from '../effective-status.ts';
import {type Entities} from '../entities.ts';
import {fold, termsOf} from '../fold.ts';
import {type Sort} from '../list-state.ts';
import {belongsTo, isNearSuspension} from '../tally.ts';
import {type UserFacts} from '../user-facts.ts';
import {type Scope} from '../view-state.ts';
import {createSieve, type GroupLookup} from './user-search.ts';
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

export function isInScope(scope: Scope, user: UserFacts): boolean {
	switch (scope.kind) {
		case 'all': {
			return true;
		}

		case 'count': {
			return belongsTo(scope.name, user);
		}

		case 'errorCode': {
			return user.batch?.state === 'suspended' && errorCodeOf(user) === scope.code;
		}

		case 'nearSuspension': {
			return isNearSuspension(user);
		}
	}
}

/** What a user's batch failed with; one rule for the line of the dashboard and for the list that it opens. */
export function errorCodeOf({batch}: UserFacts): SafeText {
	return batch?.error?.code ?? safe`no code`;
}

/** The order of a list of users: who is in it, and by which column. */
export function userOrder(
	groups: Entities['groups'],
	sort: Sort,
	isIn: (user: UserFacts) => boolean,
	filter: string,
): UserOrder {
	const groupOf: GroupLookup = ({groupId}) => groups.get(groupId);
	return {
		isIn,
		isDescending: sort.isDescending,
		key: sortKey(sort.column, groups),
		sieves: (reader) => termsOf(filter).map((term) => createSieve(term, reader, groupOf)),
	};
}

const stateRank = new Map<string, number>(
	['suspended', 'finishedWithIssues', 'interrupted', 'running', 'queued', 'finished'].map(
		(state, index) => [state, index],
	),
);

function sortKey(column: string, groups: Entities['groups']): SortKey {
	switch (column) {
		case 'email': {
			return 'email';
		}

		case 'group': {
			const ranks = ranksOf(groups);
			return ({groupId}) => ranks.get(groupId) ?? -1;
		}

		case 'mailbox': {
			return (user) => (user.mailboxStatus === 'initialized' ? 1 : 0);
		}

		case 'status': {
			return (user) => (user.syncStatus === 'enabled' ? 1 : 0);
		}

		case 'effective': {
			return (user) => effectiveStatuses.indexOf(effectiveStatus(user, groups.get(user.groupId)));
		}

		case 'state': {
			return ({batch}) => (batch === undefined ? 9 : (stateRank.get(batch.state) ?? 8));
		}

		case 'issues': {
			return ({batch}) => batch?.issues ?? -1;
		}

		case 'last': {
			return (user) => user.lastSynchronizedAt ?? Number.NEGATIVE_INFINITY;
		}

		case 'next': {
			return (user) => user.nextSynchronizationAt ?? Number.POSITIVE_INFINITY;
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
