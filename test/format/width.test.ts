import * as fc from 'fast-check';
import {expect, test} from 'vitest';
import {toSafe} from '../../source/contract/text.ts';
import {fit, takeCells, truncate, widthOf, wrap} from '../../source/format/width.ts';

const names = [
	'Lea Tanaka',
	'漢字かな',
	'Jose\u0301',
	'عمر بن',
	'שרה',
	'👩🏽‍💻',
	'❤️',
	'1️⃣',
	'🇺🇦🇨🇭',
	'नमस्ते',
	'ﷺ',
	'a\u0301\u0302\u0303b',
	'',
];
const shownText = fc
	.oneof(
		fc.string({unit: 'grapheme', maxLength: 20}),
		fc.string({unit: 'binary', maxLength: 20}),
		fc.array(fc.constantFrom(...names, ' '), {maxLength: 6}).map((parts) => parts.join('')),
	)
	.map((text) => toSafe(text));
const width = fc.nat({max: 30});
const graphemes = new Intl.Segmenter('en', {granularity: 'grapheme'});

test('a cell of a table is exactly as wide as its column, whatever is in it [R31]', () => {
	fc.assert(
		fc.property(
			shownText,
			width,
			fc.constantFrom('left' as const, 'right' as const),
			(text, cells, align) => {
				expect(widthOf(fit(text, cells, align))).toBe(cells);
			},
		),
		{numRuns: 1000},
	);
});

test('cutting keeps the start, fits, and shows that something was lost', () => {
	fc.assert(
		fc.property(shownText, width, (text, cells) => {
			const cut = truncate(text, cells);
			expect(widthOf(cut)).toBeLessThanOrEqual(cells);
			if (widthOf(text) <= cells) {
				expect(cut).toBe(text);
			} else if (cells > 0) {
				expect(cut.endsWith('…')).toBe(true);
				expect(text.startsWith(cut.slice(0, -1))).toBe(true);
			}
		}),
		{numRuns: 500},
	);
});

test.each([
	['Lea Tanaka', 10],
	['漢字', 4],
	['Jose\u0301', 4],
	['👍🏽', 2],
	['❤️', 2],
	['עברית', 5],
	['', 0],
])('%s takes %i cells', (text, cells) => {
	expect(widthOf(text)).toBe(cells);
});

test('a wide character is not cut in half', () => {
	expect(takeCells(toSafe('漢字'), 3)).toBe('漢');
	expect(truncate(toSafe('漢字かな'), 4)).toBe('漢…');
	expect(fit(toSafe('漢字かな'), 4)).toBe('漢… ');
	expect(fit(toSafe('abc'), 5, 'right')).toBe('  abc');
	expect(truncate(toSafe('abc'), 0)).toBe('');
	expect(takeCells(toSafe('abc'), -1)).toBe('');
});

test('wrapped lines fit, and together hold every character of the text in order', () => {
	fc.assert(
		fc.property(shownText, fc.integer({min: 2, max: 30}), (text, cells) => {
			const lines = wrap(text, cells);
			for (const line of lines) {
				// A single character may be wider than the line; it cannot be broken.
				const isSingle = [...graphemes.segment(line)].length === 1;
				expect(isSingle || widthOf(line) <= cells).toBe(true);
			}

			expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
		}),
		{numRuns: 500},
	);
});

test('lines break at spaces, and long words where they must', () => {
	expect(wrap(toSafe('one two three'), 7)).toEqual(['one two', 'three']);
	expect(wrap(toSafe('abcdefgh ij'), 3)).toEqual(['abc', 'def', 'gh', 'ij']);
	expect(wrap(toSafe('漢字'), 1)).toEqual(['漢', '字']);
	expect(wrap(toSafe(''), 5)).toEqual(['']);
});
