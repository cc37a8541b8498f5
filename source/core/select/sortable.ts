import {type SafeText} from '../../contract/text.ts';
import {type ListName} from '../list-state.ts';
import {type State} from '../state.ts';
import {activityColumns} from './activity.ts';
import {batchColumns} from './batches.ts';
import {groupColumns} from './groups.ts';
import {userColumns} from './users.ts';

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
export function sortableColumns(state: State, list: ListName): readonly Titled[] {
	switch (list) {
		case 'users':
		case 'members':
		case 'hit': {
			return userColumns(state);
		}

		case 'groups': {
			return groupColumns(state).filter(({id}) => groupSorts.has(id));
		}

		case 'batches': {
			return batchColumns(state).filter(({id}) => batchSorts.has(id));
		}

		case 'activity': {
			return activityColumns(state).filter(({id}) => id === 'time');
		}

		case 'userBatches':
		case 'causes':
		case 'issues': {
			return [];
		}
	}
}

/** The column beside the one that decides the order now, round and round; nothing where there is no choice. */
export function neighbouringSort(state: State, list: ListName, by: 1 | -1): string | undefined {
	const columns = sortableColumns(state, list);
	const at = columns.findIndex(({id}) => id === state.view.lists[list].sort.column);
	return columns[(at + by + columns.length) % columns.length]?.id;
}
