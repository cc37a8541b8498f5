import {safe} from '../../contract/text.ts';
import {type Dialog} from '../../core/dialog.ts';
import {handoverRoom} from '../../core/handover/dialog.ts';
import {type Layout} from '../../core/layout.ts';
import {type Line, line} from '../../core/select/line.ts';
import {marked} from '../../core/select/plan-lines.ts';
import {statusChoices} from '../../core/select/status-menu.ts';
import {type State} from '../../core/state.ts';
import {targetName} from '../../core/target.ts';
import {plural} from '../../format/number.ts';
import {fit} from '../../format/width.ts';
import {panel} from '../draw/panel.ts';
import {confirmBody} from './confirm-change.ts';
import {deleteBlockedBody} from './delete-runbook.ts';
import {type DialogBody} from './dialog-body.ts';
import {handoverBody} from './handover.ts';
import {changeSetBody} from './change-set.ts';
import {facetsBody} from './facets-body.ts';
import {memoBody} from './memo.ts';
import {connectionsBody} from './connections-body.ts';
import {columnsBody} from './columns-body.ts';
import {promptBody} from './prompt-body.ts';
import {paletteBody} from './palette-body.ts';
import {groupDeleteBody, helpBody, oneByOneBody, quitBody, runBody} from './plain-dialogs.ts';
import {type Choices} from './choices.ts';
import {sortChoices} from './sort-choices.ts';

/** A dialog as lines at a place on the screen, with a list to choose from inside its frame if it has one. */
export type DrawnDialog = {
	readonly left: number;
	readonly top: number;
	readonly width: number;
	readonly lines: readonly Line[];
	readonly isDangerous: boolean;
	readonly choices: Choices | undefined;
};

const widest = 80;

/** Dialogs in which something is changed or about to be: on production their titles say so. */
const isAboutChanges: ReadonlySet<Dialog['kind']> = new Set([
	'statusMenu',
	'confirm',
	'deleteBlocked',
	'oneByOne',
	'groupDelete',
	'run',
	'changeSet',
]);

/** The open dialog, centred; nothing when none is open. */
export function drawDialog(state: State, layout: Layout): DrawnDialog | undefined {
	const {dialog} = state;
	if (dialog === undefined) {
		return undefined;
	}

	const room = roomFor(dialog, layout);
	const inner = room.width - 4;
	const choices = choicesOf(state, dialog, inner);
	const body =
		choices === undefined
			? bodyOf(state, dialog, {width: inner, lines: room.lines - 2})
			: menuBody(state, dialog, choices);
	const lines = fitBody(body, room.lines - 2);
	const height = lines.length + 2;
	const tone = body.isDangerous ? 'error' : 'accent';
	const isMarked = state.connection.isProduction === true && isAboutChanges.has(dialog.kind);
	return {
		left: Math.max(0, Math.floor((layout.columns - room.width) / 2)),
		top: Math.max(0, Math.floor((layout.rows - height) / 2)),
		width: room.width,
		isDangerous: body.isDangerous,
		choices,
		lines: panel(
			{
				title: isMarked ? marked(state, body.title) : body.title,
				titleTone: isMarked ? 'danger' : 'strong',
				frame: body.frame,
				tone,
				width: room.width,
				height,
				...(body.footer !== undefined && {footer: body.footer}),
			},
			lines,
		),
	};
}

// Where there is not room for all, the explanation gives way, never the buttons.
function fitBody({lines, foot = []}: DialogBody, room: number): readonly Line[] {
	if (lines.length + foot.length <= room) {
		return [...lines, ...foot];
	}

	const kept = Math.max(0, room - foot.length - 1);
	const cut = line(
		safe`... ${lines.length - kept} more lines: enlarge the terminal to read them`,
		'warn',
	);
	return [...lines.slice(0, kept), cut, ...foot].slice(-room);
}

