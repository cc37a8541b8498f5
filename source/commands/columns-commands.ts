import {safe} from '../contract/text.ts';
import {type Event} from '../core/event.ts';
import {activeList} from '../core/view-state.ts';
import {type Command} from './command.ts';
import {inDialog} from './dialog-commands.ts';

const event =
	(does: Event): Command['event'] =>
	() =>
		does;

/** Choosing the columns of a list. */
export const columnsCommands: readonly Command[] = [
	{
		id: 'table.columns',
		scope: 'filterable',
		keys: ['C'],
		section: 'Find',
		title: safe`columns`,
		detail: safe`choose which columns the list shows, and in which order`,
		isHinted: false,
		mutates: false,
		event({view}) {
			const list = activeList(view.place);
			return list && {type: 'columns.opened', list};
		},
	},
	...inDialog('columns', [
		{
			id: 'toggle',
			keys: ['space', 'x'],
			title: safe`show or hide`,
			event: event({type: 'columns.toggled'}),
		},
		{
			id: 'down',
			keys: ['j', 'down'],
			title: safe`next`,
			isHinted: false,
			event: event({type: 'columns.moved', by: 1}),
		},
		{
			id: 'up',
			keys: ['k', 'up'],
			title: safe`previous`,
			isHinted: false,
			event: event({type: 'columns.moved', by: -1}),
		},
		{
			id: 'later',
			keys: ['J', 'right'],
			title: safe`move down`,
			event: event({type: 'columns.shifted', by: 1}),
		},
		{
			id: 'earlier',
			keys: ['K', 'left'],
			title: safe`move up`,
			event: event({type: 'columns.shifted', by: -1}),
		},
		{id: 'reset', keys: ['0'], title: safe`as at first`, event: event({type: 'columns.reset'})},
		{id: 'keep', keys: ['enter'], title: safe`keep`, event: event({type: 'columns.kept'})},
		{
			id: 'close',
			keys: ['escape', 'q', 'ctrl+c'],
			title: safe`leave as it was`,
			event: event({type: 'dialog.closed'}),
		},
	]),
];
