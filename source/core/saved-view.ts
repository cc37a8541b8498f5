import {type SafeText} from '../contract/text.ts';
import {type ListName, type Sort} from './list-state.ts';
import {type State} from './state.ts';
import {isFilterable} from './update-filter.ts';
import {activeList, type Place, type Scope} from './view-state.ts';

/** A list as somebody looked at it: where, whom, by which filter, in which order. Kept under a name. */
export type SavedView = {
	readonly name: SafeText;
	readonly place: Place;
	readonly scope: Scope;
	readonly filter: string;
	readonly sort: Sort;
};

/** What is on screen as a view to be saved; nothing where there is no list to save. */
export function viewNow(state: State, name: SafeText): SavedView | undefined {
	const {place, scope, lists} = state.view;
	const list = savableList(place);
	return list && {name, place, scope, filter: lists[list].filter, sort: lists[list].sort};
}

/** The list of a place that can be saved. */
export function savableList(place: Place): ListName | undefined {
	const list = activeList(place);
	return list !== undefined && isFilterable(list) ? list : undefined;
}
