import {safe} from '../contract/text.ts';
import {type ColumnsDialog} from './dialog.ts';
import {type ColumnsEvent} from './event.ts';
import {type ListName} from './list-state.ts';
import {told} from './notices.ts';
import {columnsOf, nameColumn} from './select/own-columns.ts';
import {type State} from './state.ts';
import {type Step, stay} from './step.ts';

/** Choosing the columns of a list: nothing holds before it is kept. */
export function updateColumns(state: State, event: ColumnsEvent): Step {
	const {dialog} = state;
	if (event.type === 'columns.opened') {
		const rows = rowsOf(state, event.list, state.preferences.columns[event.list]);
		return rows.length === 0
			? stay(state)
			: stay({...state, dialog: {kind: 'columns', list: event.list, rows, at: 0}});
	}

	if (dialog?.kind !== 'columns') {
		return stay(state);
	}

	const {rows, at, list} = dialog;
	const change = (next: Partial<ColumnsDialog>): Step =>
		stay({...state, dialog: {...dialog, ...next}});
	switch (event.type) {
		case 'columns.moved': {
			return change({at: within(at + event.by, rows.length)});
		}

		case 'columns.toggled': {
			return change({
				rows: rows.map((row, index) =>
					index === at && row.id !== nameColumn ? {...row, isShown: !row.isShown} : row,
				),
			});
		}

		case 'columns.shifted': {
			const to = within(at + event.by, rows.length);
			const moved = rows.filter((_, index) => index !== at);
			return change({
				rows: [...moved.slice(0, to), ...rows.slice(at, at + 1), ...moved.slice(to)],
				at: to,
			});
		}

		case 'columns.reset': {
			return change({rows: rowsOf(state, list, undefined)});
		}

		case 'columns.kept': {
			return keep({...state, dialog: undefined}, dialog);
		}
	}
}

function keep(state: State, {list, rows}: ColumnsDialog): Step {
	const shown = rows.filter(({isShown}) => isShown).map(({id}) => id);
	const standard = columnsOf(state, list).map(({id}) => id);
	const {[list]: _, ...others} = state.preferences.columns;
	const columns = shown.join(' ') === standard.join(' ') ? others : {...others, [list]: shown};
	const view = changeOffset(state, list);
	const next = {...state, view, preferences: {...state.preferences, columns}};
	return [
		told(next, safe`Columns kept`, 'dim'),
		[{type: 'keep', kept: {kind: 'columns', columns}}],
	];
}

// Columns that were scrolled away are others now: the list shows its first ones again.
function changeOffset({view}: State, list: ListName): State['view'] {
	return {...view, lists: {...view.lists, [list]: {...view.lists[list], columnOffset: 0}}};
}

// Those that are shown in their order, then those that are not.
function rowsOf(
	state: State,
	list: ListName,
	own: readonly string[] | undefined,
): ColumnsDialog['rows'] {
	const ids = columnsOf(state, list).map(({id}) => id);
	const chosen = (own ?? ids).filter((id) => ids.includes(id));
	const shown =
		chosen.includes(nameColumn) || !ids.includes(nameColumn) ? chosen : [nameColumn, ...chosen];
	const hidden = ids.filter((id) => !shown.includes(id));
	return [
		...[...new Set(shown)].map((id) => ({id, isShown: true})),
		...hidden.map((id) => ({id, isShown: false})),
	];
}

function within(at: number, length: number): number {
	return Math.max(0, Math.min(length - 1, at));
}
