import {keepSafe, type SafeText, safe} from '../../contract/text.ts';
import {wrap} from '../../format/width.ts';
import {type State} from '../state.ts';

/** The handover on screen. It is about the moment at which it was opened. */
export type HandoverDialog = {
	readonly kind: 'handover';
	/** What was known then: the other text, masked or not, is made of it when it is asked for. */
	readonly of: State;
	readonly isMasked: boolean;
	readonly lines: readonly SafeText[];
	/** The first row that is shown. */
	readonly top: number;
};

export type HandoverEvent =
	| {readonly type: 'handover.opened'}
	| {readonly type: 'handover.maskToggled'}
	| {readonly type: 'handover.copied'}
	| {readonly type: 'handover.filed'}
	/** It is to be printed when the program ends; said again, it is not. */
	| {readonly type: 'handover.printed'};

/** How much of the text is seen at once, in a terminal of this size; below it stands where it can go. */
export function handoverRoom({columns, rows}: State['size']) {
	return {
		outer: Math.min(columns - (columns < 60 ? 0 : 2), 110),
		width: Math.max(1, Math.min(columns - (columns < 60 ? 0 : 2), 110) - 4),
		lines: Math.max(1, rows - (rows < 20 ? 1 : 2) - 4),
	};
}

/** The text in rows of a width, and the latest row that it can begin with: then the last one is in the last place. */
export function handoverRows(dialog: HandoverDialog, size: State['size']) {
	const {width, lines} = handoverRoom(size);
	const rows = dialog.lines.flatMap((line) => wrapItem(line, width));
	return {rows, last: Math.max(0, rows.length - lines)};
}

// What belongs to an item stands under its first word.
function wrapItem(line: SafeText, width: number): readonly SafeText[] {
	const [start = ''] = /^ *(?:- )?/.exec(line) ?? [];
	const room = width - start.length;
	const rest = keepSafe(line.slice(start.length));
	return room < 10
		? wrap(line, width)
		: wrap(rest, room).map((part, index) =>
				index === 0
					? safe`${keepSafe(start)}${part}`
					: safe`${keepSafe(' '.repeat(start.length))}${part}`,
			);
}
