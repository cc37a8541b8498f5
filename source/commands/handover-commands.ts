import {safe} from '../contract/text.ts';
import {type Command} from './command.ts';

const inDialog = {
	section: 'Dialog',
	scope: 'dialog.handover',
	isHinted: true,
	mutates: false,
} as const;

const scroll = (
	[
		['down', ['j', 'down'], 1],
		['up', ['k', 'up'], -1],
		['pageDown', ['pagedown', 'ctrl+d', 'space'], 10],
		['pageUp', ['pageup', 'ctrl+u'], -10],
		['start', ['g', 'home'], -1_000_000],
		['end', ['G', 'end'], 1_000_000],
	] as const
).map(([id, keys, by]): Command => ({
	...inDialog,
	id: `handover.${id}`,
	keys,
	title: safe`scroll`,
	detail: safe`scroll`,
	isHinted: id === 'down',
	event: () => ({type: 'dialog.scrolled', by}),
}));

/** What the next shift has to know, and the ways that it can go. */
export const handoverCommands: readonly Command[] = [
	{
		id: 'out.handover',
		scope: 'everywhere',
		keys: ['H'],
		section: 'Triage',
		title: safe`handover`,
		detail: safe`what the next shift has to know, as Markdown: copied, written to a file or printed; masked if you like`,
		isHinted: true,
		mutates: false,
		event: () => ({type: 'handover.opened'}),
	},
	{
		...inDialog,
		id: 'handover.copy',
		keys: ['y', 'enter'],
		title: safe`copy`,
		detail: safe`copy it`,
		event: () => ({type: 'handover.copied'}),
	},
	{
		...inDialog,
		id: 'handover.file',
		keys: ['w'],
		title: safe`write a file`,
		detail: safe`write it to a file beside the audit journal, for its owner only`,
		event: () => ({type: 'handover.filed'}),
	},
	{
		...inDialog,
		id: 'handover.print',
		keys: ['p'],
		title: safe`print at the end`,
		detail: safe`print it to standard output when the program ends; again: do not`,
		event: () => ({type: 'handover.printed'}),
	},
	{
		...inDialog,
		id: 'handover.mask',
		keys: ['m'],
		title: safe`mask`,
		detail: safe`without names, addresses, hosts and memos; again: with them`,
		event: () => ({type: 'handover.maskToggled'}),
	},
	{
		...inDialog,
		id: 'handover.close',
		keys: ['escape', 'q', 'ctrl+c'],
		title: safe`close`,
		detail: safe`close`,
		event: () => ({type: 'dialog.closed'}),
	},
	...scroll,
];
