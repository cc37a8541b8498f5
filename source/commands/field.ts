import {type Dialog} from '../core/dialog.ts';
import {type Event} from '../core/event.ts';
import {type Press} from './chord.ts';

/** Whether a dialog is about one text field, which has all letters. */
export function isField(dialog: Dialog | undefined): boolean {
	return dialog?.kind === 'palette' || dialog?.kind === 'prompt';
}

/** What a key does to the text of the field; nothing where it is no typing. */
export function typedInField({chord, text}: Press): Event | undefined {
	if (text !== undefined) {
		return {type: 'field.typed', text};
	}

	switch (chord) {
		case 'backspace':
		case 'delete': {
			return {type: 'field.erased'};
		}

		case 'ctrl+u': {
			return {type: 'field.emptied'};
		}

		default: {
			return undefined;
		}
	}
}
