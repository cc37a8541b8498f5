import {type BackTo, type Dialog} from './dialog.ts';
import {type State} from './state.ts';
import {currentTarget} from './targets.ts';

/** What a dialog that follows this one is to lead back to. */
export function backToOf(dialog: Dialog | undefined): BackTo {
	if (dialog?.kind === 'deleteBlocked') {
		return {backTo: dialog.target};
	}

	return (dialog?.kind === 'confirm' || dialog?.kind === 'run') && dialog.backTo !== undefined
		? {backTo: dialog.backTo}
		: {};
}

/** Closes the open dialog: back to the checklist that it was begun from, for as long as its user is there. */
export function leaveDialog(state: State): State {
	const {backTo} = backToOf(state.dialog);
	const isCheckList = state.dialog?.kind === 'deleteBlocked';
	const target = backTo === undefined || isCheckList ? undefined : currentTarget(state, backTo);
	return {...state, dialog: target && {kind: 'deleteBlocked', target}};
}
