import stringWidth from 'string-width';
import {applySgr, type Style} from './style.ts';

/**
One row of the screen as cells. A wide character stands in its first cell; the second holds an empty text. `isRisky` marks cells after
which terminals disagree about where the cursor is.
*/
export type Cells = {
	readonly texts: readonly string[];
	readonly styles: readonly Style[];
	readonly risky: ReadonlySet<number>;
	/** What it was read from: rows that were painted alike look alike. */
	readonly source: string;
};

// oxlint-disable-next-line no-control-regex -- the sequences that a painted row may hold
const part = /\u001B\[([\d;]*)m|([^\u001B]+)|\u001B/g;
// One cell a character everywhere.
const narrow =
	/^[\u0020-\u007E\u00A1-\u00AC\u00AE-\u02FF\u2010-\u2027\u2190-\u21FF\u2500-\u25FC\u25FF\u2713]*$/;
const none: ReadonlySet<number> = new Set();
const graphemes = new Intl.Segmenter('en', {granularity: 'grapheme'});

/** Reads a painted row: text and SGR sequences, nothing else. Cut or filled with blanks to exactly `columns` cells. */
export function readCells(row: string, columns: number): Cells {
	const texts: string[] = [];
	const styles: Style[] = [];
	let risky = none;
	let style: Style = '';
	for (const [, parameters, text] of row.matchAll(part)) {
		if (parameters !== undefined) {
			style = applySgr(style, parameters);
		} else if (text !== undefined) {
			append(text, style);
		}
	}

	while (texts.length < columns) {
		texts.push(' ');
		styles.push('');
	}

	return {texts, styles, risky, source: row};

	function append(text: string, own: Style): void {
		if (narrow.test(text)) {
			for (let index = 0; index < text.length && texts.length < columns; index++) {
				texts.push(text.charAt(index));
				styles.push(own);
			}

			return;
		}

		for (const {segment: grapheme} of graphemes.segment(text)) {
			const width = stringWidth(grapheme);
			if (width === 0 || texts.length + width > columns) {
				continue;
			}

			if (isUncertain(grapheme, width)) {
				risky = new Set([...risky, texts.length]);
			}

			texts.push(grapheme);
			styles.push(own);
			for (let extra = 1; extra < width; extra++) {
				texts.push('');
				styles.push(own);
			}
		}
	}
}

// Box lines, blocks and letters are counted alike everywhere; emoji, joined and marked characters are not.
const agreed = /^[\u0020-\u02FF\u0370-\u052F\u2010-\u2027\u2190-\u21FF\u2500-\u25FF\u2713]$/u;
const wideAgreed =
	/^[\u1100-\u115F\u2E80-\u303E\u3041-\u33FF\u3400-\u4DBF\u4E00-\u9FFF\uAC00-\uD7A3\uF900-\uFAFF\uFF01-\uFF60]$/u;

function isUncertain(grapheme: string, width: number): boolean {
	return width === 2 ? !wideAgreed.test(grapheme) : !agreed.test(grapheme);
}

/** A row of blanks in the default style. */
export function blankCells(columns: number): Cells {
	return {
		texts: Array.from({length: columns}, () => ' '),
		styles: Array.from({length: columns}, () => ''),
		risky: none,
		source: '',
	};
}

/** Whether two cells look the same. */
export function isSameCell(one: Cells, other: Cells, column: number): boolean {
	return one.texts[column] === other.texts[column] && one.styles[column] === other.styles[column];
}
