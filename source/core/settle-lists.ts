import {shapeOf, withList} from './lists.ts';
import {type ListName, type ListState, settle} from './list-state.ts';
import {type State} from './state.ts';
import {activeList} from './view-state.ts';

/** Puts the cursor of the list on screen right after its rows came, went or moved. */
export function settleLists(state: State): State {
	const name = activeList(state.view.place);
	if (name === undefined) {
		return state;
	}

	const list = state.view.lists[name];
	const settled = settle(list, shapeOf(state, name));
	return settled === list ? state : changeList(state, name, () => settled);
}

/** A state with one list changed. */
export function changeList(
	state: State,
	name: ListName,
	change: (list: ListState) => ListState,
): State {
	const lists = withList(state.view.lists, name, change(state.view.lists[name]));
	return lists === state.view.lists ? state : {...state, view: {...state.view, lists}};
}
