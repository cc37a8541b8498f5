import fs from 'node:fs';
import path from 'node:path';
import * as fc from 'fast-check';
import {expect, test} from 'vitest';
import {toSafe} from '../../source/contract/text.ts';
import {epochMs} from '../../source/contract/time.ts';
import {collectable, type PlanFile} from '../../source/core/change-set.ts';
import {openPlanFiles} from '../../source/platform/plan-file.ts';
import {openFolder} from './temp-folder.ts';

const service = toSafe('https://example.com/api');
const plan: PlanFile = {
	service,
	madeAt: epochMs(1_700_000_000_000),
	items: [
		{
			verb: 'disable',
			kind: 'user',
			id: 'u-1',
			name: toSafe('ada@example.com'),
			version: 3,
			was: toSafe('Enabled'),
		},
	],
};

test('a name alone is a file in the state folder, for its owner only whatever the umask', async () => {
	using folder = openFolder();
	const before = process.umask(0);
	try {
		const saved = await openPlanFiles(path.join(folder.path, 'state'), service).save(
			'a.json',
			plan,
		);
		expect(saved).toMatchObject({ok: true});
	} finally {
		process.umask(before);
	}

	expect(fs.statSync(path.join(folder.path, 'state', 'a.json')).mode & 0o777).toBe(0o600);
	expect(fs.statSync(path.join(folder.path, 'state')).mode & 0o777).toBe(0o700);
});

test('a path is a path, a file that is there is not written over, and one that is missing is named', async () => {
	using folder = openFolder();
	const files = openPlanFiles(folder.path, service);
	const file = path.join(folder.path, 'other.json');
	expect(await files.save(file, plan)).toEqual({ok: true, path: file});
	expect(await files.save(file, plan)).toMatchObject({
		ok: false,
		reason: expect.stringContaining('is there already'),
	});
	expect(await files.load('other.json')).toEqual({ok: true, plan});
	expect(await files.load('none.json')).toMatchObject({
		ok: false,
		reason: expect.stringContaining('there is no such file'),
	});
});

test('what was saved is loaded as it was', async () => {
	using folder = openFolder();
	const files = openPlanFiles(folder.path, service);
	const text = fc.string().map(toSafe);
	const item = fc.record({
		verb: fc.constantFrom(...collectable),
		kind: fc.constantFrom<'user' | 'group'>('user', 'group'),
		id: fc.string({minLength: 1, maxLength: 50}),
		name: text,
		version: fc.nat(),
		was: text,
	});
	let number = 0;
	await fc.assert(
		fc.asyncProperty(fc.array(item), async (items) => {
			number += 1;
			await files.save(`${number}.json`, {...plan, items});
			expect(await files.load(`${number}.json`)).toEqual({ok: true, plan: {...plan, items}});
		}),
		{numRuns: 30},
	);
});

test.each([
	['{', 'is not JSON'],
	['[]', 'is no plan of synctop'],
	['{"format":"synctop-plan","v":2}', 'v:'],
	[
		'{"format":"synctop-plan","v":1,"service":"x","madeAt":"2026-11-22T03:00:00.000Z","changes":[{"verb":"forceDelete"}]}',
		'changes.0.verb',
	],
])('a file that holds %s is refused in words', async (content, words) => {
	using folder = openFolder();
	fs.writeFileSync(path.join(folder.path, 'bad.json'), content);
	const loaded = await openPlanFiles(folder.path, service).load('bad.json');
	expect(loaded).toMatchObject({ok: false, reason: expect.stringContaining(words)});
});

test('text in a file is made safe as it is read', async () => {
	using folder = openFolder();
	const name = 'ada\u001B[2J\u202E';
	const change = {
		verb: 'disable',
		target: {kind: 'user', id: 'u-1', name},
		version: 1,
		was: '\u0007',
	};
	const content = {
		format: 'synctop-plan',
		v: 1,
		service: 'x',
		madeAt: '2026-11-22T03:00:00.000Z',
		changes: [change],
	};
	fs.writeFileSync(path.join(folder.path, 'odd.json'), JSON.stringify(content));
	const loaded = await openPlanFiles(folder.path, service).load('odd.json');
	const [item] = loaded.ok ? loaded.plan.items : [];
	expect(item).toMatchObject({name: 'ada^[[2J<U+202E>', was: '^G'});
});

test('what is collected is kept for the next start of the same service, the newest whole, and taken away when nothing is left', async () => {
	using folder = openFolder();
	const files = openPlanFiles(folder.in('state'), service);
	expect(await files.kept()).toBeUndefined();
	const [item] = plan.items;
	const twice = {...plan, items: [...plan.items, ...(item ? [{...item, id: 'u-2'}] : [])]};
	await Promise.all([files.keep(plan), files.keep(twice)]);
	const next = openPlanFiles(folder.in('state'), service);
	expect(await next.kept()).toEqual({ok: true, plan: twice});
	expect(await openPlanFiles(folder.in('state'), toSafe('https://other')).kept()).toBeUndefined();
	const [file = ''] = fs.readdirSync(folder.in('state'));
	expect(fs.statSync(folder.in('state', file)).mode & 0o777).toBe(0o600);
	fs.writeFileSync(folder.in('state', file), '{"half');
	expect(await next.kept()).toMatchObject({ok: false});
	expect(await next.keep({...plan, items: []})).toEqual({ok: true});
	expect(fs.readdirSync(folder.in('state'))).toEqual([]);
});
