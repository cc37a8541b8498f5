import * as fc from 'fast-check';
import {expect, test} from 'vitest';
import {catalog} from '../../source/commands/catalog.ts';
import {latinTwin} from '../../source/commands/chord.ts';
import {seconds} from '../../source/contract/time.ts';
import {openEngine} from '../support/open-engine.ts';

const keys = [
	...new Set(catalog.flatMap((command) => command.keys)),
	'a',
	'漢',
	'Ж',
	'ctrl+k',
	'backspace',
	'ч',
	'В',
];

test('no two commands share a key in one place, and no id is used twice', () => {
	const bound = catalog.flatMap(({scope, keys: chords}) => chords.map((key) => `${scope} ${key}`));
	expect(new Set(bound).size).toBe(bound.length);
	expect(new Set(catalog.map(({id}) => id)).size).toBe(catalog.length);
});

test('every command says in words what it does', () => {
	for (const {title, detail} of catalog) {
		expect(title.trim()).not.toBe('');
		expect(detail.trim()).not.toBe('');
	}
});

test('a small letter never destroys, Force Delete has no key, and Ctrl-K does nothing', () => {
	const destructive = catalog.filter(({id}) => /^status.*delete/i.test(id));
	expect(destructive.flatMap((command) => command.keys)).toEqual(['D']);
	expect(catalog.some(({id}) => /force/i.test(id))).toBe(false);
	expect(catalog.flatMap((command) => command.keys)).not.toContain('ctrl+k');
});

test('keys work in the place of their Latin twins, in both cases', () => {
	expect(['о', 'л', 'ч', 'В', 'j', 'дж', ''].map((key) => latinTwin(key))).toEqual([
		'j',
		'k',
		'x',
		'D',
		undefined,
		undefined,
		undefined,
	]);
});

test('a key that cannot be used now says why', async () => {
	const opened = await openEngine({users: []});
	await opened.press('2', 'x');
	expect(opened.notice()).toContain('nothing is chosen');
	const readOnly = await openEngine({isReadOnly: true});
	await readOnly.press('2', 'x');
	expect(readOnly.notice()).toContain('read-only');
});

test('no keys at all change anything in read-only mode, and none breaks the program [S17]', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.boolean(),
			fc.array(fc.constantFrom(...keys), {maxLength: 60}),
			async (isReadOnly, presses) => {
				const opened = await openEngine({isReadOnly});
				for (const key of presses) {
					await opened.press(key);
				}

				await opened.pass(seconds(1));
				expect(isReadOnly ? opened.service.changes() : []).toEqual([]);
			},
		),
		{numRuns: 60},
	);
});
