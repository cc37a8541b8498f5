import {type SafeText, safe} from '../contract/text.ts';
import {type Dialog} from '../core/dialog.ts';
import {type Event} from '../core/event.ts';
import {isOneKey} from '../core/plan.ts';
import {type State} from '../core/state.ts';
import {currentTarget} from '../core/targets.ts';
import {type Chord} from './chord.ts';
import {type Command, type CommandScope} from './command.ts';

type Kind = Dialog['kind'];

export type DialogKey = {
	readonly id: string;
	readonly keys: readonly Chord[];
	readonly title: SafeText;
	readonly event: Command['event'];
	readonly isHinted?: boolean;
};

/** Keys that count while this dialog is open. */
export function inDialog(kind: Kind, keys: readonly DialogKey[]): readonly Command[] {
	const scope: CommandScope = `dialog.${kind}`;
	return keys.map((key): Command => ({
		isHinted: true,
		...key,
		id: `${kind}.${key.id}`,
		scope,
		section: 'Dialog',
		detail: key.title,
		mutates: false,
	}));
}

const close: DialogKey = {
	id: 'close',
	keys: ['escape', 'q', 'ctrl+c'],
	title: safe`close`,
	event: () => ({type: 'dialog.closed'}),
};

const scroll = (lines: 'help.scrolled' | 'dialog.scrolled'): readonly DialogKey[] =>
	(
		[
			['down', ['j', 'down'], 1],
			['up', ['k', 'up'], -1],
			['pageDown', ['pagedown', 'ctrl+d', 'space'], 10],
			['pageUp', ['pageup', 'ctrl+u'], -10],
		] as const
	).map(([id, keys, by]) => ({
		id,
		keys,
		title: safe`scroll`,
		isHinted: id === 'down',
		event: (): Event => ({type: lines, by}),
	}));

// Enter presses what has the focus, and the focus starts on Cancel: Enter alone never means yes.
function pressFocused(state: State): Event | undefined {
	const {dialog} = state;
	if (dialog?.kind !== 'confirm') {
		return undefined;
	}

	const {focus} = dialog.plan;
	return focus === 'cancel' || focus === 'apply'
		? {type: 'plan.pressed', field: focus}
		: {type: 'plan.fieldStepped', by: 1};
}

// One key is enough for mild changes only.
function sayYes(state: State): Event | undefined {
	return state.dialog?.kind === 'confirm' && isOneKey(state.dialog.plan)
		? {type: 'plan.pressed', field: 'apply'}
		: undefined;
}

const askVerb =
	(verb: 'disable' | 'deleteChain'): Command['event'] =>
	(state) => {
		const {dialog} = state;
		if (dialog?.kind !== 'deleteBlocked' && dialog?.kind !== 'groupDelete') {
			return undefined;
		}

		// The dialog watches its target: it is asked about as it is now.
		const now = currentTarget(state, dialog.target);
		return now && {type: 'change.asked', verb, targets: [now]};
	};

