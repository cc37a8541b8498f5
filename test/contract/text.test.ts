import * as fc from 'fast-check';
import {expect, test} from 'vitest';
import {joinSafe, longestText, safe, toSafe, wireText} from '../../source/contract/text.ts';
import {hostilePayloads} from '../support/hostile.ts';

const dangerous = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/u;

const anyText = fc.oneof(
	fc.string({unit: 'binary', maxLength: 40}),
	fc.string({unit: 'grapheme', maxLength: 40}),
	fc
		.array(fc.constantFrom(...Object.values(hostilePayloads)), {maxLength: 3})
		.map((all) => all.join('')),
	fc
		.array(
			fc.integer({min: 0, max: 0xff_ff}).map((unit) => String.fromCharCode(unit)),
			{
				maxLength: 30,
			},
		)
		.map((units) => units.join('')),
);

test('text of the service carries nothing that moves a cursor, hides or turns round what is read', () => {
	fc.assert(
		fc.property(anyText, (text) => {
			const shown = toSafe(text);
			expect(shown).not.toMatch(dangerous);
			expect(shown.isWellFormed()).toBe(true);
			expect(shown.length).toBeLessThanOrEqual(longestText);
		}),
		{numRuns: 500},
	);
});

test('making safe text safe again changes nothing', () => {
	fc.assert(
		fc.property(anyText, (text) => {
			expect(toSafe(toSafe(text))).toBe(toSafe(text));
		}),
		{numRuns: 500},
	);
});

test.each(Object.entries(hostilePayloads))(
	'%s in a name is shown, not obeyed [S1]',
	(_, payload) => {
		const shown = toSafe(`Lea ${payload} Tanaka`);
		expect(shown).not.toMatch(dangerous);
		expect(shown.startsWith('Lea ')).toBe(true);
		expect(shown).not.toBe('Lea  Tanaka');
	},
);

test('hostile characters become visible, each in its own way', () => {
	expect(toSafe('\u001B[2J')).toBe('^[[2J');
	expect(toSafe('\u007F\u009B')).toBe(String.raw`^?\x9b`);
	expect(toSafe('a\u202Eb')).toBe('a<U+202E>b');
	expect(toSafe('a\u{E0061}')).toBe('a<U+E0061>');
	expect(toSafe('one\ttwo\nthree\r')).toBe('one two three ');
	expect(toSafe('a\uD800b')).toBe('a\uFFFDb');
});

test.each([
	['\u0000', '^@'],
	['\u001F', '^_'],
	['\u0080', String.raw`\x80`],
	['\u009F', String.raw`\x9f`],
	['\u00A0', '\u00A0'],
	['\u00AD', '<U+00AD>'],
	['\u2028', '<U+2028>'],
	['\uE000', '<U+E000>'],
	['\u{10FFFD}', '<U+10FFFD>'],
])('the first and the last character of each kind: %j becomes %j', (character, shown) => {
	expect(toSafe(`a${character}b`)).toBe(`a${shown}b`);
});

test('two names that differ only in characters that cannot be seen look different [S2]', () => {
	const invisible = [
		'\u200B',
		'\u200C',
		'\u200D',
		'\u2060',
		'\uFEFF',
		'\u00AD',
		'\u202E',
		'\u2066',
		'\u3164',
		'\u115F',
		'\u1160',
		'\uFFA0',
		'\u{E0061}',
		'\u034F',
		'\u17B4',
		'\u180B',
		'\u2065',
		'\uFE00',
		'\uFE0F',
		'\u{E0100}',
	];
	const shown = ['admin', ...invisible.map((character) => `adm${character}in`)].map((name) =>
		toSafe(name),
	);
	const seen = shown.map((text) => text.replaceAll(/\p{DI}/gu, ''));
	expect(new Set(seen).size).toBe(shown.length);
});

test.each([
	'José',
	'Jose\u0301',
	'漢字かな',
	'Ελένη',
	'عمر',
	'שרה',
	'नमस्ते',
	'👍🏽',
	'☎️',
	'❤️',
	'1️⃣',
	'a – b…',
])('%s is left as it is', (name) => {
	expect(toSafe(name)).toBe(name);
});

test('what is too long is cut with an ellipsis, and never inside a character', () => {
	expect(toSafe('x'.repeat(longestText))).toHaveLength(longestText);
	const cut = toSafe('😀'.repeat(longestText));
	expect(cut.endsWith('😀…')).toBe(true);
	expect(toSafe('x'.repeat(longestText + 1)).at(-1)).toBe('…');
	expect(toSafe('ж'.repeat(longestText))).toBe('ж'.repeat(longestText));
	// What was broken when it came is still told; what the cut broke is left out.
	const broken = toSafe(`\uD800${'😀'.repeat(longestText)}`);
	expect([broken.startsWith('\uFFFD😀'), broken.endsWith('😀…')]).toEqual([true, true]);
});

test('sentences are put together from safe parts as they stand', () => {
	expect(safe`${toSafe('Lea')} has ${3} batches`).toBe('Lea has 3 batches');
	expect(joinSafe([toSafe('a'), toSafe('b')], ', ')).toBe('a, b');
});

test('text of the wire is made safe on the way in and left alone on the way out', () => {
	expect(wireText.decode('a\u001Bb')).toBe('a^[b');
	expect(wireText.safeDecode(JSON.parse('7')).success).toBe(false);
	expect(wireText.encode(toSafe('漢字'))).toBe('漢字');
});
