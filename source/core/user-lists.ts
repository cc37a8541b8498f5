import {type Entities} from './entities.ts';
import {type Sort} from './list-state.ts';
import {userFilter} from './query/filters.ts';
import {type UserFilter} from './query/match.ts';
import {type State} from './state.ts';
import {isSameMembership, type Membership, userOrder} from './users/user-query.ts';
import {noSlots} from './users/sorted-slots.ts';
import {type UserTable} from './users/user-table.ts';
import {
	buildView,
	narrowView,
	refreshView,
	type UserOrder,
	type UserView,
} from './users/user-view.ts';
import {activeList} from './view-state.ts';

/** The lists of users: each shows some of them, in an order. */
export const userListNames = ['users', 'batches', 'members', 'hit'] as const;
export type UserListName = (typeof userListNames)[number];

/** What a list of users is asked to show. */
export type UserQuery = {
	readonly groups: Entities['groups'];
	readonly sort: Sort;
	readonly filter: UserFilter | undefined;
	readonly membership: Membership;
};

/** What was answered. */
export type UserAnswer = {readonly query: UserQuery; readonly view: UserView};

/**
Remembers the last view of one list, so that the next costs what changed: nothing for the same question, a merge for newer rows, a walk
for another filter. The answer is the same as without it.
*/
function createUserView() {
	const whole = createMemory();
	const filtered = createMemory();
	return (users: UserTable, query: UserQuery): UserView => {
		// A filter takes rows away and leaves the others in order: the whole list is sorted once for all filters.
		const all = whole(users, unfiltered(query), (order) => buildView(users, order));
		return query.filter === undefined
			? all
			: filtered(users, query, (order) => narrowView(all, order));
	};
}

function createMemory() {
	let last: UserAnswer | undefined;
	return (users: UserTable, query: UserQuery, make: (order: UserOrder) => UserView): UserView => {
		// Another table (after a new full read) shares nothing with this one: its slots mean other rows.
		const isKnown =
			last !== undefined &&
			isSameQuery(last.query, query) &&
			last.view.table.slotOf === users.slotOf;
		const view =
			last !== undefined && isKnown ? refreshView(last.view, users) : make(orderOf(query));
		last = {query, view};
		return view;
	};
}

/** Whether two questions have one answer. */
export function isSameQuery(one: UserQuery, other: UserQuery): boolean {
	return (
		one.groups === other.groups &&
		one.sort === other.sort &&
		one.filter === other.filter &&
		isSameMembership(one.membership, other.membership)
	);
}

/** The same list before any filter. */
export function unfiltered(query: UserQuery): UserQuery {
	return query.filter === undefined ? query : {...query, filter: undefined};
}

export function orderOf({groups, sort, membership, filter}: UserQuery): UserOrder {
	return userOrder(groups, sort, membership, filter);
}

const views = {
	users: createUserView(),
	batches: createUserView(),
	members: createUserView(),
	hit: createUserView(),
};

/** The users that the list of users shows, in its order. */
export function userList(state: State): UserView {
	return viewOf(state, 'users', state.view.scope);
}

/** The users who have a batch, for the list of latest batches. */
export function batchList(state: State): UserView {
	return viewOf(state, 'batches', {kind: 'batches'});
}

/** The members of the group that is open. */
export function memberList(state: State, groupId: string): UserView {
	return viewOf(state, 'members', {kind: 'members', groupId});
}

/** The users whom a cause hits. */
export function hitList(state: State, key: string): UserView {
	const {knowledge} = state.entities.causes;
	return viewOf(state, 'hit', {kind: 'hit', key, knowledge});
}

function viewOf(state: State, name: UserListName, membership: Membership): UserView {
	const query = queryOf(state, name, membership);
	return isLong(state) ? standing(state, name, query) : views[name](state.entities.users, query);
}

function queryOf(state: State, list: UserListName, membership: Membership): UserQuery {
	const {sort} = state.view.lists[list];
	return {groups: state.entities.groups, sort, filter: userFilter(state, list), membership};
}

/** What the list of users on screen is asked to show, if there is one. */
export function questionOnScreen(
	state: State,
): {readonly name: UserListName; readonly query: UserQuery} | undefined {
	const active = activeList(state.view.place);
	const name = userListNames.find((known) => known === active);
	return name && {name, query: queryOf(state, name, membershipOf(state, name))};
}

function membershipOf({view, entities}: State, name: UserListName): Membership {
	const {place, scope} = view;
	switch (name) {
		case 'users': {
			return scope;
		}

		case 'batches': {
			return {kind: 'batches'};
		}

		case 'members': {
			return {kind: 'members', groupId: place.kind === 'group' ? place.id : ''};
		}

		case 'hit': {
			const key = place.kind === 'cause' ? place.key : '';
			return {kind: 'hit', key, knowledge: entities.causes.knowledge};
		}
	}
}

/** The view of the list on screen, in a state in which it is short. */
export function shortView({entities}: State, name: UserListName, query: UserQuery): UserView {
	return views[name](entities.users, query);
}

/** Whether the rows on screen are not yet those that were asked for. */
export function isBehind(state: State): boolean {
	const question = isLong(state) ? questionOnScreen(state) : undefined;
	if (question === undefined) {
		return false;
	}

	const {shown} = state.arranging.made[question.name] ?? {};
	return (
		shown?.view.table.slotOf !== state.entities.users.slotOf ||
		!isSameButTime(shown.query, question.query)
	);
}

// Who is old enough for a filter is asked anew every second: for that rows do not become others.
function isSameButTime(one: UserQuery, other: UserQuery): boolean {
	return (
		one.groups === other.groups &&
		one.sort === other.sort &&
		one.filter?.query === other.filter?.query &&
		isSameMembership(one.membership, other.membership)
	);
}

/** Up to so many users an order by text takes less than a frame. */
export const orderedAtOnce = 5000;

/** Whether there are so many users that their lists are made in pieces (decision 12). */
export function isLong({entities, limits}: Pick<State, 'entities' | 'limits'>): boolean {
	return entities.users.size > limits.longList;
}

/** What stands of a long list: the rows before another filter or order stay until the new ones are there; other people's do not. */
function standing({arranging, entities}: State, name: UserListName, query: UserQuery): UserView {
	const shown = arranging.made[name]?.shown;
	const isAboutThem =
		shown !== undefined && isSameMembership(shown.query.membership, query.membership);
	return isAboutThem ? shown.view : {table: entities.users, order: orderOf(query), slots: noSlots};
}
