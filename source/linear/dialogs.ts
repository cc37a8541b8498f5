import {safe, toSafe} from '../contract/text.ts';
import {availableIn} from '../commands/available.ts';
import {keymapFor} from '../commands/interpret.ts';
import {lookInPalette} from '../commands/palette.ts';
import {type Dialog} from '../core/dialog.ts';
import {facetsOf} from '../core/query/facets.ts';
import {verbTitle} from '../core/rules.ts';
import {columnsOf} from '../core/select/own-columns.ts';
import {standingText} from '../core/select/set-lines.ts';
import {sortableColumns} from '../core/select/sortable.ts';
import {statusChoices} from '../core/select/status-menu.ts';
import {becomes} from '../core/change-set.ts';
import {standingOf} from '../core/standing.ts';
import {type State} from '../core/state.ts';
import {type Target, targetName} from '../core/target.ts';
import {cursorIn} from '../core/update-facets.ts';
import {plural} from '../format/number.ts';
import {sayQuestion} from './ask-dialogs.ts';
import {sayConnections} from './connections.ts';
import {helpOf} from './help.ts';
import {type Choice, type Said} from './menu.ts';

/** The dialogs that are said whole, each with what can be answered. */
export type Plain = Exclude<Dialog, {kind: 'confirm' | 'run'}>;

/** A dialog as lines and numbered choices. */
export function sayDialog(state: State, dialog: Plain): Said {
	switch (dialog.kind) {
		case 'help': {
			return helpOf(state);
		}

		case 'statusMenu': {
			return statusMenu(state, dialog.targets);
		}

		case 'sortMenu': {
			return sortMenu(state, dialog);
		}

		case 'facets': {
			return facets(state, dialog);
		}

		case 'palette': {
			return palette(state, dialog);
		}

		case 'prompt': {
			return {
				lines: [
					safe`${dialog.label}: type it in one line, or "cancel".`,
					...(dialog.text === ''
						? []
						: [safe`"enter" takes what is offered: ${toSafe(dialog.text)}`]),
					...(dialog.problem === undefined ? [] : [dialog.problem]),
				],
				choices: [],
				hint: undefined,
			};
		}

		case 'columns': {
			return columns(state, dialog);
		}

		case 'changeSet': {
			return changeSet(state);
		}

		case 'memo': {
			return memo(dialog);
		}

		case 'handover': {
			return {
				lines: [
					safe`Handover${dialog.isMasked ? safe`, masked` : safe``}: ${dialog.lines.length} lines of Markdown.`,
				],
				choices: [],
				hint: safe`Say "more" to hear it, "copy" to have it whole between two lines, "file", "print" (at the end), "mask", or "close".`,
			};
		}

		case 'connections': {
			return sayConnections(state, dialog);
		}

		case 'deleteBlocked':
		case 'groupDelete':
		case 'oneByOne':
		case 'quit': {
			return sayQuestion(state, dialog);
		}
	}
}

function statusMenu(state: State, targets: readonly Target[]): Said {
	const [first] = targets;
	const who =
		targets.length === 1 && first !== undefined
			? targetName(first)
			: plural(targets.length, safe`user`, safe`users`);
	return {
		lines: [safe`Set status of ${who}:`],
		choices: statusChoices(state, targets).map(({verb, label, note, isPossible}): Choice => ({
			label: safe`${label}: ${note}`,
			name: label,
			run: () => (isPossible ? [{type: 'change.asked', verb, targets}] : safe`${label}: ${note}`),
		})),
		hint: safe`Type a number; each is confirmed before anything is sent. "close" leaves it.`,
	};
}

function sortMenu(state: State, {list}: Extract<Dialog, {kind: 'sortMenu'}>): Said {
	const {sort} = state.view.lists[list];
	return {
		lines: [safe`Sort by:`],
		choices: sortableColumns(state, list).map(({id}) => ({
			label: id === sort.column ? safe`${toSafe(id)} (again turns it round)` : toSafe(id),
			name: toSafe(id),
			run: () => [{type: 'list.sorted', list, column: id}],
		})),
		hint: safe`Type a number or a name; "close" leaves it.`,
	};
}

