import {type SafeText} from '../../contract/text.ts';
import {type ListName} from '../list-state.ts';
import {type State} from '../state.ts';
import {activityColumns} from './activity.ts';
import {batchColumns} from './batches.ts';
import {type Column} from './column.ts';
import {groupColumns} from './groups.ts';
import {userColumns} from './users.ts';

/** The column that says whose row it is: it is always there. */
export const nameColumn = 'name';

/** All columns that a list can show, in the order that it has by itself. */
export function columnsOf(
	state: State,
	list: ListName,
): ReadonlyArray<{readonly id: string; readonly title: SafeText}> {
	switch (list) {
		case 'users':
		case 'hit': {
			return userColumns(state);
		}

		case 'members': {
			return memberColumns(state);
		}

		case 'groups': {
			return groupColumns(state);
		}

		case 'batches': {
			return batchColumns(state);
		}

		case 'activity': {
			return activityColumns(state);
		}

		case 'causes':
		case 'userBatches':
		case 'issues': {
			return [];
		}
	}
}

/** The columns of the members of a group: all but the group. */
export function memberColumns(state: State) {
	return userColumns(state).filter(({id}) => id !== 'group');
}

/**
The columns that somebody chose for a list, in that order; all of them as they are where nobody chose. Where there is not room for all,
those that matter least make room first; where somebody put them in another order, those further right.
*/
export function ownColumns<Row>(
	state: State,
	list: ListName,
	columns: ReadonlyArray<Column<Row>>,
): ReadonlyArray<Column<Row>> {
	const own = state.preferences.columns[list];
	if (own === undefined) {
		return columns;
	}

	const wanted = own.includes(nameColumn) ? own : [nameColumn, ...own];
	const chosen = wanted.flatMap((id) => columns.filter((column) => column.id === id));
	const isInOrder = columns
		.filter((column) => chosen.includes(column))
		.every((column, index) => column === chosen[index]);
	return isInOrder
		? chosen
		: chosen.map((column, index) => ({
				...column,
				priority: column.id === nameColumn ? 0 : index + 1,
			}));
}
