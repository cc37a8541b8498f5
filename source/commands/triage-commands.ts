import {type SafeText, safe} from '../contract/text.ts';
import {chosenSubjects} from '../core/acknowledge.ts';
import {type Copy, copyOfName, copyOfRow} from '../core/copy.ts';
import {type Event} from '../core/event.ts';
import {type State} from '../core/state.ts';
import {type Press} from './chord.ts';
import {type Command} from './command.ts';

function nobodyChosen(state: State): SafeText | undefined {
	return chosenSubjects(state).length === 0 ? safe`no user or cause is chosen` : undefined;
}

function nothingToCopy(state: State): SafeText | undefined {
	return copyOfName(state) === undefined ? safe`there is nothing under the cursor` : undefined;
}

const asked = (copy: Copy | undefined): Event | undefined => copy && {type: 'copy.asked', ...copy};

const triage = {section: 'Triage', scope: 'changeable', mutates: false} as const;
const inMemo = {
	section: 'Dialog',
	scope: 'dialog.memo',
	isHinted: true,
	mutates: false,
} as const;

/** What a person notes about users. It stays on this machine and changes nothing at the service. */
export const triageCommands: readonly Command[] = [
	{
		...triage,
		scope: 'everywhere',
		id: 'triage.acknowledge',
		keys: ['a'],
		title: safe`acknowledge`,
		detail: safe`acknowledge, or take it back; ends by itself when it recovers or fails with another cause`,
		isHinted: false,
		blocked: nobodyChosen,
		event: (state) => ({type: 'note.acknowledged', subjects: chosenSubjects(state)}),
	},
	{
		...triage,
		scope: 'everywhere',
		id: 'triage.memo',
		keys: ['M'],
		title: safe`memo`,
		detail: safe`write a line about it, kept on this machine`,
		isHinted: false,
		blocked: nobodyChosen,
		event: (state) => ({type: 'memo.opened', subjects: chosenSubjects(state)}),
	},
	{
		...triage,
		id: 'copy.name',
		keys: ['y'],
		title: safe`copy`,
		detail: safe`copy the e-mail, the name of a group, the id of a batch; of all that are marked`,
		isHinted: false,
		blocked: nothingToCopy,
		event: (state) => asked(copyOfName(state)),
	},
	{
		...triage,
		id: 'copy.row',
		keys: ['Y'],
		title: safe`copy as JSON`,
		detail: safe`copy the whole row as JSON, one a line`,
		isHinted: false,
		blocked: nothingToCopy,
		event: (state) => asked(copyOfRow(state)),
	},
	{
		...inMemo,
		id: 'memo.close',
		keys: ['escape', 'ctrl+c'],
		title: safe`leave as it was`,
		detail: safe`leave as it was`,
		event: () => ({type: 'dialog.closed'}),
	},
	{
		...inMemo,
		id: 'memo.keep',
		keys: ['enter'],
		title: safe`keep`,
		detail: safe`keep; an empty line takes the memo away`,
		event: () => ({type: 'memo.kept'}),
	},
];

/** Letters are letters in the line of a memo. */
export function typedInMemo({chord, text}: Press): Event | undefined {
	if (text !== undefined) {
		return {type: 'memo.typed', text};
	}

	if (chord === 'backspace' || chord === 'delete') {
		return {type: 'memo.erased'};
	}

	return chord === 'ctrl+u' ? {type: 'memo.emptied'} : undefined;
}
