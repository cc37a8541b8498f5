import fs from 'node:fs';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {readSettings, saveSettings} from '../../source/platform/settings.ts';
import {modeOf, openFolder} from './temp-folder.ts';

let umask = 0;
beforeEach(() => {
	umask = process.umask(0);
});
afterEach(() => {
	process.umask(umask);
});

const connection = {
	url: 'https://sync.example.com/api',
	name: 'Acme',
	credentialsFile: '/home/ops/credentials.json',
};

test('without a file the defaults hold and nothing is said', () => {
	using folder = openFolder();
	expect(readSettings(folder.in('none'))).toEqual({settings: {}});
});

test('what was saved is there at the next start, and saving one thing leaves the others', async () => {
	using folder = openFolder();
	await saveSettings(folder.path, {connection});
	await saveSettings(folder.path, {intervalSeconds: 10});
	expect(readSettings(folder.path)).toEqual({settings: {connection, intervalSeconds: 10}});
});

test('settings are for their owner only, whatever the umask [S14]', async () => {
	using folder = openFolder();
	await saveSettings(folder.in('config', 'synctop'), {intervalSeconds: 5});
	expect(modeOf(folder.in('config', 'synctop', 'config.json'))).toBe('600');
	expect(modeOf(folder.in('config', 'synctop'))).toBe('700');
	await saveSettings(folder.in('config', 'synctop'), {intervalSeconds: 6});
	expect(modeOf(folder.in('config', 'synctop', 'config.json'))).toBe('600');
});

test.each([
	['half of a file', '{"intervalSeconds": 5, "conn'],
	['nothing', ''],
	['a list', '[1, 2]'],
	['a value of another type', '{"intervalSeconds": "five"}'],
	['a value out of range', '{"intervalSeconds": 0}'],
	['an address that is none', '{"connection": {"url": "not a url"}}'],
])('%s is kept aside, said, and the defaults hold', (_, text) => {
	using folder = openFolder();
	const file = folder.write('config.json', text);
	const {settings, warning} = readSettings(folder.path);
	expect(settings).toEqual({});
	expect(warning).toContain(`They are kept in ${file}.unreadable`);
	expect(fs.readFileSync(`${file}.unreadable`, 'utf8')).toBe(text);
	expect(readSettings(folder.path)).toEqual({settings: {}});
});

test('a file that cannot be read at all is said, and the defaults hold', () => {
	using folder = openFolder();
	fs.mkdirSync(folder.in('config.json'));
	expect(readSettings(folder.path)).toEqual({
		settings: {},
		warning: expect.stringContaining('could not be read; the defaults hold'),
	});
});

test('after a broken file was kept aside, saving works again', async () => {
	using folder = openFolder();
	folder.write('config.json', '{{{');
	readSettings(folder.path);
	await saveSettings(folder.path, {intervalSeconds: 30});
	expect(readSettings(folder.path)).toEqual({settings: {intervalSeconds: 30}});
});

test('a secret that somebody wrote into the settings is not read', () => {
	using folder = openFolder();
	folder.write('config.json', JSON.stringify({connection: {...connection, password: 'canary'}}));
	expect(JSON.stringify(readSettings(folder.path))).not.toContain('canary');
});

test('a newer version may have written settings that this one does not know; they stay', async () => {
	using folder = openFolder();
	const file = folder.write('config.json', '{"intervalSeconds": 5, "theme": "night"}');
	await saveSettings(folder.path, {intervalSeconds: 10});
	expect(JSON.parse(fs.readFileSync(file, 'utf8'))).toEqual({intervalSeconds: 10, theme: 'night'});
});

test('keys that would change the language itself are ignored', () => {
	using folder = openFolder();
	folder.write('config.json', '{"__proto__": {"polluted": 1}, "intervalSeconds": 5}');
	expect(readSettings(folder.path).settings).toEqual({intervalSeconds: 5});
	expect('polluted' in {}).toBe(false);
});
