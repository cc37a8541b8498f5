import {safe} from '../contract/text.ts';
import {type Event} from '../core/event.ts';
import {type Command} from './command.ts';
import {inDialog} from './dialog-commands.ts';

const event =
	(does: Event): Command['event'] =>
	() =>
		does;

/** All connections side by side, and the way to another one. */
export const connectionCommands: readonly Command[] = [
	{
		id: 'app.connections',
		scope: 'everywhere',
		keys: ['@'],
		section: 'Program',
		title: safe`connections`,
		detail: safe`all saved connections side by side; Enter changes to another one`,
		isHinted: false,
		mutates: false,
		event: event({type: 'connections.opened'}),
	},
	...inDialog('connections', [
		{
			id: 'open',
			keys: ['enter'],
			title: safe`change to it`,
			event: event({type: 'connections.chosen'}),
		},
		{
			id: 'down',
			keys: ['j', 'down'],
			title: safe`next`,
			event: event({type: 'connections.moved', by: 1}),
		},
		{
			id: 'up',
			keys: ['k', 'up'],
			title: safe`previous`,
			isHinted: false,
			event: event({type: 'connections.moved', by: -1}),
		},
		{
			id: 'pageDown',
			keys: ['pagedown', 'ctrl+d', 'G', 'end'],
			title: safe`to the end`,
			isHinted: false,
			event: event({type: 'connections.moved', by: 1000}),
		},
		{
			id: 'pageUp',
			keys: ['pageup', 'ctrl+u', 'g', 'home'],
			title: safe`to the start`,
			isHinted: false,
			event: event({type: 'connections.moved', by: -1000}),
		},
		{
			id: 'close',
			keys: ['escape', 'q', '@', 'ctrl+c'],
			title: safe`close`,
			event: event({type: 'dialog.closed'}),
		},
	]),
];
