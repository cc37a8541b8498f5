import {withoutLast} from '../format/width.ts';
import {type ViewEvent} from './event.ts';
import {type ListName} from './list-state.ts';
import {changeList, settleLists} from './settle-lists.ts';
import {type State} from './state.ts';
import {activeList} from './view-state.ts';

const longestFilter = 200;

export type FilterEvent = Extract<ViewEvent, {type: `filter.${string}`}>;

/** The filter of the list on screen, applied while it is typed. */
export function updateFilter(state: State, event: FilterEvent): State {
	const name = activeList(state.view.place);
	if (name === undefined || !isFilterable(name)) {
		return state;
	}

	const filtering = (isFiltering: boolean): State => ({
		...state,
		view: {...state.view, isFiltering},
	});
	const write = (change: (filter: string) => string): State =>
		settleLists(changeList(state, name, (list) => ({...list, filter: change(list.filter)})));
	switch (event.type) {
		case 'filter.opened': {
			return filtering(true);
		}

		case 'filter.typed': {
			return write((filter) => (filter + event.text).slice(0, longestFilter));
		}

		case 'filter.erased': {
			return write((filter) => withoutLast(filter));
		}

		case 'filter.emptied': {
			return write(() => '');
		}

		case 'filter.closed': {
			return filtering(false);
		}

		case 'filter.abandoned': {
			const emptied = write(() => '');
			return {...emptied, view: {...emptied.view, isFiltering: false}};
		}
	}
}

/** Lists that are long enough to look in. */
export function isFilterable(name: ListName): boolean {
	return (
		name === 'users' ||
		name === 'groups' ||
		name === 'batches' ||
		name === 'members' ||
		name === 'hit'
	);
}
