import {safe} from '../contract/text.ts';
import {type Event} from '../core/event.ts';
import {type CaretMove, type CutPart} from '../core/field-text.ts';
import {isOneKey} from '../core/plan.ts';
import {type State} from '../core/state.ts';
import {type Available, availableIn, blockedBy, commandFor} from './available.ts';
import {catalog} from './catalog.ts';
import {type Chord, latinTwin, type Press} from './chord.ts';
import {type Keymap} from './command.ts';
import {isField, typedInField} from './field.ts';
import {keymapOf} from './keymap.ts';
import {withKeys} from './overrides.ts';
import {typedInMemo} from './triage-commands.ts';

/** What a key press means now: an event, or nothing. Looks at the newest state, not at what was drawn last. */
export function interpret(state: State, press: Press): Event | undefined {
	return typed(state, press) ?? commanded(state, press.chord);
}

/** What pasted text means now. It fills text fields and never runs commands; its line ends are dropped. */
export function interpretPaste(state: State, text: string): Event {
	const line = text.replaceAll(/[\r\n]+/g, '');
	if (state.dialog?.kind === 'confirm' && hasTextFocus(state)) {
		return {type: 'plan.typed', text: line, isPaste: true};
	}

	if (state.dialog?.kind === 'memo') {
		return {type: 'memo.typed', text: line};
	}

	if (isField(state.dialog)) {
		return {type: 'field.typed', text: line};
	}

	return state.view.isFiltering && state.dialog === undefined
		? {type: 'filter.typed', text: line}
		: {type: 'paste.ignored'};
}

/** The commands that can be asked for now, with the keys that reach them. */
export function availableCommands(state: State): readonly Available[] {
	return availableIn(keymapFor(state), state);
}

const keymaps = new WeakMap<State['preferences']['keys'], Keymap>();

/** All commands with the keys that this person has. They are fixed at the start, so this is made once. */
export function keymapFor({preferences: {keys}}: State): Keymap {
	const known = keymaps.get(keys) ?? keymapOf(withKeys(catalog, keys));
	keymaps.set(keys, known);
	return known;
}

function hasTextFocus({dialog}: State): boolean {
	return (
		dialog?.kind === 'confirm' &&
		(dialog.plan.focus === 'confirmation' || dialog.plan.focus === 'reason')
	);
}

// Text fields win: while one has the focus, letters are letters.
function typed(state: State, {chord, text}: Press): Event | undefined {
	if (state.dialog?.kind === 'memo') {
		return typedInMemo({chord, ...(text !== undefined && {text})});
	}

	if (isField(state.dialog)) {
		return typedInField({chord, ...(text !== undefined && {text})});
	}

	if (state.dialog?.kind === 'confirm') {
		return typedInPlan(state, {chord, ...(text !== undefined && {text})});
	}

	if (!state.view.isFiltering || state.dialog !== undefined) {
		return undefined;
	}

	if (text !== undefined) {
		return {type: 'filter.typed', text};
	}

	switch (chord) {
		case 'tab': {
			return {type: 'filter.completed'};
		}

		case 'up':
		case 'down': {
			return {type: 'filter.recalled', by: chord === 'up' ? 1 : -1};
		}

		case 'enter': {
			return {type: 'filter.closed'};
		}

		case 'escape': {
			return {type: 'filter.abandoned'};
		}

		default: {
			return editedInFilter(chord);
		}
	}
}

const caretMoves: Readonly<Record<Chord, CaretMove>> = {
	left: 'left',
	right: 'right',
	'ctrl+left': 'wordLeft',
	'ctrl+right': 'wordRight',
	home: 'start',
	'ctrl+a': 'start',
	end: 'end',
	'ctrl+e': 'end',
};

const cuts: Readonly<Record<Chord, CutPart>> = {
	backspace: 'last',
	delete: 'next',
	'ctrl+w': 'word',
	'ctrl+u': 'before',
};

// As a shell has it.
function editedInFilter(chord: Chord): Event | undefined {
	const to = caretMoves[chord];
	const what = cuts[chord];
	if (to !== undefined) {
		return {type: 'filter.caretMoved', to};
	}

	return what && {type: 'filter.cut', what};
}

function typedInPlan(state: State, {chord, text}: Press): Event | undefined {
	const {dialog} = state;
	if (dialog?.kind !== 'confirm') {
		return undefined;
	}

	if (hasTextFocus(state)) {
		if (text !== undefined) {
			return {type: 'plan.typed', text, isPaste: false};
		}

		return chord === 'backspace' || chord === 'delete' ? {type: 'plan.erased'} : undefined;
	}

	// Where something must be typed, typing goes to the field by itself; it cannot do harm there. On a button + collects.
	return text !== undefined && !isOneKey(dialog.plan) && text !== ' ' && text !== '+'
		? {type: 'plan.typed', text, isPaste: false}
		: undefined;
}

function commanded(state: State, chord: Chord): Event | undefined {
	const keymap = keymapFor(state);
	const command =
		commandFor(keymap, state, chord) ?? commandFor(keymap, state, latinTwin(chord) ?? chord);
	if (command === undefined) {
		return undefined;
	}

	const reason = blockedBy(state, command);
	return reason === undefined
		? command.event(state, keymap)
		: {type: 'app.told', text: safe`${command.title}: ${reason}`, tone: 'warn'};
}
