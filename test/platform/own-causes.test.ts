import {expect, test} from 'vitest';
import {readOwnCauses} from '../../source/platform/own-causes.ts';
import {openFolder} from './temp-folder.ts';

test('without a file there are no causes of your own, and nothing is said', async () => {
	using folder = openFolder();
	expect(await readOwnCauses(folder.in('none'))).toEqual({kinds: []});
});

test('the causes of the file are read', async () => {
	using folder = openFolder();
	folder.write('causes.json', '{"causes": [{"name": "Proxy down", "codes": ["EX-407"]}]}');
	const {kinds, warning} = await readOwnCauses(folder.path);
	expect(kinds.map(({name}) => name)).toEqual(['Proxy down']);
	expect(warning).toBeUndefined();
});

test('a fault is said with its place, and the file is left as it is', async () => {
	using folder = openFolder();
	folder.write('causes.json', '{"causes": [{"name": "Proxy down"}]}');
	const {kinds, warning} = await readOwnCauses(folder.path);
	expect(kinds).toEqual([]);
	expect(warning).toContain('entry 1 ("Proxy down"): needs "codes" or "contains"');
	expect(warning).toContain('The built-in ones hold');
	folder.write('causes.json', '{');
	expect((await readOwnCauses(folder.path)).warning).toContain('it is not JSON');
});
