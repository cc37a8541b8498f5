import {safe} from '../contract/text.ts';
import {type Command} from './command.ts';
import {inDialog} from './dialog-commands.ts';

/** The keys of a question for one line of text that type nothing. */
export const promptCommands: readonly Command[] = inDialog('prompt', [
	{
		id: 'enter',
		keys: ['enter'],
		title: safe`take it`,
		event: () => ({type: 'prompt.entered'}),
	},
	{
		id: 'close',
		keys: ['escape', 'ctrl+c'],
		title: safe`cancel`,
		event: () => ({type: 'dialog.closed'}),
	},
]);
