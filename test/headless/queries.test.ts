import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {expect, test} from 'vitest';
import * as z from 'zod';
import {causeSchema, statusSchema, watchSchema} from '../../source/headless/records.ts';
import {openService} from '../e2e/open-service.ts';
import {runLine} from './run-line.ts';

const causeList = z.array(causeSchema);

test('status tells the counts, what needs attention and how the service is', async () => {
	await using service = await openService({users: 180});
	const {code, output, errors} = await runLine(['status', '--url', service.url, '--name', 'Acme']);
	expect([code, errors]).toEqual([0, '']);
	expect(output).toMatch(/^Acme {2}2026-11-2\d \d\d:\d\d:\d\dZ {2}live, as /);
	expect(output).toMatch(/Suspended by Error +\d+ users? {2}\d+ still held/);
	expect(output).toMatch(/Needs attention\n {2}!! +\d+ +\S+ {2}\S/);
	expect(output).toContain('Mail servers    ● 3 of 3 connected');
});

test('the counts of status are those of the list of users, in text and as JSON [R50]', async () => {
	await using service = await openService({users: 180});
	const {output} = await runLine(['status', '--url', service.url, '--output', 'json']);
	const told = statusSchema.parse(JSON.parse(output));
	const line = ['users', '--url', service.url, '--where', 'batch:suspended'];
	const names = await runLine([...line, '--output', 'name']);
	expect(told.counts?.suspended).toBe(names.output.trimEnd().split('\n').length);
	expect(told.causes.length).toBeGreaterThan(0);
});

test('with the counts alone no user is read', async () => {
	await using service = await openService();
	const {output} = await runLine(['status', '--url', service.url, '--counts']);
	expect(output).toMatch(/Not Configured +\d+ users?\n/);
	expect(output).not.toContain('reading users');
	expect((await runLine(['options', '--url', service.url, '--output', 'json'])).code).toBe(0);
});

test('a cause is named by its key or by a part of it, and told with its steps', async () => {
	await using service = await openService({users: 180});
	const all = causeList.parse(
		JSON.parse((await runLine(['causes', '--url', service.url, '--output', 'json'])).output),
	);
	const [first] = all;
	expect(all.every(({users}) => users > 0)).toBe(true);
	const {output} = await runLine(['causes', first?.key ?? '', '--url', service.url]);
	expect(output).toContain(first?.title);
	expect(output).toMatch(/Hits +/);
	expect(output).toMatch(/Steps\n {2}\[>\] /);
	const missing = await runLine(['causes', 'nonsense', '--url', service.url]);
	expect([missing.code, missing.output]).toEqual([2, '']);
	expect(missing.errors).toContain(`There are:\n  ${first?.key ?? ''}  `);
});

test('a user is found by e-mail, by name and by id, and told with batches and activity', async () => {
	await using service = await openService();
	const told = await Promise.all(
		['u-000001', 'NOAH.ALI@contoso.example', 'noah ali'].map(async (name) =>
			runLine(['user', name, '--url', service.url]),
		),
	);
	for (const {code, output} of told) {
		expect(code).toBe(0);
		expect(output).toMatch(/E-mail +noah\.ali@contoso\.example/);
		expect(output).toContain('Batches\n');
		expect(output).toContain('What can be done\n');
	}
});

test('a name that nobody or more than one has is refused with those who may be meant', async () => {
	await using service = await openService({users: 180});
	const nobody = await runLine(['user', 'noah.aly@contoso.example', '--url', service.url]);
	expect([nobody.code, nobody.output]).toEqual([2, '']);
	expect(nobody.errors).toContain('Did you mean "noah.ali@contoso.example"?');
	const several = await runLine(['user', 'Ada Fitzgerald', '--url', service.url]);
	expect(several.code).toBe(2);
	expect(several.errors).toMatch(/several users[^]*u-000031 .*\n {2}u-000131 /);
});

test('groups, options and activity are told', async () => {
	await using service = await openService();
	const groups = await runLine(['groups', '--url', service.url, '--sort', '-users']);
	expect(groups.output).toMatch(/^GROUP .*\nAll employees/);
	const options = await runLine(['options', '--url', service.url]);
	expect(options.output).toMatch(/Configured +\d+ of 60 users/);
	expect(options.output).toMatch(/Exchange Online +● connected/);
	const activity = await runLine(['activity', '--url', service.url, '--output', 'csv']);
	expect(activity.output).toMatch(/^time,who,what,name,outcome,detail,told\n2026-/);
});

test('the values of a field are counted, as filters that find as many', async () => {
	await using service = await openService();
	const {output} = await runLine(['facets', '--url', service.url, '--output', 'csv']);
	const counted = /^mailbox,not-initialized,[^,]+,(\d+)$/m.exec(output)?.[1];
	const users = await runLine([
		'users',
		'--url',
		service.url,
		'--where',
		'mailbox:not-initialized',
		'--output',
		'name',
	]);
	expect(users.output.trimEnd().split('\n')).toHaveLength(Number(counted));
	const names = await runLine(['facets', '--url', service.url, '--output', 'name']);
	expect(names.output).toMatch(/^group:"?Architecture"?$/m);
});

