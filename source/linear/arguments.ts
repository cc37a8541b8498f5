import {type SafeText, safe, toSafe} from '../contract/text.ts';
import {causeList} from '../core/causes/cause-list.ts';
import {dashboardItems} from '../core/dashboard-items.ts';
import {type Event} from '../core/event.ts';
import {fold, termsOf} from '../core/fold.ts';
import {groupList, shapeOf} from '../core/lists.ts';
import {type ListName} from '../core/list-state.ts';
import {type State} from '../core/state.ts';
import {findUsers} from '../core/users/find-users.ts';
import {userAt} from '../core/users/user-table.ts';
import {activeList, type Place} from '../core/view-state.ts';
import {type Listing} from './rows.ts';

/** As many rows as one line may name: who means more marks all that a filter shows. */
const mostNumbers = 500;

/** The numbers that a text names: `3`, `2 4-6`, `2,5`; nothing where it names none. */
export function numbersOf(text: string): readonly number[] | undefined {
	const parts = text.split(/[ ,]+/).filter((part) => part !== '');
	const numbers: number[] = [];
	for (const part of parts) {
		const [, from, to] = /^(\d{1,7})(?:-(\d{1,7}))?$/.exec(part) ?? [];
		if (from === undefined) {
			return undefined;
		}

		const [first, last] = [Number(from), Number(to ?? from)];
		const length = Math.min(mostNumbers + 1, last - first + 1);
		numbers.push(...Array.from({length: Math.max(0, length)}, (_, index) => first + index));
	}

	return parts.length === 0 ? undefined : [...new Set(numbers)];
}

/** The rows that numbers mean: those that were said with them. */
export type Rows =
	| {readonly ids: readonly string[]; readonly positions: readonly number[]}
	| {readonly problem: SafeText};

export function rowsOf(state: State, listing: Listing, numbers: readonly number[]): Rows {
	if (numbers.length > mostNumbers) {
		return {problem: safe`At most ${mostNumbers} numbers at once: filter, then "mark all".`};
	}

	const {shape} = listing;
	const outside = numbers.find((number) => number < 1 || number > shape.length);
	if (outside !== undefined) {
		return {problem: safe`There is no row ${outside}; the list was said with ${shape.length}.`};
	}

	const ids = numbers.map((number) => shape.idAt(number - 1) ?? '');
	const positions = ids.map((id) => positionIn(state, listing.name, id));
	const gone = positions.indexOf(-1);
	return gone >= 0
		? {
				problem: safe`Row ${numbers[gone] ?? 0} is not in the list any more; "repeat" says it anew.`,
			}
		: {ids, positions};
}

function positionIn(state: State, name: ListName, id: string): number {
	return id === '' ? -1 : shapeOf(state, name).positionOf(id);
}

/** Brings the cursor to a row. */
export function moveTo(state: State, name: ListName, position: number): readonly Event[] {
	const by = position - state.view.lists[name].position;
	return by === 0 ? [] : [{type: 'list.moved', by}];
}

/** The state as if these rows were marked, and no others: what a command would then be about. */
export function withMarks(state: State, name: ListName, ids: readonly string[]): State {
	const {lists} = state.view;
	return {
		...state,
		view: {...state.view, lists: {...lists, [name]: {...lists[name], marks: new Set(ids)}}},
	};
}

/** The state as if the cursor were on a row. */
export function withCursor(
	state: State,
	name: ListName,
	{position, id}: {readonly position: number; readonly id: string},
): State {
	const {lists} = state.view;
	return {
		...state,
		view: {...state.view, lists: {...lists, [name]: {...lists[name], position, cursor: id}}},
	};
}

/** Whether several rows of the list can be meant at once. */
export function isMarkable(name: ListName | undefined): boolean {
	return name === 'users' || name === 'members' || name === 'hit';
}

/** What a name stands for: a user by e-mail or name, else a group by its name. */
export function placeNamed(state: State, text: string): Place | undefined {
	const wanted = fold(text.trim());
	const {users, groups} = state.entities;
	const found = findUsers(users, termsOf(text), 60)
		.map((slot) => userAt(users, slot))
		.filter((user) => user !== undefined);
	const exact = found.filter(({email}) => fold(email) === wanted);
	const named = exact.length > 0 ? exact : found.filter(({name}) => fold(name) === wanted);
	const [only] = named;
	if (only !== undefined && named.length === 1) {
		return {kind: 'user', id: only.id};
	}

	const group = [...groups.values()].find(({name}) => fold(name) === wanted);
	return group && {kind: 'group', id: group.id};
}

/** The state as if a user were open, or a group were under the cursor of the list of groups. */
export function standingAt(state: State, place: Place): State {
	if (place.kind !== 'group') {
		return {...state, view: {...state.view, place}};
	}

	const {lists} = state.view;
	const groups: Place = {kind: 'tab', tab: 'groups'};
	const there: State = {
		...state,
		view: {
			...state.view,
			place: groups,
			lists: {...lists, groups: {...lists.groups, filter: ''}},
		},
	};
	const position = groupList(there).findIndex(({id}) => id === place.id);
	return {
		...there,
		view: {
			...there.view,
			lists: {...there.view.lists, groups: {...there.view.lists.groups, position}},
		},
	};
}

/** What a number opens where there is no list: a count or what needs attention; a cause by its place in the list of causes. */
export function openNumber(state: State, id: string, number: number): Event | SafeText {
	if (id === 'triage.cause') {
		const cause = causeList(state)[number - 1];
		return cause === undefined
			? safe`There is no cause ${number}; "causes" says those that there are.`
			: {type: 'view.opened', place: {kind: 'cause', key: cause.key}};
	}

	const item = dashboardItems(state)[number - 1];
	if (item === undefined || activeList(state.view.place) !== undefined) {
		return safe`There is nothing with the number ${number}.`;
	}

	return 'scope' in item.opens
		? {type: 'view.scoped', scope: item.opens.scope}
		: {type: 'view.opened', place: item.opens.place};
}

export function unknownName(text: string): SafeText {
	return safe`There is no one user or group "${toSafe(text)}". "find ${toSafe(text)}" says who is near.`;
}
