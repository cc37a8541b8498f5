import * as fc from 'fast-check';
import fullWidth from 'string-width';
import {expect, test} from 'vitest';
import {LazyListFormat, LazySegmenter} from '../../tools/bundled/intl.ts';
import {isPlainText} from '../../tools/bundled/plain-text.ts';
import stringWidth from '../../tools/bundled/string-width.ts';
import {plainBuiltins} from '../../tools/lazy-modules.ts';

const real = new Intl.Segmenter('en', {granularity: 'grapheme'});
const lazy = new LazySegmenter('en', {granularity: 'grapheme'});
const units = Array.from({length: 0x1_00_00}, (_, code) => String.fromCharCode(code));
const plainUnits = units.filter((unit) => isPlainText(unit));
const anyText = fc
	.array(fc.oneof(fc.constantFrom(...plainUnits), fc.string({unit: 'grapheme', maxLength: 2})), {
		maxLength: 8,
	})
	.map((parts) => parts.join(''));

test('every plain character is as wide as the package says', () => {
	const wrong = plainUnits.filter((unit) => stringWidth(unit) !== fullWidth(unit));
	expect(wrong).toEqual([]);
	expect(plainUnits.length).toBeGreaterThan(40_000);
});

test('any text is as wide, and falls into the same graphemes, as with the real things', () => {
	fc.assert(
		fc.property(anyText, (text) => {
			expect(stringWidth(text)).toBe(fullWidth(text));
			expect([...lazy.segment(text)]).toEqual([...real.segment(text)]);
			for (let index = -1; index <= text.length; index += 1) {
				expect(lazy.segment(text).containing(index)).toEqual(real.segment(text).containing(index));
			}
		}),
		{numRuns: 2000},
	);
});

test('words are not taken for graphemes, nor a wide reading for a narrow one', () => {
	const words = new LazySegmenter('en', {granularity: 'word'});
	expect([...words.segment('two words')]).toHaveLength(3);
	expect(stringWidth('Ω', {ambiguousIsNarrow: false})).toBe(2);
});

test('lists are written as ever', () => {
	expect(new LazyListFormat('en', {type: 'disjunction'}).format(['a', 'b', 'c'])).toBe(
		'a, b, or c',
	);
});

test('imports of modules of Node become plain ones, and others stay', () => {
	expect(plainBuiltins('import a,{b as c,d}from"node:fs";import{e}from"./chunk.js";')).toBe(
		'const a=globalThis.process.getBuiltinModule("node:fs");const {b:c,d}=globalThis.process.getBuiltinModule("node:fs");import{e}from"./chunk.js";',
	);
	expect(plainBuiltins('import*as f from"path";import g from"react";')).toBe(
		'const f=globalThis.process.getBuiltinModule("node:path");import g from"react";',
	);
});
