import {type Batch, type Issue} from '../contract/batch.ts';
import {type Group} from '../contract/group.ts';
import {causeList} from './causes/cause-list.ts';
import {activityList} from './activity-list.ts';
import {fold} from './fold.ts';
import {listHeight} from './layout.ts';
import {type ListName, type ListShape, type ListState} from './list-state.ts';
import {filterQuery} from './query/filters.ts';
import {groupFields} from './query/group-fields.ts';
import {rowTest} from './query/match-row.ts';
import {screenLayout} from './screen-layout.ts';
import {type State} from './state.ts';
import {batchList, hitList, memberList, userList} from './user-lists.ts';
import {idAtPosition, positionOf, type UserView} from './users/user-view.ts';
import {accessTypeText, severityText} from './words.ts';

/** All groups that the filter leaves, in order. Groups are few: they are sorted as they are needed. */
export function groupList(state: State): readonly Group[] {
	const {sort} = state.view.lists.groups;
	const {byGroup} = state.entities.tally;
	const isAsked = rowTest(filterQuery(state, 'groups'), groupFields, {byGroup});
	const sign = sort.isDescending ? -1 : 1;
	const valueOf = groupValue(state, sort.column);
	return [...state.entities.groups.values()].filter(isAsked).toSorted((first, second) => {
		const one = valueOf(first);
		const other = valueOf(second);
		if (one === other) {
			return first.id < second.id ? -1 : 1;
		}

		return one < other ? -sign : sign;
	});
}

function groupValue(state: State, column: string): (group: Group) => string | number {
	const sums = (group: Group) => state.entities.tally.byGroup.get(group.id);
	switch (column) {
		case 'users': {
			return (group) => sums(group)?.users ?? 0;
		}

		case 'status': {
			return (group) => (group.syncStatus === 'enabled' ? 1 : 0);
		}

		case 'suspended': {
			return (group) => sums(group)?.suspended ?? 0;
		}

		case 'issues': {
			return (group) => sums(group)?.withIssues ?? 0;
		}

		case 'access': {
			return (group) => accessTypeText(group.mailboxAccessType);
		}

		default: {
			return (group) => fold(group.name);
		}
	}
}

/** The batches of the user that is open, the latest first; the current one may be newer than the list that was read. */
export function userBatches(state: State, id: string): readonly Batch[] {
	const {user: detail} = state.details;
	return detail.id === id ? (detail.value?.batches ?? []) : [];
}

const severities = ['critical', 'severe', 'moderate', 'low'].map((severity) => fold(severity));

/** The issues of the batch that is open, the gravest first. */
export function batchIssues(state: State, id: string): readonly Issue[] {
	const {batch: detail} = state.details;
	const issues = detail.id === id ? (detail.value?.issues ?? []) : [];
	const rank = (issue: Issue) => severities.indexOf(severityText(issue.severity));
	return issues.toSorted((first, second) => rank(first) - rank(second));
}

/** What the keys need to know of a list to move in it. */
export function shapeOf(state: State, name: ListName): ListShape {
	const {place} = state.view;
	const height = listHeight(screenLayout(state), name, place);
	switch (name) {
		case 'users': {
			return viewShape(userList(state), height);
		}

		case 'batches': {
			return viewShape(batchList(state), height);
		}

		case 'members': {
			return viewShape(memberList(state, place.kind === 'group' ? place.id : ''), height);
		}

		case 'groups': {
			return arrayShape(groupList(state), height);
		}

		case 'hit': {
			return viewShape(hitList(state, place.kind === 'cause' ? place.key : ''), height);
		}

		case 'causes': {
			return arrayShape(
				causeList(state).map(({key}) => ({id: key})),
				height,
			);
		}

		case 'activity': {
			return arrayShape(activityList(state), height);
		}

		case 'userBatches': {
			return arrayShape(userBatches(state, place.kind === 'user' ? place.id : ''), height);
		}

		case 'issues': {
			return arrayShape(batchIssues(state, place.kind === 'batch' ? place.id : ''), height);
		}
	}
}

function viewShape(view: UserView, height: number): ListShape {
	return {
		length: view.slots.length,
		height,
		positionOf: (id) => positionOf(view, id),
		idAt: (position) => idAtPosition(view, position),
	};
}

function arrayShape(rows: ReadonlyArray<{readonly id: string}>, height: number): ListShape {
	return {
		length: rows.length,
		height,
		positionOf: (id) => rows.findIndex((row) => row.id === id),
		idAt: (position) => rows[position]?.id,
	};
}

export function withList(
	lists: State['view']['lists'],
	name: ListName,
	list: ListState,
): State['view']['lists'] {
	return lists[name] === list ? lists : {...lists, [name]: list};
}
