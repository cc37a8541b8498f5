import {joinSafe, type SafeText, safe} from '../contract/text.ts';
import {
	type ConnectionLook,
	type ConnectionsDialog,
	type SavedConnection,
} from '../core/connections.ts';
import {type Dialog} from '../core/dialog.ts';
import {lookOf} from '../core/select/connections.ts';
import {type State} from '../core/state.ts';
import {countNames} from '../core/tally.ts';
import {countText} from '../core/words.ts';
import {count, plural} from '../format/number.ts';
import {type Choice, type Said} from './menu.ts';

/** All connections, each with what its service says of itself; a number changes to it. */
export function sayConnections(state: State, dialog: ConnectionsDialog): Said {
	const {saved} = dialog;
	if (saved === undefined) {
		return {lines: [safe`Reading the settings…`], choices: [], hint: undefined};
	}

	return {
		lines: [
			saved.length === 0
				? safe`No connection is saved. "synctop login NAME --url URL" saves one.`
				: safe`Connections:`,
		],
		choices: saved.map((row, index): Choice => ({
			label: safe`${row.name}${marksOf(row)}${row.name === state.connection.savedAs ? safe`, this one now` : safe``}: ${said(lookFor(state, dialog, row), row)}`,
			name: row.name,
			run(now) {
				const at = now.dialog?.kind === 'connections' ? now.dialog.at : dialog.at;
				return [{type: 'connections.moved', by: index - at}, {type: 'connections.chosen'}];
			},
		})),
		hint: safe`Type a number or a name to change to it; "close" leaves it.`,
	};
}

/** Whether there is something to hear that was not there before: the list, or the last of the answers. */
export function hasArrived(before: Dialog | undefined, open: ConnectionsDialog): boolean {
	if (before?.kind !== 'connections') {
		return false;
	}

	const isListed = before.saved === undefined && open.saved !== undefined;
	return isListed || (!isAnswered(before) && isAnswered(open));
}

function isAnswered({looks}: ConnectionsDialog): boolean {
	return looks.size > 0 && [...looks.values()].every(({kind}) => kind !== 'asking');
}

function marksOf({isProduction, isReadOnly}: SavedConnection): SafeText {
	return safe`${isProduction ? safe` [PROD]` : safe``}${isReadOnly ? safe` read-only` : safe``}`;
}

function lookFor(
	state: State,
	{looks}: ConnectionsDialog,
	{name}: SavedConnection,
): ConnectionLook {
	return name === state.connection.savedAs ? lookOf(state) : (looks.get(name) ?? {kind: 'asking'});
}

function said(look: ConnectionLook, {problem}: SavedConnection): SafeText {
	if (problem !== undefined) {
		return problem;
	}

	switch (look.kind) {
		case 'asking': {
			return safe`being asked`;
		}

		case 'silent': {
			return safe`no answer, ${look.reason}`;
		}

		case 'known': {
			const {counts, cause, freshness} = look;
			const numbers = countNames.map((name) => safe`${countText(name)} ${count(counts[name])}`);
			const top =
				typeof cause === 'object'
					? safe`; ${cause.title}, ${plural(cause.users, safe`user`, safe`users`)}`
					: safe``;
			return safe`${joinSafe(numbers, ', ')}${top}${freshness === 'live' ? safe`` : safe`; not live`}`;
		}
	}
}
