import {safe} from '../../contract/text.ts';
import {type ListName} from '../../core/list-state.ts';
import {sortableColumns} from '../../core/select/sortable.ts';
import {type State} from '../../core/state.ts';
import {type Choice} from './choices.ts';

/** The columns that a list can be ordered by. */
export function sortChoices(state: State, list: ListName): readonly Choice[] {
	const current = state.view.lists[list].sort;
	return sortableColumns(state, list).map(({id, title}) => ({
		value: id,
		label: id === current.column ? safe`${title}  (again turns it round)` : title,
		isPossible: true,
	}));
}
