import {safe} from '../contract/text.ts';
import {type Command} from './command.ts';
import {inDialog} from './dialog-commands.ts';

/** Changes that are collected instead of made. */
export const setCommands: readonly Command[] = [
	{
		id: 'set.open',
		scope: 'everywhere',
		keys: ['P'],
		section: 'Change',
		title: safe`change set`,
		detail: safe`the collected changes as one diff: drop, apply, save as a plan file, load one (+ in a dialog collects)`,
		isHinted: false,
		mutates: false,
		event: () => ({type: 'set.opened'}),
	},
	...inDialog('changeSet', [
		{
			id: 'close',
			keys: ['escape', 'q', 'ctrl+c'],
			title: safe`close`,
			event: () => ({type: 'dialog.closed'}),
		},
		{
			id: 'down',
			keys: ['j', 'down'],
			title: safe`next`,
			isHinted: false,
			event: () => ({type: 'set.moved', by: 1}),
		},
		{
			id: 'up',
			keys: ['k', 'up'],
			title: safe`previous`,
			isHinted: false,
			event: () => ({type: 'set.moved', by: -1}),
		},
		{id: 'drop', keys: ['d'], title: safe`drop one`, event: () => ({type: 'set.dropped'})},
		{id: 'empty', keys: ['X'], title: safe`drop all`, event: () => ({type: 'set.emptied'})},
		{id: 'apply', keys: ['enter'], title: safe`apply all`, event: () => ({type: 'set.applied'})},
		{
			id: 'save',
			keys: ['w'],
			title: safe`save`,
			event: () => ({type: 'set.fileAsked', purpose: 'savePlan'}),
		},
		{
			id: 'load',
			keys: ['l'],
			title: safe`load`,
			event: () => ({type: 'set.fileAsked', purpose: 'loadPlan'}),
		},
	]),
];
