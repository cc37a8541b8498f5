import fs from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {toSafe} from '../../source/contract/text.ts';
import {epochMs} from '../../source/contract/time.ts';
import {type Look} from '../../source/core/look.ts';
import {emptyNotebook, type Notebook} from '../../source/core/notebook.ts';
import {openNotebook} from '../../source/platform/notebook-file.ts';
import {modeOf, openFolder} from './temp-folder.ts';

const service = toSafe('https://sync.example.com/api');
const now = epochMs(1_800_000_000_000);
const look: Look = {
	at: epochMs(now - 1000),
	wall: epochMs(now - 1000),
	users: 3,
	counts: {active: 0, withIssues: 1, suspended: 2, notConfigured: 0},
	activity: 'a-1',
	suspended: new Map([
		['u-1', toSafe('EX-401')],
		['u-2', toSafe('__proto__')],
	]),
	withIssues: new Set(['constructor']),
	disabled: undefined,
	notConfigured: new Set(),
};
const full: Notebook = {
	lastLooked: look,
	glance: {...look, at: now, wall: now},
	acknowledged: new Map([
		['user:u-1', {at: now, by: toSafe('pat'), trouble: toSafe('suspended EX-401')}],
		['user:__proto__', {at: now, isEnded: true}],
	]),
	memos: new Map([['cause:EX-401', {at: now, text: toSafe('asked Dana')}]]),
	filterHistory: ['anna'],
};

function filesIn(folder: string): readonly string[] {
	return fs.readdirSync(folder);
}

test('what was kept is there at the next start, for its owner only [S14]', async () => {
	using folder = openFolder();
	const state = folder.in('state', 'synctop');
	expect(await openNotebook(state, service).read()).toEqual({notebook: emptyNotebook});
	const kept = await openNotebook(state, service).keep(full, now);
	expect(kept).toEqual({ok: true, notebook: full});
	expect(await openNotebook(state, service).read()).toEqual({notebook: full});
	const [file, ...others] = filesIn(state);
	expect(others).toEqual([]);
	expect(modeOf(path.join(state, file ?? ''))).toBe('600');
	expect(modeOf(state)).toBe('700');
});

test('each service has its own, in a file whose name no address can choose [S15]', async () => {
	using folder = openFolder();
	await openNotebook(folder.path, service).keep(full, now);
	const other = openNotebook(folder.path, toSafe('https://x/../../etc/passwd'));
	expect(await other.read()).toEqual({notebook: emptyNotebook});
	await other.keep(full, now);
	expect(filesIn(folder.path)).toHaveLength(2);
	expect(filesIn(folder.path).every((name) => /^notebook-[0-9a-f]{16}\.json$/.test(name))).toBe(
		true,
	);
});

test('two programs at once: the later note of each holds, and none is lost [R40]', async () => {
	using folder = openFolder();
	const [one, other] = [openNotebook(folder.path, service), openNotebook(folder.path, service)];
	const memo = (key: string, text: string, at: number): Notebook => ({
		...emptyNotebook,
		memos: new Map([[key, {at: epochMs(at), text: toSafe(text)}]]),
	});
	await one.keep(memo('user:a', 'old', 1), now);
	await other.keep(memo('user:b', 'mine', 2), now);
	await other.keep(memo('user:a', 'new', 3), now);
	await one.keep(memo('user:a', 'older', 2), now);
	const {notebook} = await one.read();
	expect([...notebook.memos].map(([key, {text}]) => `${key} ${text}`).toSorted()).toEqual([
		'user:a new',
		'user:b mine',
	]);
});

test('a look by a clock that was set back since does not hold for ever', async () => {
	using folder = openFolder();
	const port = openNotebook(folder.path, service);
	const ahead = {...look, at: epochMs(now + 9_000_000), wall: epochMs(now + 9_000_000)};
	await port.keep({...full, glance: ahead}, epochMs(now + 9_000_000));
	await port.keep(full, now);
	expect((await port.read()).notebook.glance?.wall).toBe(now);
});

test.each([
	['half of a file', '{"v": 1, "acknowl'],
	['another version', '{"v": 2}'],
	['a list', '[]'],
])('%s is kept aside, and said [R41]', async (_, text) => {
	using folder = openFolder();
	const port = openNotebook(folder.path, service);
	await port.keep(full, now);
	const [name = ''] = filesIn(folder.path);
	folder.write(name, text);
	const {notebook, warning} = await port.read();
	expect(notebook).toEqual(emptyNotebook);
	expect(warning).toContain(`${name}.unreadable`);
	expect(fs.readFileSync(folder.in(`${name}.unreadable`), 'utf8')).toBe(text);
	expect(await port.read()).toEqual({notebook: emptyNotebook});
});

test('text in the file is made safe, since somebody may have edited it [S5]', async () => {
	using folder = openFolder();
	const port = openNotebook(folder.path, service);
	await port.keep(full, now);
	const [name = ''] = filesIn(folder.path);
	const text = fs.readFileSync(folder.in(name), 'utf8');
	folder.write(name, text.replace('asked Dana', String.raw`\u001b[2Jgone`));
	expect((await port.read()).notebook.memos.get('cause:EX-401')?.text).toBe('^[[2Jgone');
});

test('where it cannot be written the reason is told, and nothing is left behind', async () => {
	using folder = openFolder();
	const file = folder.write('file', '');
	const kept = await openNotebook(path.join(file, 'state'), service).keep(full, now);
	expect(kept.ok ? '' : kept.reason).toContain('ENOTDIR');
	expect(filesIn(folder.path)).toEqual(['file']);
});
