import stringWidth from 'string-width';
import {keepSafe, type SafeText} from '../contract/text.ts';

// One cell a character, whatever the terminal: ASCII, Latin, dashes and dots, arrows, box lines and blocks. The two squares
// among them that are wide are left out.
const narrow =
	/^[\u0020-\u007E\u00A1-\u00AC\u00AE-\u02FF\u2010-\u2027\u2190-\u21FF\u2500-\u25FC\u25FF\u2713]*$/;
const graphemes = new Intl.Segmenter('en', {granularity: 'grapheme'});

/** The cells that a text takes on a terminal: wide characters take two, combining marks none. */
export function widthOf(text: string): number {
	return narrow.test(text) ? text.length : stringWidth(text);
}

/** The longest start of `text` that fits into `width` cells, cut between graphemes. */
export function takeCells(text: SafeText, width: number): SafeText {
	if (narrow.test(text)) {
		return keepSafe(text.slice(0, Math.max(0, width)));
	}

	let taken = '';
	let used = 0;
	for (const {segment} of graphemes.segment(text)) {
		used += widthOf(segment);
		if (used > width) {
			break;
		}

		taken += segment;
	}

	return keepSafe(taken);
}

/** Cuts to at most `width` cells, with an ellipsis where something was lost. */
export function truncate(text: SafeText, width: number): SafeText {
	if (widthOf(text) <= width) {
		return text;
	}

	return width < 1 ? keepSafe('') : keepSafe(`${takeCells(text, width - 1)}…`);
}

/** Cuts or pads to exactly `width` cells. */
export function fit(text: SafeText, width: number, align: 'left' | 'right' = 'left'): SafeText {
	const cut = truncate(text, width);
	const padding = ' '.repeat(Math.max(0, width - widthOf(cut)));
	return keepSafe(align === 'left' ? cut + padding : padding + cut);
}

/** Breaks text into lines of at most `width` cells, at spaces where there are any. */
export function wrap(text: SafeText, width: number): readonly SafeText[] {
	const lines: SafeText[] = [];
	let line = '';
	for (const word of text.split(' ').flatMap((part) => chop(part, Math.max(1, width)))) {
		const longer = line === '' ? word : `${line} ${word}`;
		if (widthOf(longer) > width && line !== '') {
			lines.push(keepSafe(line));
			line = word;
		} else {
			line = longer;
		}
	}

	return [...lines, keepSafe(line)];
}

function chop(word: string, width: number): readonly string[] {
	const parts: string[] = [];
	let rest = keepSafe(word);
	while (widthOf(rest) > width) {
		const head = takeCells(rest, width);
		// A single grapheme wider than the line stands alone: it cannot be cut.
		const part = head === '' ? firstGrapheme(rest) : head;
		parts.push(part);
		rest = keepSafe(rest.slice(part.length));
	}

	return rest === '' && parts.length > 0 ? parts : [...parts, rest];
}

/** Without the last character as a person sees it: what Backspace takes. */
export function withoutLast(text: string): string {
	const all = [...graphemes.segment(text)];
	return all
		.slice(0, -1)
		.map(({segment}) => segment)
		.join('');
}

/** The end of a text that fits into `width` cells. */
export function tail(text: SafeText, width: number): SafeText {
	let kept = '';
	for (const {segment} of [...graphemes.segment(text)].toReversed()) {
		if (widthOf(segment + kept) > width) {
			break;
		}

		kept = segment + kept;
	}

	return keepSafe(kept);
}

/** The first character as a person sees it. */
export function firstGrapheme(text: string): string {
	const [first] = graphemes.segment(text);
	return first?.segment ?? text;
}