/** The keys inside dialogs. They hide all others. */
export const dialogCommands: readonly Command[] = [
	...inDialog('help', [
		{...close, keys: ['escape', 'q', '?', 'ctrl+c']},
		...scroll('help.scrolled'),
	]),
	...inDialog('statusMenu', [close]),
	...inDialog('sortMenu', [close]),
	...inDialog('facets', [
		{...close, keys: ['escape', 'q', 'f', 'ctrl+c'], event: () => ({type: 'facets.closed'})},
		{
			id: 'toggle',
			keys: ['enter', 'space'],
			title: safe`filter by it, or no more`,
			event: () => ({type: 'facets.toggled'}),
		},
		{
			id: 'down',
			keys: ['j', 'down'],
			title: safe`next value`,
			event: () => ({type: 'facets.moved', by: 1}),
		},
		{
			id: 'up',
			keys: ['k', 'up'],
			title: safe`previous value`,
			isHinted: false,
			event: () => ({type: 'facets.moved', by: -1}),
		},
		{
			id: 'pageDown',
			keys: ['pagedown', 'ctrl+d'],
			title: safe`ten values on`,
			isHinted: false,
			event: () => ({type: 'facets.moved', by: 10}),
		},
		{
			id: 'pageUp',
			keys: ['pageup', 'ctrl+u'],
			title: safe`ten values back`,
			isHinted: false,
			event: () => ({type: 'facets.moved', by: -10}),
		},
		{
			id: 'next',
			keys: ['tab', 'l', 'right'],
			title: safe`next field`,
			event: () => ({type: 'facets.stepped', by: 1}),
		},
		{
			id: 'previous',
			keys: ['shift+tab', 'h', 'left'],
			title: safe`previous field`,
			isHinted: false,
			event: () => ({type: 'facets.stepped', by: -1}),
		},
	]),
	...inDialog('confirm', [
		{
			id: 'yes',
			keys: ['y'],
			title: safe`yes`,
			isHinted: false,
			event: sayYes,
		},
		{
			id: 'cancel',
			keys: ['escape', 'n', 'q', 'ctrl+c'],
			title: safe`cancel`,
			event: () => ({type: 'dialog.closed'}),
		},
		{id: 'press', keys: ['enter'], title: safe`press the button`, event: pressFocused},
		{
			id: 'nextField',
			keys: ['tab', 'right'],
			title: safe`next field`,
			event: () => ({type: 'plan.fieldStepped', by: 1}),
		},
		{
			id: 'previousField',
			keys: ['shift+tab', 'left'],
			title: safe`previous field`,
			isHinted: false,
			event: () => ({type: 'plan.fieldStepped', by: -1}),
		},
		{
			id: 'collect',
			keys: ['+'],
			title: safe`collect it instead`,
			event: () => ({type: 'set.collected'}),
		},
		{
			id: 'recheck',
			keys: ['ctrl+r'],
			title: safe`check again`,
			event: () => ({type: 'plan.rechecked'}),
		},
		{
			id: 'again',
			keys: ['ctrl+n'],
			title: safe`start again from now`,
			isHinted: false,
			event: () => ({type: 'plan.startedAgain'}),
		},
		{
			id: 'down',
			keys: ['down', 'pagedown'],
			title: safe`scroll the list`,
			isHinted: false,
			event: () => ({type: 'dialog.scrolled', by: 1}),
		},
		{
			id: 'up',
			keys: ['up', 'pageup'],
			title: safe`scroll the list back`,
			isHinted: false,
			event: () => ({type: 'dialog.scrolled', by: -1}),
		},
	]),
	...inDialog('deleteBlocked', [
		close,
		{
			id: 'next',
			keys: ['enter'],
			title: safe`do the next step`,
			event: () => ({type: 'change.nextStep'}),
		},
		{
			id: 'chain',
			keys: ['r'],
			title: safe`do the steps as one plan`,
			event: askVerb('deleteChain'),
		},
		{id: 'disable', keys: ['x'], title: safe`disable now`, event: askVerb('disable')},
	]),
	...inDialog('groupDelete', [
		{...close, keys: ['escape', 'q', 'ctrl+c']},
		{
			id: 'members',
			keys: ['enter'],
			title: safe`open the members`,
			event: ({dialog}) =>
				dialog?.kind === 'groupDelete' && dialog.target.kind === 'group'
					? {type: 'view.opened', place: {kind: 'group', id: dialog.target.group.id}}
					: undefined,
		},
		{id: 'disable', keys: ['x'], title: safe`disable the group`, event: askVerb('disable')},
	]),
	...inDialog('oneByOne', [
		close,
		{
			id: 'go',
			keys: ['enter'],
			title: safe`go through them one by one`,
			event: () => ({type: 'change.oneByOne'}),
		},
	]),
	...inDialog('run', [
		{...close, keys: ['escape', 'enter', 'q', 'ctrl+c'], title: safe`stop what waits, then close`},
		...scroll('dialog.scrolled'),
		...(['r', 'e'] as const).map((key): DialogKey => ({
			id: key === 'r' ? 'rollOut' : 'rollOutEnable',
			keys: [key],
			title:
				key === 'r' ? safe`the same for all with this cause` : safe`enable all with this cause`,
			isHinted: false,
			event: () => ({
				type: 'change.rolledOut',
				verb: key === 'r' ? 'enableAndSynchronize' : 'enable',
			}),
		})),
	]),
	...inDialog('quit', [
		{...close, title: safe`stay`, keys: ['escape', 'n', 'enter', 'q']},
		{
			id: 'leave',
			keys: ['y', 'ctrl+c'],
			title: safe`quit anyway`,
			event: ({dialog}) =>
				dialog?.kind === 'quit' && dialog.switchTo !== undefined
					? {type: 'connections.switched', name: dialog.switchTo}
					: {type: 'app.quit'},
		},
	]),
];
