import * as fc from 'fast-check';
import {expect, test} from 'vitest';
import {fuzzyMatch} from '../../source/core/fuzzy.ts';

const letter = fc.constantFrom(...Array.from('abcdeABCDE -.@1é漢👍🏽İ'));
const text = fc.array(letter, {minLength: 1, maxLength: 40}).map((letters) => letters.join(''));
const plainWord = fc
	.array(fc.constantFrom(...Array.from('abcdef')), {minLength: 2, maxLength: 8})
	.map((letters) => letters.join(''));

function scoreOf(term: string, of: string): number {
	return fuzzyMatch(term, of)?.score ?? Number.NEGATIVE_INFINITY;
}

test('letters that are all there in order are always found, in either case, and nothing else is', () => {
	fc.assert(
		fc.property(text, fc.infiniteStream(fc.boolean()), fc.boolean(), (whole, dice, isUpper) => {
			const kept = Array.from(whole)
				.filter(() => dice.next().value)
				.join('');
			const term = isUpper ? kept.toUpperCase() : kept;
			expect(fuzzyMatch(term, whole)).toBeDefined();
			expect(fuzzyMatch(`${kept}!`, whole)).toBeUndefined();
		}),
	);
});

test('the places that are told are letters of the text, in order, one for each letter', () => {
	fc.assert(
		fc.property(text, fc.infiniteStream(fc.boolean()), (whole, dice) => {
			const plain = whole.replaceAll(/[^a-eA-E -.@1]/gu, '');
			const term = Array.from(plain)
				.filter(() => dice.next().value)
				.join('');
			const {positions = []} = fuzzyMatch(term, plain) ?? {};
			expect(
				positions
					.map((at) => plain[at])
					.join('')
					.toLowerCase(),
			).toBe(term.toLowerCase());
			expect(positions).toEqual([...new Set(positions)].toSorted((one, other) => one - other));
		}),
	);
});

test('a word that begins with the term stands before letters that are scattered', () => {
	fc.assert(
		fc.property(plainWord, plainWord, fc.integer({min: 1, max: 7}), (term, rest, cut) => {
			const at = Math.min(cut, term.length - 1);
			const scattered = `${term.slice(0, at)}x${term.slice(at)}`;
			expect(scoreOf(term, `${term}${rest}`)).toBeGreaterThan(scoreOf(term, scattered));
			expect(scoreOf(term, `z ${term}`)).toBeGreaterThan(scoreOf(term, `z${term}`));
		}),
	);
});

test.each([
	['gu', 'Go to Users', 'Language use'],
	['susp', 'Open Suspended by Error', 'issue sprint'],
	['as', 'Anna Smith', 'Bas Anders'],
	['mu', 'Müller', 'Emanuel'],
	['fP', 'fooPad', 'fooxpad'],
])('"%s" finds "%s" before "%s"', (term, better, worse) => {
	expect(scoreOf(term, better)).toBeGreaterThan(scoreOf(term, worse));
});

test('a very long text is looked through all the same', () => {
	const long = `${'x'.repeat(4000)}needle`;
	expect(fuzzyMatch('needle', long)?.positions).toHaveLength(6);
	expect(fuzzyMatch('needles'.repeat(20), long)).toBeUndefined();
});