function roomFor(dialog: Dialog, layout: Layout) {
	if (dialog.kind === 'handover') {
		const {outer, lines} = handoverRoom(layout);
		return {width: outer, lines: Math.min(lines + 4, Math.max(3, layout.rows))};
	}

	const isHelp = dialog.kind === 'help';
	return {
		width: Math.min(
			layout.columns - (layout.columns < 60 ? 0 : 2),
			dialog.kind === 'connections' ? 116 : isHelp ? 100 : widest,
		),
		lines: Math.max(3, layout.rows - (layout.rows < 20 ? 0 : 2)),
	};
}

function bodyOf(
	state: State,
	dialog: Dialog,
	room: {readonly width: number; readonly lines: number},
): DialogBody {
	switch (dialog.kind) {
		case 'help': {
			return helpBody(state, dialog.top, room);
		}

		case 'facets': {
			return facetsBody(state, dialog, room);
		}

		case 'palette': {
			return paletteBody(state, dialog, room);
		}

		case 'prompt': {
			return promptBody(dialog, room.width);
		}

		case 'columns': {
			return columnsBody(state, dialog, room);
		}

		case 'confirm': {
			return confirmBody(state, dialog.plan, room.width);
		}

		case 'deleteBlocked': {
			return deleteBlockedBody(state, dialog.target, room.width);
		}

		case 'groupDelete': {
			return groupDeleteBody(dialog.target, room.width);
		}

		case 'oneByOne': {
			return oneByOneBody(dialog.targets, room.width);
		}

		case 'run': {
			const run = state.runs.find(({id}) => id === dialog.runId);
			return run === undefined ? quitBody(state) : runBody(state, run, dialog, room);
		}

		case 'changeSet': {
			return changeSetBody(state, dialog.at, room);
		}

		case 'memo': {
			return memoBody(dialog, room.width);
		}

		case 'handover': {
			return handoverBody(state, dialog);
		}

		case 'connections': {
			return connectionsBody(state, dialog, room);
		}

		case 'quit': {
			return quitBody(state, dialog.switchTo);
		}

		case 'statusMenu':
		case 'sortMenu': {
			return {title: safe``, frame: 'round', isDangerous: false, lines: []};
		}
	}
}

function choicesOf(state: State, dialog: Dialog, width: number): Choices | undefined {
	switch (dialog.kind) {
		case 'statusMenu': {
			return {
				id: `status:${dialog.opening}`,
				width,
				items: statusChoices(state, dialog.targets).map(({verb, label, note, isPossible}) => ({
					value: verb,
					label: safe`${fit(label, 14)} ${note}`,
					isPossible,
				})),
			};
		}

		case 'sortMenu': {
			return {id: `sort:${dialog.opening}`, width, items: sortChoices(state, dialog.list)};
		}

		case 'help':
		case 'facets':
		case 'palette':
		case 'prompt':
		case 'columns':
		case 'confirm':
		case 'deleteBlocked':
		case 'groupDelete':
		case 'oneByOne':
		case 'run':
		case 'memo':
		case 'handover':
		case 'changeSet':
		case 'connections':
		case 'quit': {
			return undefined;
		}
	}
}

// The lines of a menu stay empty here: the list to choose from is put over them.
function menuBody(state: State, dialog: Dialog, choices: Choices): DialogBody {
	const room = choices.items.map((): Line => []);
	const menu = {
		frame: 'round',
		isDangerous: false,
		lines: room,
		footer: safe`j k choose, Enter goes on, Esc closes`,
	} as const;
	if (dialog.kind !== 'statusMenu') {
		return {...menu, title: safe`Sort by`};
	}

	const [first] = dialog.targets;
	const who =
		dialog.targets.length === 1 && first !== undefined
			? targetName(first)
			: plural(dialog.targets.length, safe`user`, safe`users`);
	return {
		...menu,
		title: safe`Set status   ${who}   ${state.connection.isDemo ? safe`[DEMO]` : safe`[${state.connection.name}]`}`,
	};
}
