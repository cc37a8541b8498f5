import {safe} from '../../contract/text.ts';
import {copyText} from '../copy.ts';
import {told} from '../notices.ts';
import {type State} from '../state.ts';
import {type Step, stay} from '../step.ts';
import {type HandoverDialog, type HandoverEvent, handoverRows} from './dialog.ts';
import {handoverText} from './handover-text.ts';

/** The handover: written when it is asked for, looked at, and sent on its way. */
export function updateHandover(state: State, event: HandoverEvent): Step {
	if (event.type === 'handover.opened') {
		return stay({...state, dialog: opened(state)});
	}

	const {dialog} = state;
	if (dialog?.kind !== 'handover') {
		return stay(state);
	}

	switch (event.type) {
		case 'handover.maskToggled': {
			const isMasked = !dialog.isMasked;
			const lines = handoverText(dialog.of, {isMasked});
			return stay({...state, dialog: {...dialog, isMasked, lines, top: 0}});
		}

		case 'handover.copied': {
			const what = dialog.isMasked ? safe`the masked handover` : safe`the handover`;
			return [state, [copyText({lines: dialog.lines, what})]];
		}

		case 'handover.filed': {
			return [state, [{type: 'writeHandover', lines: dialog.lines}]];
		}

		case 'handover.printed': {
			const isTakenBack = state.farewell === dialog.lines;
			return stay(
				told(
					{...state, farewell: isTakenBack ? undefined : dialog.lines},
					isTakenBack
						? safe`Not printed when the program ends`
						: safe`Printed when the program ends${dialog.isMasked ? safe`, masked` : safe``}; p again takes that back`,
					'ok',
				),
			);
		}
	}
}

function opened(state: State): HandoverDialog {
	const lines = handoverText(state, {isMasked: false});
	return {kind: 'handover', of: state, isMasked: false, lines, top: 0};
}

/** Scrolls, no further than to the last row. */
export function scrollHandover(state: State, dialog: HandoverDialog, by: number): State {
	const {last} = handoverRows(dialog, state.size);
	const top = Math.max(0, Math.min(last, Math.min(last, dialog.top) + by));
	return {...state, dialog: {...dialog, top}};
}
