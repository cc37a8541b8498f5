import {type User} from '../contract/user.ts';
import {causeList} from './causes/cause-list.ts';
import {activityUnderCursor} from './activity-list.ts';
import {type ViewEvent} from './event.ts';
import {groupList, shapeOf, userBatches, withList} from './lists.ts';
import {batchList, hitList, memberList, userList} from './user-lists.ts';
import {type ListState, moveTo} from './list-state.ts';
import {changeList, settleLists} from './settle-lists.ts';
import {userAtPosition, type UserView} from './users/user-view.ts';
import {type State} from './state.ts';
import {chain, type Step, stay} from './step.ts';
import {wantDetails} from './update-detail.ts';
import {updateFilter} from './update-filter.ts';
import {updateList} from './update-list.ts';
import {dashboardItems} from './dashboard-items.ts';
import {activeList, type Place, type Scope, tabOf, tabs} from './view-state.ts';

/** Moving about: places, cursors, filters, orders, marks. */
export function updateView(state: State, event: ViewEvent): Step {
	switch (event.type) {
		case 'view.opened': {
			return open(state, event.place);
		}

		case 'view.scoped': {
			return stay(scope(state, event.scope));
		}

		case 'view.entered': {
			return enter(state);
		}

		case 'view.wentBack': {
			return goBack(state);
		}

		case 'view.swapped': {
			return state.view.previous === undefined ? stay(state) : open(state, state.view.previous);
		}

		case 'view.tabStepped': {
			const at = tabs.indexOf(tabOf(state.view));
			const tab = tabs[(at + event.by + tabs.length) % tabs.length];
			return tab === undefined ? stay(state) : open(state, {kind: 'tab', tab});
		}

		case 'view.neighbour': {
			return openNeighbour(state, event.by);
		}

		case 'view.focused': {
			const last = dashboardItems(state).length - 1;
			const focus = Math.max(0, Math.min(last, state.view.focus + event.by));
			return stay({...state, view: {...state.view, focus}});
		}

		case 'terminal.resized': {
			return stay(settleLists({...state, size: {columns: event.columns, rows: event.rows}}));
		}

		case 'filter.opened':
		case 'filter.typed':
		case 'filter.cut':
		case 'filter.caretMoved':
		case 'filter.emptied':
		case 'filter.completed':
		case 'filter.recalled':
		case 'filter.closed':
		case 'filter.abandoned': {
			return stay(updateFilter(state, event));
		}

		case 'view.sideways':
		case 'list.moved':
		case 'list.paged':
		case 'list.jumped':
		case 'list.sorted':
		case 'list.reversed':
		case 'list.marked':
		case 'list.rangeToggled':
		case 'list.allMarked':
		case 'list.unmarked': {
			return updateList(state, event);
		}
	}
}

function open(state: State, place: Place): Step {
	const {view} = state;
	const isTab = place.kind === 'tab';
	const back = isTab ? [] : [...view.back, view.place];
	const next: State = {
		...state,
		dialog: undefined,
		view: {...view, place, back, previous: view.place, isFiltering: false},
	};
	return chain(stay(settleLists(next)), wantDetails);
}

function scope(state: State, wanted: Scope): State {
	const {view} = state;
	return settleLists({
		...state,
		view: {
			...view,
			place: {kind: 'tab', tab: 'users'},
			back: [{kind: 'tab', tab: 'dashboard'}],
			previous: view.place,
			scope: wanted,
			lists: withList(view.lists, 'users', {...view.lists.users, filter: '', marks: new Set()}),
		},
	});
}

function enter(state: State): Step {
	const {place} = state.view;
	if (place.kind === 'tab' && place.tab === 'dashboard') {
		const item = dashboardItems(state)[state.view.focus];
		return item === undefined ? stay(state) : follow(state, item.opens);
	}

	const target = placeUnderCursor(state);
	return target === undefined ? stay(state) : open(state, target);
}

function follow(state: State, opens: {readonly scope: Scope} | {readonly place: Place}): Step {
	return 'scope' in opens ? stay(scope(state, opens.scope)) : open(state, opens.place);
}

function placeUnderCursor(state: State): Place | undefined {
	const {place, lists} = state.view;
	const name = activeList(place);
	switch (name) {
		case undefined:
		case 'issues': {
			return undefined;
		}

		case 'users': {
			const user = userUnder(userList(state), lists.users);
			return user && {kind: 'user', id: user.id};
		}

		case 'members': {
			const view = memberList(state, place.kind === 'group' ? place.id : '');
			const user = userUnder(view, lists.members);
			return user && {kind: 'user', id: user.id};
		}

		case 'hit': {
			const view = hitList(state, place.kind === 'cause' ? place.key : '');
			const user = userUnder(view, lists.hit);
			return user && {kind: 'user', id: user.id};
		}

		case 'causes': {
			const cause = causeList(state)[lists.causes.position];
			return cause && {kind: 'cause', key: cause.key};
		}

		case 'batches': {
			const user = userUnder(batchList(state), lists.batches);
			return user?.batch && {kind: 'batch', id: user.batch.id, userId: user.id};
		}

		case 'activity': {
			return activityUnderCursor(state)?.opens;
		}

		case 'groups': {
			const group = groupList(state)[lists.groups.position];
			return group && {kind: 'group', id: group.id};
		}

		case 'userBatches': {
			const batch = userBatches(state, place.kind === 'user' ? place.id : '')[
				lists.userBatches.position
			];
			return batch && {kind: 'batch', id: batch.id, userId: batch.userId};
		}
	}
}

// The list behind the detail moves its cursor, and what is under it replaces what is open.
function openNeighbour(state: State, by: 1 | -1): Step {
	const {view} = state;
	const behind = view.back.at(-1);
	const name = behind && activeList(behind);
	if (behind === undefined || name === undefined) {
		return stay(state);
	}

	const list = settleLists({...state, view: {...view, place: behind}});
	const moved = changeList(list, name, (old) =>
		moveTo(old, old.position + by, shapeOf(list, name)),
	);
	const place = placeUnderCursor(moved);
	return place === undefined
		? stay(state)
		: chain(
				stay(settleLists({...moved, view: {...moved.view, place, back: view.back}})),
				wantDetails,
			);
}

function userUnder(view: UserView, list: ListState): User | undefined {
	return userAtPosition(view, list.position);
}

/** Escape: out of the filter, then the marks, then the scope, then the place. */
function goBack(state: State): Step {
	const {view} = state;
	const name = activeList(view.place);
	const list = name === undefined ? undefined : view.lists[name];
	if (name !== undefined && list !== undefined) {
		if (list.rangeFrom !== undefined) {
			return stay(changeList(state, name, (old) => ({...old, rangeFrom: undefined})));
		}

		if (list.filter !== '') {
			return stay(settleLists(changeList(state, name, (old) => ({...old, filter: ''}))));
		}

		if (list.marks.size > 0) {
			return stay(changeList(state, name, (old) => ({...old, marks: new Set()})));
		}
	}

	const place = view.back.at(-1);
	const isScoped =
		view.place.kind === 'tab' && view.place.tab === 'users' && view.scope.kind !== 'all';
	const withoutScope: State = isScoped
		? settleLists({...state, view: {...view, scope: {kind: 'all'}}})
		: state;
	if (place === undefined) {
		return stay(withoutScope);
	}

	return chain(
		stay(
			settleLists({
				...withoutScope,
				view: {
					...withoutScope.view,
					place,
					back: view.back.slice(0, -1),
					previous: view.place,
				},
			}),
		),
		wantDetails,
	);
}
