import {keepSafe, type SafeText, safe, toSafe} from '../../contract/text.ts';
import {chordText} from '../../commands/chord.ts';
import {keymapFor} from '../../commands/interpret.ts';
import {lookInPalette, type PaletteRow} from '../../commands/palette.ts';
import {type PaletteDialog} from '../../core/dialog.ts';
import {type Line, line, type Span, span, type Tone} from '../../core/select/line.ts';
import {type State} from '../../core/state.ts';
import {count} from '../../format/number.ts';
import {tail, wrap} from '../../format/width.ts';
import {fitLine, lineWidth, spread} from '../draw/compose.ts';
import {type DialogBody} from './dialog-body.ts';

const mostLines = 16;
const widestLabel = 34;

/** The palette: what is typed, and what it finds. Its height stays while the finds come and go. */
export function paletteBody(
	state: State,
	dialog: PaletteDialog,
	room: {readonly width: number; readonly lines: number},
): DialogBody {
	const {rows, chosen, problem} = lookInPalette(state, dialog, keymapFor(state));
	const height = Math.max(1, Math.min(mostLines, room.lines - 2));
	const top = Math.max(0, chosen - height + 1);
	const said =
		problem === undefined ? [] : wrap(problem, room.width).map((text) => line(text, 'warn'));
	const shown = rows
		.slice(top, top + height)
		.map((row, index) => rowLine(row, top + index === chosen, room.width));
	// What is said stands in the lines that are free, or over the last ones.
	const lines = [...shown.slice(0, Math.max(0, height - said.length)), ...said].slice(0, height);
	const place = rows.length === 0 ? safe`` : safe`   ${count(chosen + 1)} of ${count(rows.length)}`;
	return {
		title: safe`Find a command, a place, a cause, a user, a group${place}`,
		frame: 'round',
		isDangerous: false,
		footer: safe`up and down choose, Enter does it, Esc closes`,
		lines: [
			fieldLine(dialog.text, room.width),
			...(room.lines > 3 ? [[]] : []),
			...lines,
			...Array.from({length: height - lines.length}, (): Line => []),
		],
	};
}

function fieldLine(text: string, width: number): Line {
	// The end of what was typed is the part that is looked at.
	return [span(safe`> `, 'accent'), span(tail(safe`${toSafe(text)}▏`, width - 2), 'strong')];
}

function rowLine({item, inLabel, inDetail}: PaletteRow, isChosen: boolean, width: number): Line {
	const isBlocked = item.blocked !== undefined;
	const label = fitLine(
		lit(item.label, inLabel, isBlocked ? 'dim' : isChosen ? 'strong' : 'text'),
		Math.min(widestLabel, Math.floor(width * 0.45)),
	);
	const beside = isBlocked
		? [span(safe`not now: ${item.blocked}`, 'dim')]
		: lit(item.detail, inDetail, 'dim');
	const keys = keepSafe((item.keys ?? []).map((key) => chordText(key)).join(' '));
	const right: Line = keys === '' ? [] : [span(safe`  ${keys}`, isBlocked ? 'dim' : 'accent')];
	const left = [span(isChosen ? safe`▌ ` : safe`  `, 'accent'), ...label, span(safe` `), ...beside];
	return lineWidth(right) === 0 ? fitLine(left, width) : spread(left, right, width);
}

const graphemes = new Intl.Segmenter('en', {granularity: 'grapheme'});

/** A text with the letters that were found in another tone. It is cut between what a person sees as letters. */
function lit(text: SafeText, positions: readonly number[], tone: Tone): Line {
	if (positions.length === 0) {
		return [span(text, tone)];
	}

	const found = new Set(positions);
	const spans: Span[] = [];
	for (const {segment, index} of graphemes.segment(text)) {
		const isFound = Array.from(segment, (_, at) => index + at).some((at) => found.has(at));
		const own = isFound ? 'accent' : tone;
		const before = spans.at(-1);
		if (before?.tone === own) {
			spans[spans.length - 1] = span(keepSafe(before.text + segment), own);
		} else {
			spans.push(span(keepSafe(segment), own));
		}
	}

	return spans;
}
