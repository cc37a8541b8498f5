import {type BatchId, type GroupId, type UserId} from '../contract/id.ts';
import {initialList, type ListName, type ListState} from './list-state.ts';
import {type CountName} from './tally.ts';

export const tabs = ['dashboard', 'users', 'groups', 'batches', 'options', 'activity'] as const;
export type Tab = (typeof tabs)[number];

/** Where a person is: a tab, or something opened from one. */
export type Place =
	| {readonly kind: 'tab'; readonly tab: Tab}
	| {readonly kind: 'user'; readonly id: UserId}
	| {readonly kind: 'group'; readonly id: GroupId}
	| {readonly kind: 'causes'}
	/** One cause with the users whom it hits. */
	| {readonly kind: 'cause'; readonly key: string}
	| {readonly kind: 'batch'; readonly id: BatchId; readonly userId: UserId};

/** Which users the list shows, before any filter. */
export type Scope =
	| {readonly kind: 'all'}
	| {readonly kind: 'count'; readonly name: CountName}
	| {readonly kind: 'nearSuspension'};

export type ViewState = {
	readonly place: Place;
	/** What Escape goes back to, nearest last. */
	readonly back: readonly Place[];
	/** The last place, for the backtick. */
	readonly previous: Place | undefined;
	readonly scope: Scope;
	/** Which card or line of the dashboard has the focus. */
	readonly focus: number;
	/** The filter field has the keys. */
	readonly isFiltering: boolean;
	/** Where in the filter typing goes; nothing: at its end. */
	readonly caret: number | undefined;
	/** Which of the filters kept earlier is looked at, and what was typed before; nothing while none is. */
	readonly recalled: {readonly at: number; readonly typed: string} | undefined;
	readonly lists: Readonly<Record<ListName, ListState>>;
};

export const initialView: ViewState = {
	place: {kind: 'tab', tab: 'dashboard'},
	back: [],
	previous: undefined,
	scope: {kind: 'all'},
	focus: 0,
	isFiltering: false,
	caret: undefined,
	recalled: undefined,
	lists: {
		users: initialList({column: 'name', isDescending: false}),
		groups: initialList({column: 'name', isDescending: false}),
		batches: initialList({column: 'state', isDescending: false}),
		members: initialList({column: 'name', isDescending: false}),
		userBatches: initialList({column: 'queued', isDescending: true}),
		issues: initialList({column: 'severity', isDescending: true}),
		activity: initialList({column: 'time', isDescending: true}),
		causes: initialList({column: 'users', isDescending: true}),
		hit: initialList({column: 'name', isDescending: false}),
	},
};

/** The list that the keys move in, if the place has one. */
export function activeList(place: Place): ListName | undefined {
	switch (place.kind) {
		case 'user': {
			return 'userBatches';
		}

		case 'group': {
			return 'members';
		}

		case 'causes': {
			return 'causes';
		}

		case 'cause': {
			return 'hit';
		}

		case 'batch': {
			return 'issues';
		}

		case 'tab': {
			return place.tab === 'dashboard' || place.tab === 'options' ? undefined : place.tab;
		}
	}
}

/** The tab that a place belongs to, for the bar of tabs. */
export function tabOf(view: ViewState): Tab {
	const found = [view.place, ...view.back.toReversed()].find((place) => place.kind === 'tab');
	return found?.kind === 'tab' ? found.tab : 'users';
}
