import {type SafeText, safe} from '../contract/text.ts';
import {type State} from '../core/state.ts';
import {isBehind} from '../core/user-lists.ts';
import {synchronizing, type Verb} from '../core/target.ts';
import {chosenTargets, reasonNotToChange} from '../core/targets.ts';
import {type Command} from './command.ts';

const ask =
	(verb: Verb): Command['event'] =>
	(state) => ({type: 'change.asked', verb, targets: chosenTargets(state)});

function nothingChosen(state: State): SafeText | undefined {
	// Rows that do not match what was asked for are no choice.
	if (isBehind(state)) {
		return safe`the list is not ready yet`;
	}

	return chosenTargets(state).length === 0 ? safe`nothing is chosen` : undefined;
}

const change = {section: 'Change', mutates: true} as const;

/** Changes of the synchronization status. Force Delete has no key of its own: it is in the menu. */
export const statusCommands: readonly Command[] = [
	{
		...change,
		id: 'status.set',
		scope: 'changeable',
		keys: ['s'],
		title: safe`set status`,
		detail: safe`menu of all statuses, those not possible with their reason; Force Delete only here`,
		isHinted: true,
		// Looking at the menu changes nothing, so it opens even when changes are off.
		mutates: false,
		blocked: nothingChosen,
		event: (state) => ({type: 'statusMenu.opened', targets: chosenTargets(state)}),
	},
	{
		...change,
		id: 'status.enable',
		scope: 'changeable',
		keys: ['e'],
		title: safe`enable`,
		detail: safe`enable synchronization, or lift what holds it`,
		isHinted: true,
		blocked: nothingChosen,
		event: ask('enable'),
	},
	{
		...change,
		id: 'status.disable',
		scope: 'changeable',
		keys: ['x'],
		title: safe`disable`,
		detail: safe`disable synchronization; a user can resume it, members of a disabled group cannot`,
		isHinted: true,
		blocked: nothingChosen,
		event: ask('disable'),
	},
	{
		...change,
		id: 'status.synchronize',
		scope: 'changeable',
		keys: ['r'],
		title: safe`run a batch`,
		detail: safe`force synchronization now, and follow it to its result; who is held is enabled first`,
		isHinted: true,
		blocked: nothingChosen,
		event(state) {
			const targets = chosenTargets(state);
			return {type: 'change.asked', verb: synchronizing(targets), targets};
		},
	},
	{
		...change,
		id: 'status.delete',
		scope: 'changeable',
		keys: ['D'],
		title: safe`delete`,
		detail: safe`delete users; refused while data remains in the mailbox, with the way to it`,
		isHinted: false,
		blocked: nothingChosen,
		event: ask('delete'),
	},
	{
		...change,
		id: 'change.undo',
		scope: 'everywhere',
		keys: ['z'],
		title: safe`undo`,
		detail: safe`undo the last Enabled or Disabled of the past 10 minutes, if nobody touched it since`,
		isHinted: false,
		blocked: reasonNotToChange,
		event: () => ({type: 'change.undoAsked'}),
	},
];
