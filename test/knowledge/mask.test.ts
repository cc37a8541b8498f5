import * as fc from 'fast-check';
import {expect, test} from 'vitest';
import {longestText, toSafe} from '../../source/contract/text.ts';
import {maskText} from '../../source/knowledge/mask.ts';
import {golden, masked} from './golden.ts';

test.each(masked)('%s', (text, expected) => {
	expect(maskText(toSafe(text))).toBe(expected);
});

const pieces = fc.constantFrom(
	'<id>',
	'<n>',
	'"',
	"'",
	':',
	'::',
	'.',
	'/',
	'\\',
	'@',
	'-',
	' ',
	'17',
	'2026-11-22',
	'10:00',
	'ab',
	'a1b2',
	'x.com',
	'%',
	' ms',
	'(',
	')',
	'\u{1F600}\uFE0F',
	'1\uFE0F\u20E3',
	'{',
	'}',
	'DB',
	'http://',
	'Nov',
	'<',
	'>',
);
const anyText = fc.oneof(
	fc.string({unit: 'binary', maxLength: 200}),
	fc.array(pieces, {maxLength: 40}).map((parts) => parts.join('')),
	fc.constantFrom(
		...Object.values(golden)
			.flat()
			.map(([, message]) => message),
	),
);

test('masks what is masked to itself', () => {
	fc.assert(
		fc.property(anyText, (text) => {
			const once = maskText(toSafe(text));
			expect(maskText(once)).toBe(once);
		}),
		{numRuns: 500},
	);
});

test('adds nothing but slots, and leaves the text safe', () => {
	fc.assert(
		fc.property(anyText, (text) => {
			const safeText = toSafe(text);
			const once = maskText(safeText);
			const slots = once.match(/<(?:url|email|id|text|time|ip|path|user|host|n)>/g) ?? [];
			const bare = once.length - slots.join('').length;
			expect(bare).toBeLessThanOrEqual(safeText.length);
			expect(once.length > longestText ? once : toSafe(once)).toBe(once);
		}),
		{numRuns: 500},
	);
});
