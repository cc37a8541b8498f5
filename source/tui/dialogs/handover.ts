import {keepSafe, type SafeText, safe} from '../../contract/text.ts';
import {type HandoverDialog, handoverRoom, handoverRows} from '../../core/handover/dialog.ts';
import {type Line, line, span} from '../../core/select/line.ts';
import {type State} from '../../core/state.ts';
import {count} from '../../format/number.ts';
import {fitLine} from '../draw/compose.ts';
import {type DialogBody} from './dialog-body.ts';

/** The text as it will arrive, and where it can go. */
export function handoverBody(state: State, dialog: HandoverDialog): DialogBody {
	const {lines: height, width} = handoverRoom(state.size);
	const {rows, last} = handoverRows(dialog, state.size);
	const top = Math.min(dialog.top, last);
	const shown = rows.slice(top, top + height);
	return {
		title: safe`Handover${dialog.isMasked ? safe` MASKED` : safe``}   ${count(top + 1)}-${count(top + shown.length)} of ${count(rows.length)}`,
		frame: 'round',
		isDangerous: false,
		lines: shown.map(rowLine),
		foot: [
			fitLine(line(keepSafe('─'.repeat(width)), 'dim'), width),
			fitLine(waysLine(state, dialog), width),
		],
	};
}

// Told by its marks alone: what is Markdown for others is a text here.
function rowLine(row: SafeText): Line {
	return line(row, row.startsWith('#') ? 'strong' : 'text');
}

function waysLine(state: State, dialog: HandoverDialog): Line {
	const isPrinted = state.farewell === dialog.lines;
	const ways: ReadonlyArray<readonly [SafeText, SafeText]> = [
		[safe`y`, safe`copy`],
		[safe`w`, safe`file`],
		[safe`p`, isPrinted ? safe`printed at the end` : safe`print at the end`],
		[safe`m`, dialog.isMasked ? safe`unmask` : safe`mask`],
		[safe`j k`, safe`scroll`],
		[safe`Esc`, safe`close`],
	];
	return ways.flatMap(([key, what]) => [
		span(safe`${key} `, 'accent'),
		span(safe`${what}  `, 'dim'),
	]);
}
