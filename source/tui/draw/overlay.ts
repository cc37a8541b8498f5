import {keepSafe} from '../../contract/text.ts';
import {type Line, type Span} from '../../core/select/line.ts';
import {takeCells, widthOf} from '../../format/width.ts';
import {blank} from './compose.ts';

/** Puts lines over others, their first cell at `left` and `top`. What lies beneath is cut, also through wide characters. */
export function overlay(
	beneath: readonly Line[],
	above: readonly Line[],
	{left, top, width}: {readonly left: number; readonly top: number; readonly width: number},
): readonly Line[] {
	return beneath.map((line, row) => {
		const over = above[row - top];
		return over === undefined
			? line
			: [...cells(line, 0, left), ...over, ...cells(line, left + width, Number.MAX_SAFE_INTEGER)];
	});
}

/** The cells of a line from one column to before another; halves of wide characters become blanks. */
function cells(line: Line, from: number, to: number): Line {
	const kept: Span[] = [];
	let column = 0;
	for (const {text, tone} of line) {
		const width = widthOf(text);
		const start = Math.max(0, from - column);
		const end = Math.min(width, to - column);
		if (start === 0 && end === width) {
			kept.push({text, tone});
		} else if (start < end) {
			kept.push(...cut({text, tone}, start, end));
		}

		column += width;
	}

	return kept;
}

function cut({text, tone}: Span, start: number, end: number): readonly Span[] {
	const before = takeCells(text, start);
	// A wide character that begins before the cut is not taken by it: it has to go, with a blank for the half that is inside.
	const isHalved = widthOf(before) < start;
	const rest = keepSafe(text.slice(before.length));
	const halved = isHalved ? firstGrapheme(rest) : '';
	const inside = takeCells(keepSafe(rest.slice(halved.length)), end - start - (isHalved ? 1 : 0));
	const missing = end - start - (isHalved ? 1 : 0) - widthOf(inside);
	return [
		...(isHalved ? [blank(1)] : []),
		{text: inside, tone},
		...(missing > 0 ? [blank(missing)] : []),
	];
}

const graphemes = new Intl.Segmenter('en', {granularity: 'grapheme'});

function firstGrapheme(text: string): string {
	for (const {segment} of graphemes.segment(text)) {
		return segment;
	}

	return '';
}