test('a condition that holds ends the wait with 0, one that does not with 1 when the time is over [R50]', async () => {
	await using service = await openService();
	expect(await runLine(['wait', 'suspended>=0 and users==60', '--url', service.url])).toEqual({
		code: 0,
		output: '',
		errors: '',
	});
	expect(
		await runLine(['wait', 'users==1', '--url', service.url, '--timeout', '0.5s']),
	).toMatchObject({code: 1, output: '', errors: 'synctop: not reached in 0.5s: users==1\n'});
	const matching = ['--where', 'status:disabled', '--timeout', '0.5s'];
	const {code} = await runLine(['wait', 'matching>0', '--url', service.url, ...matching]);
	expect(code).toBe(0);
});

test.each([
	[['wait', 'suspnded==0'], 'did you mean "suspended"?'],
	[['wait', 'many'], 'is no condition'],
	[['wait'], 'wait takes one condition'],
	[['wait', 'matching==0'], 'there is no --where'],
	[['watch', '--until', 'users==1', '--timeout', 'soon'], '--timeout is "soon"'],
	[['export', 'everything'], 'export takes one of: users, groups'],
	[['user'], 'user takes one name'],
])('%j is refused, and nothing is asked', async (argv, sentence) => {
	await using service = await openService();
	const {code, output, errors} = await runLine([...argv, '--url', service.url]);
	expect([code, output]).toEqual([2, '']);
	expect(errors).toContain(sentence);
});

test('a cause that there is not is refused; one that is known and hits nobody is waited for', async () => {
	await using service = await openService();
	const wait = (cause: string) =>
		runLine(['wait', 'matching==0', '--url', service.url, '--where', `cause:${cause}`]);
	const nonsense = await wait('nonsense');
	expect([nonsense.code, nonsense.output]).toEqual([2, '']);
	expect(nonsense.errors).toMatch(/no cause has "nonsense"[^]*\n {2}cause:nonsense\n/);
	expect((await wait('client-secret-regenerated')).code).toBe(0);
	expect((await wait('AADSTS7000222')).code).toBe(0);
});

test('watching tells the numbers once, as text or as one object a change', async () => {
	await using service = await openService();
	const line = ['--url', service.url, '--interval', '1', '--timeout', '2.5s'];
	const text = await runLine(['watch', ...line]);
	expect(text.output).toMatch(/^2026-.*Z {2}live {2}active \d+ {2}withIssues \d+ .*\n$/);
	const {output} = await runLine(['watch', ...line, '--ndjson']);
	expect(output.trimEnd().split('\n')).toHaveLength(1);
	expect(watchSchema.parse(JSON.parse(output))).toMatchObject({users: 60, freshness: 'live'});
});

test('an export is whole or not there, is for its owner, and is not written over', async () => {
	await using service = await openService();
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'synctop-export-'));
	try {
		const file = path.join(folder, 'users.csv');
		const line = ['export', 'users', '--url', service.url, '--to', file];
		expect(await runLine(line)).toEqual({code: 0, output: '', errors: `synctop: wrote ${file}\n`});
		expect(fs.statSync(file).mode & 0o777).toBe(0o600);
		expect(fs.readFileSync(file, 'utf8').split('\n')).toHaveLength(62);
		expect(await runLine(line)).toMatchObject({
			code: 2,
			errors: `synctop: ${file} is there already; --force writes over it.\n`,
		});
		const nowhere = path.join(folder, 'none', 'x');
		expect(await runLine([...line.slice(0, -1), nowhere])).toMatchObject({
			code: 2,
			errors: `synctop: ${nowhere} cannot be written (ENOENT). Check the folder and its rights.\n`,
		});
		expect(fs.readdirSync(folder)).toEqual(['users.csv']);
	} finally {
		fs.rmSync(folder, {recursive: true});
	}
});

test('the handover is printed, and masked it names nobody', async () => {
	await using service = await openService({users: 180});
	const plain = await runLine(['export', 'handover', '--url', service.url, '--name', 'Acme']);
	expect(plain.output).toMatch(/^# Handover: Acme\n/);
	const masked = await runLine(['export', 'handover', '--url', service.url, '--mask']);
	expect(masked.output).toMatch(/^# Handover \(MASKED\)\n/);
	expect(masked.output).not.toContain('contoso');
});

test('every command tells its help, and none of it asks a service', async () => {
	const {commands} = await import('../../source/headless/command-table.ts');
	for (const {name, flags} of commands) {
		const {code, output} = await runLine([name, '--help']);
		expect(code).toBe(0);
		expect(output).toContain(`synctop ${name}`);
		for (const flag of flags) {
			expect(output).toContain(`--${flag.name}`);
		}
	}
});
