import {safe} from '../contract/text.ts';
import {type Command} from './command.ts';
import {inDialog} from './dialog-commands.ts';
import {enterPalette, forgetInPalette, moveInPalette} from './palette.ts';

const everywhere = {scope: 'everywhere', section: 'Find', mutates: false} as const;

/** Opening the palette, and the keys in it that type nothing. */
export const paletteCommands: readonly Command[] = [
	{
		...everywhere,
		id: 'cmd.palette',
		keys: ['ctrl+p'],
		title: safe`palette`,
		detail: safe`find a command, a place, a cause, a user or a group by a few of its letters`,
		isHinted: true,
		event: () => ({type: 'palette.opened', text: ''}),
	},
	{
		...everywhere,
		id: 'cmd.line',
		keys: [':'],
		title: safe`command line`,
		detail: safe`the same for a line of words: \`:users anna\`, \`:filter text\`, \`:interval 10s\`, \`:quit\``,
		isHinted: false,
		event: () => ({type: 'palette.opened', text: ':'}),
	},
	...inDialog('palette', [
		{
			id: 'run',
			keys: ['enter'],
			title: safe`do it`,
			event: enterPalette,
		},
		{
			id: 'down',
			keys: ['down', 'ctrl+n', 'tab'],
			title: safe`next line`,
			event: (state, keymap) => moveInPalette(state, keymap, 1),
		},
		{
			id: 'up',
			keys: ['up', 'ctrl+p', 'shift+tab'],
			title: safe`line before`,
			isHinted: false,
			event: (state, keymap) => moveInPalette(state, keymap, -1),
		},
		{
			id: 'pageDown',
			keys: ['pagedown'],
			title: safe`page down`,
			isHinted: false,
			event: (state, keymap) => moveInPalette(state, keymap, 10),
		},
		{
			id: 'pageUp',
			keys: ['pageup'],
			title: safe`page up`,
			isHinted: false,
			event: (state, keymap) => moveInPalette(state, keymap, -10),
		},
		{
			id: 'forget',
			keys: ['ctrl+x'],
			title: safe`forget a saved view`,
			isHinted: false,
			event: forgetInPalette,
		},
		{
			id: 'close',
			keys: ['escape', 'ctrl+c'],
			title: safe`close`,
			event: () => ({type: 'dialog.closed'}),
		},
	]),
];