function facets(state: State, dialog: Extract<Dialog, {kind: 'facets'}>): Said {
	const values = facetsOf(state, dialog.list);
	return {
		lines: [
			values.length === 0
				? safe`No rows are shown: there is nothing to choose from.`
				: safe`What the rows shown have:`,
		],
		choices: values.map(({field, value, label, users, isAsked}) => ({
			label: safe`${toSafe(field)} ${label}: ${plural(users, safe`row`, safe`rows`)}${isAsked ? safe` (asked for)` : safe``}`,
			run(now) {
				// Where it stands now: numbers may have moved it since it was said.
				const there = facetsOf(now, dialog.list);
				const at = there.findIndex((one) => one.field === field && one.value === value);
				const open = now.dialog?.kind === 'facets' ? now.dialog : dialog;
				return at < 0
					? safe`No row has that any more.`
					: [{type: 'facets.moved', by: at - cursorIn(there, open)}, {type: 'facets.toggled'}];
			},
		})),
		hint: safe`A number filters by it, the same again no more; "more" goes on; "close" leads back to the list.`,
	};
}

function palette(state: State, dialog: Extract<Dialog, {kind: 'palette'}>): Said {
	const isEmpty = dialog.text === '' || dialog.text === ':';
	const {rows, problem} = lookInPalette(state, dialog, keymapFor(state));
	const keymap = keymapFor(state);
	return {
		lines: isEmpty
			? [
					safe`Find a command, a place, a cause, a user or a group: type a few of its letters. "cancel" leaves it.`,
				]
			: problem === undefined || rows.length > 0
				? [safe`Found for ${toSafe(dialog.text)}:`]
				: [problem],
		choices: isEmpty
			? []
			: rows.slice(0, 20).map(({item}): Choice => ({
					id: item.id,
					label: safe`${item.label}: ${item.blocked === undefined ? item.detail : safe`not now: ${item.blocked}`}`,
					run(now) {
						if (item.blocked !== undefined) {
							return safe`${item.label}: ${item.blocked}`;
						}

						const beneath = {...now, dialog: undefined};
						const still = availableIn(keymap, beneath).some(
							({command}) => `command:${command.id}` === item.id,
						);
						if (item.id.startsWith('command:') && !still) {
							return safe`${item.label}: not possible here any more`;
						}

						const what = item.run();
						return 'completed' in what
							? [{type: 'field.filled', text: what.completed}]
							: [{type: 'palette.chosen', id: item.id, events: what}];
					},
				})),
		hint: isEmpty ? undefined : safe`Type a number, other letters, or "cancel".`,
	};
}

function columns(state: State, {list, rows}: Extract<Dialog, {kind: 'columns'}>): Said {
	const names = new Set(columnsOf(state, list).map(({id}) => id));
	return {
		lines: [safe`Columns, in their order:`],
		choices: rows
			.filter(({id}) => names.has(id))
			.map(({id, isShown}) => ({
				label: safe`${toSafe(id)}: ${isShown ? safe`shown` : safe`not shown`}`,
				run(now) {
					const open = now.dialog?.kind === 'columns' ? now.dialog : undefined;
					const at = open?.rows.findIndex((row) => row.id === id) ?? -1;
					return open === undefined || at < 0
						? safe`There is no such column any more.`
						: [{type: 'columns.moved', by: at - open.at}, {type: 'columns.toggled'}];
				},
			})),
		hint: safe`A number shows or hides it; "move up 3" and "move down 3" move it; "as at first", "keep", or "cancel".`,
	};
}

function changeSet(state: State): Said {
	const {items} = state.changeSet;
	return {
		lines: [
			safe`Change set: ${plural(items.length, safe`change`, safe`changes`)} collected.`,
			...(items.length === 0
				? [safe`"collect" (+) in the dialog of a change collects it here instead of making it.`]
				: []),
		],
		choices: items.map((item) => {
			const standing = standingText(standingOf(state, item));
			const now = standing === undefined ? safe`` : safe`; ${standing}`;
			return {
				label: safe`${item.name}: ${verbTitle(item.verb)}, ${item.was} to ${becomes(item.verb)}${now}`,
				run: () => safe`"drop" and the number takes it out; "apply all" makes all of them.`,
			};
		}),
		hint:
			items.length === 0
				? safe`"load" reads a plan file; "close" leaves it.`
				: safe`"apply" makes all after a confirmation, "drop 2" takes one out, "drop all" all, "save", "load", "close".`,
	};
}

function memo({subjects, text}: Extract<Dialog, {kind: 'memo'}>): Said {
	const [first] = subjects;
	const who =
		subjects.length === 1 && first !== undefined ? first.name : safe`${subjects.length} users`;
	return {
		lines: [
			safe`Memo on ${who}. For yourself, on this machine; the service is not told.`,
			text === '' ? safe`There is none yet.` : safe`It is: ${toSafe(text)}`,
		],
		choices: [],
		hint: safe`Type the line to keep; "none" takes it away; "cancel" leaves it as it was.`,
	};
}
