import fs from 'node:fs';
import {expect, test} from 'vitest';
import {openService} from '../e2e/open-service.ts';
import {modeOf, openFolder} from '../platform/temp-folder.ts';
import {runLine} from './run-line.ts';

test('every query says of a recording what it says of the service', async () => {
	await using service = await openService({scenario: 'secret-regenerated'});
	using folder = openFolder();
	const file = folder.in('a.ndjson');
	const made = await runLine([
		'record',
		file,
		'--url',
		service.url,
		'--for',
		'1s',
		'--interval',
		'1',
	]);
	expect([made.code, made.errors]).toEqual([
		0,
		expect.stringMatching(/a\.ndjson: \d+ answers, 0\.\d MB\./),
	]);
	expect(modeOf(file)).toBe('600');
	for (const words of [
		['users', '--output', 'ndjson'],
		['users', '--where', 'batch:suspended', '--output', 'csv'],
		['groups', '--output', 'json'],
		['causes', '--output', 'csv', '--columns', 'key,users'],
		['batches', '--output', 'name'],
		['options', '--output', 'json'],
	]) {
		const live = await runLine([...words, '--url', service.url]);
		const played = await runLine([...words, '--replay', file]);
		expect([words, played.code, played.output]).toEqual([words, 0, live.output]);
	}

	const detail = await runLine(['user', 'u-000001', '--replay', file]);
	expect([detail.code, detail.errors]).toEqual([
		expect.any(Number),
		expect.stringContaining('not in the recording'),
	]);
});

test('a masked recording has no name, no e-mail, no number and no host of the tenant, and the same causes [S21]', async () => {
	await using service = await openService({scenario: 'secret-regenerated', users: 120});
	using folder = openFolder();
	const file = folder.in('a.ndjson');
	const words = ['record', file, '--mask', '--url', service.url, '--for', '1s', '--interval', '1'];
	expect((await runLine(words)).code).toBe(0);
	const text = fs.readFileSync(file, 'utf8').toLowerCase();
	const {users, groups, servers} = service.world;
	for (const own of [
		...users.flatMap(({name, email, employeeNumber}) => [name, email, `"${employeeNumber}"`]),
		...groups.map(({name}) => name),
		...servers.map(({name}) => name),
		'contoso',
		'127.0.0.1',
	]) {
		expect(text).not.toContain(own.toLowerCase());
	}

	const causes = ['causes', '--output', 'csv', '--columns', 'key,users'];
	const live = await runLine([...causes, '--url', service.url]);
	expect((await runLine([...causes, '--replay', file])).output).toBe(live.output);
});

test.each([
	[['record'], 'takes one file'],
	[['record', 'a', 'b', '--demo'], 'takes one file'],
	[['record', 'FILE', '--demo'], 'is there already'],
	[['record', 'new', '--demo', '--for', 'ever'], 'must be a time such as'],
	[['record', 'new', '--replay', 'FILE'], '--replay and --record exclude each other'],
	[['users', '--replay', 'FILE'], 'is no recording of this program'],
	[['users', '--replay', '/none'], '(ENOENT)'],
	[['users', '--replay', 'FILE', '--demo'], 'exclude each other'],
	[['users', '--replay', 'FILE', '--context', 'x'], 'exclude each other'],
	[['users', '--replay-speed', '2', '--demo'], 'Add --replay FILE'],
	[['users', '--replay', 'FILE', '--replay-speed', 'fast'], 'seconds of the recording a second'],
	[['replay'], 'synctop replay FILE'],
])('%j is refused', async (words, said) => {
	using folder = openFolder();
	const file = folder.write('a.ndjson', 'precious');
	const names: Readonly<Record<string, string>> = {FILE: file, new: folder.in('new')};
	const {code, errors} = await runLine(words.map((word) => names[word] ?? word));
	expect([code, errors]).toEqual([2, expect.stringContaining(said)]);
	expect(fs.readFileSync(file, 'utf8')).toBe('precious');
});

test('with nothing but failures the exit code says what they were', async () => {
	using folder = openFolder();
	const words = ['record', folder.in('a'), '--url', 'http://127.0.0.1:9/api', '--for', '1s'];
	const {code, errors} = await runLine(words);
	expect([code, errors]).toEqual([3, expect.stringContaining('ECONNREFUSED')]);
});

test('a recording whose end was cut off is played, and that is said', async () => {
	await using service = await openService();
	using folder = openFolder();
	const file = folder.in('a.ndjson');
	await runLine(['record', file, '--url', service.url, '--for', '1s', '--interval', '1']);
	fs.appendFileSync(file, '{"at":"2026-11-2');
	const {code, output, errors} = await runLine(['users', '--replay', file, '--output', 'name']);
	expect([code, errors]).toEqual([0, expect.stringContaining('played as far as it is whole')]);
	expect(output.trimEnd().split('\n')).toHaveLength(60);
});
