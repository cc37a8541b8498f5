import {withoutLast} from '../format/width.ts';
import {type PaletteEvent} from './event.ts';
import {type State} from './state.ts';

const longestLine = 200;
const keptRecent = 12;

/** The palette while it is open, and the text of whatever field has the keys. */
export function updatePalette(
	state: State,
	event: Exclude<PaletteEvent, {type: 'palette.chosen'}>,
): State {
	const {dialog} = state;
	switch (event.type) {
		case 'palette.opened': {
			const {text} = event;
			return {...state, dialog: {kind: 'palette', text, chosen: undefined, problem: undefined}};
		}

		case 'palette.moved': {
			return dialog?.kind === 'palette'
				? {...state, dialog: {...dialog, chosen: event.id, problem: undefined}}
				: state;
		}

		case 'palette.refused': {
			return dialog?.kind === 'palette'
				? {...state, dialog: {...dialog, problem: event.problem}}
				: state;
		}

		case 'field.typed': {
			return write(state, (text) => (text + event.text).slice(0, longestLine));
		}

		case 'field.erased': {
			return write(state, withoutLast);
		}

		case 'field.emptied': {
			return write(state, () => '');
		}

		case 'field.filled': {
			return write(state, () => event.text.slice(0, longestLine));
		}
	}
}

/** The place beneath, with what was chosen noted as the last. */
export function leavePalette(state: State, id: string): State {
	const others = state.recent.filter((other) => other !== id);
	return {...state, dialog: undefined, recent: [id, ...others].slice(0, keptRecent)};
}

// Other letters find other things: the first of them is chosen again.
function write(state: State, change: (text: string) => string): State {
	const {dialog} = state;
	switch (dialog?.kind) {
		case 'palette': {
			const text = change(dialog.text);
			return {...state, dialog: {...dialog, text, chosen: undefined, problem: undefined}};
		}

		case 'prompt': {
			return {...state, dialog: {...dialog, text: change(dialog.text), problem: undefined}};
		}

		default: {
			return state;
		}
	}
}
