import {type SafeText, safe} from '../../contract/text.ts';
import {type ListName} from '../../core/list-state.ts';
import {batchColumns} from '../../core/select/batches.ts';
import {groupColumns} from '../../core/select/groups.ts';
import {userColumns} from '../../core/select/users.ts';
import {type State} from '../../core/state.ts';
import {type Choice} from './choices.ts';

type Titled = {readonly id: string; readonly title: SafeText};

// The columns that have a value to order by; the others would sort by name and say something else.
const groupSorts: ReadonlySet<string> = new Set([
	'name',
	'access',
	'status',
	'users',
	'issues',
	'suspended',
]);
const batchSorts: ReadonlySet<string> = new Set(['state', 'name', 'group', 'last', 'issues']);

/** The columns that a list can be ordered by. */
export function sortChoices(state: State, list: ListName): readonly Choice[] {
	const current = state.view.lists[list].sort;
	return columnsOf(state, list).map(({id, title}) => ({
		value: id,
		label: id === current.column ? safe`${title}  (again turns it round)` : title,
		isPossible: true,
	}));
}

function columnsOf(state: State, list: ListName): readonly Titled[] {
	switch (list) {
		case 'users':
		case 'members': {
			return userColumns(state);
		}

		case 'groups': {
			return groupColumns(state).filter(({id}) => groupSorts.has(id));
		}

		case 'batches': {
			return batchColumns(state).filter(({id}) => batchSorts.has(id));
		}

		case 'userBatches':
		case 'issues': {
			return [];
		}
	}
}
