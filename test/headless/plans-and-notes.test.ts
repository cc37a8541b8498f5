import {createHash} from 'node:crypto';
import fs from 'node:fs';
import {expect, test} from 'vitest';
import {applyEdit} from '../../mocks/edit.ts';
import {openChanging} from './open-changing.ts';

const email = 'emily.kowalski@contoso.example';

test('changes are collected in a file, looked at, and made as one; who changed since is left out', async () => {
	await using opened = await openChanging();
	const file = opened.in('night.json');
	const others = opened.world.users
		.filter((user) => user.syncStatus === 'enabled' && !user.isRemoved && user.email !== email)
		.slice(0, 2);
	const [one, two] = others.map((user) => user.email);
	const collect = async (...words: readonly string[]) => opened.run([...words, '--plan', file]);
	expect(await collect('set', 'user', email, one ?? '', 'disabled')).toMatchObject({
		code: 0,
		output: '',
	});
	const {errors} = await collect('sync', two ?? '');
	expect(errors).toContain('3 changes now; nothing was sent');
	expect(opened.changes()).toEqual([]);
	expect((await opened.run(['plan', file])).code).toBe(0);

	applyEdit(opened.world, {
		type: 'user',
		id: others[0]?.id ?? '',
		actor: 'dana.ops',
		set: {hold: 'throttling'},
	});
	const seen = await opened.run(['plan', file]);
	expect(seen.code).toBe(1);
	expect(seen.output).toMatch(/NAME +CHANGE[^]*as collected[^]*CHANGED since/);
	const refused = await opened.run(['apply', file, '--confirm', 'apply 3']);
	expect([refused.code, opened.changes()]).toEqual([2, []]);
	expect(refused.errors).toMatch(/changed since the plan was made[^]*It takes --yes/);
	const made = await opened.run(['apply', file, '--yes', '--output', 'json']);
	expect([made.code, opened.changes().length]).toEqual([6, 2]);
	expect(JSON.parse(made.output)).toEqual([
		expect.objectContaining({name: email, change: 'disable', outcome: 'done'}),
		expect.objectContaining({name: one, change: 'disable', outcome: 'changed'}),
		expect.objectContaining({name: two, change: 'synchronize', outcome: 'done'}),
	]);
});

test('who is gone since a plan was made is told, and the others are changed', async () => {
	await using opened = await openChanging();
	const file = opened.in('plan.json');
	await opened.run(['set', 'user', email, 'disabled', '--plan', file]);
	// One more, of somebody whom the service no longer has.
	const text = fs.readFileSync(file, 'utf8');
	const [, own = ''] = /"changes": \[([^]*)\]/.exec(text) ?? [];
	const other = own.replace(/"id": "[^"]+"/, '"id": "u-no"').replace(email, 'gone@contoso.example');
	fs.writeFileSync(file, text.replace(own, `${other},${own}`));
	const {code, output} = await opened.run(['apply', file, '--yes']);
	expect([code, opened.changes().length]).toEqual([6, 1]);
	expect(output).toMatch(/gone@contoso\S+ +Disable sync +gone +GONE since/);
});

test.each([
	['plan', 'no-such.json', /there is no such file/],
	['apply', 'no-such.json', /there is no such file/],
	['apply', '', /apply needs one plan file/],
])('%s %j is refused, and nothing is sent', async (command, file, says) => {
	await using opened = await openChanging();
	const {code, errors} = await opened.run([command, ...(file === '' ? [] : [opened.in(file)])]);
	expect([code, opened.changes()]).toEqual([2, []]);
	expect(errors).toMatch(says);
});

test('a plan for another service is not applied', async () => {
	await using opened = await openChanging();
	await using other = await openChanging();
	const file = opened.in('plan.json');
	await other.run(['set', 'user', email, 'disabled', '--plan', file]);
	for (const command of ['plan', 'apply']) {
		const {code, errors} = await opened.run([command, file]);
		expect(code).toBe(2);
		expect(errors).toMatch(/the plan is for http\S+ and this is http/);
	}
});

test('an undo puts back what an earlier start did, once, as long as nobody touched it', async () => {
	await using opened = await openChanging();
	const set = async (status: string) =>
		opened.run(['set', 'user', email, status, '--yes', '--quiet']);
	const undo = async (...words: readonly string[]) => opened.run(['undo', '--yes', ...words]);
	expect(await undo()).toMatchObject({
		code: 2,
		errors: expect.stringContaining('no change of the last 10 minutes'),
	});
	await set('disabled');
	const undone = await undo();
	expect([undone.code, opened.user(email).syncStatus]).toEqual([0, 'enabled']);
	expect(undone.errors).toContain('Undo: Enable sync');
	expect(await undo()).toMatchObject({code: 2});
	await set('disabled');
	applyEdit(opened.world, {
		type: 'user',
		id: opened.user(email).id,
		actor: 'dana.ops',
		set: {hold: 'throttling'},
	});
	const touched = await undo();
	expect([touched.code, opened.changes().length]).toEqual([2, 3]);
	expect(touched.errors).toContain('what was changed has been changed again');
	expect(await undo('no-such')).toMatchObject({
		code: 2,
		errors: expect.stringContaining('has no change no-such'),
	});
});

test('acknowledgements and memos are kept for the next start, and taken back', async () => {
	await using opened = await openChanging();
	const listed = async (where: string) =>
		(await opened.run(['export', 'notebook', '--where', where])).output;
	expect(await opened.run(['ack', 'user', email])).toMatchObject({
		code: 0,
		output: expect.stringMatching(/emily\S+ +acknowledged/),
	});
	// Said twice it is not taken back, as the key on the screen does.
	expect(await opened.run(['ack', 'user', email])).toMatchObject({
		code: 0,
		output: expect.stringMatching(/ acknowledged/),
	});
	expect(await opened.run(['memo', 'user', email, 'on leave until Monday'])).toMatchObject({
		code: 0,
		output: expect.stringContaining('on leave until Monday'),
	});
	expect(await listed('ack')).toMatch(/"user:\S+":\{"at"[^]*on leave until Monday/);
	expect(await opened.run(['ack', 'user', email, '--off'])).toMatchObject({
		output: expect.stringContaining('not acknowledged'),
	});
	await opened.run(['memo', 'user', email, '']);
	expect(JSON.parse(await listed('ack'))).toEqual({acknowledged: {}, memos: {}});
	expect(opened.changes()).toEqual([]);
});

test('a cause is acknowledged by its key', async () => {
	await using opened = await openChanging();
	const causes = (await opened.run(['causes', '--output', 'name'])).output.trim().split('\n');
	const [key = ''] = causes;
	const {code, output} = await opened.run(['ack', 'cause', key, '--output', 'json']);
	expect([code, JSON.parse(output)]).toEqual([
		0,
		[expect.objectContaining({about: `cause:${key}`, note: 'acknowledged'})],
	]);
	const wrong = await opened.run(['ack', 'cause', 'no-such']);
	expect([wrong.code, wrong.errors]).toEqual([2, expect.stringContaining(key)]);
});

test('what a command reads is not taken for the look of a person', async () => {
	await using opened = await openChanging();
	await opened.run(['ack', 'user', email]);
	const [file = ''] = fs.globSync('notebook-*.json', {cwd: opened.state});
	expect(fs.readFileSync(opened.in(file), 'utf8')).not.toMatch(/"glance"|"lastLooked"/);
});

test('what somebody collected on the screen is neither applied nor lost by a command', async () => {
	await using opened = await openChanging();
	const [plan, collected] = [opened.in('plan.json'), opened.in('collected.json')];
	const other = opened.world.users.find(
		(user) => user.syncStatus === 'enabled' && !user.isRemoved && user.email !== email,
	);
	await opened.run(['set', 'user', other?.email ?? '', 'disabled', '--plan', collected]);
	const kept = opened.in(
		`collected-${createHash('sha256').update(opened.url).digest('hex').slice(0, 16)}.json`,
	);
	fs.renameSync(collected, kept);
	const before = fs.readFileSync(kept, 'utf8');
	await opened.run(['set', 'user', email, 'disabled', '--plan', plan]);
	const {code} = await opened.run(['apply', plan, '--yes']);
	expect([code, opened.changes().length, fs.readFileSync(kept, 'utf8')]).toEqual([0, 1, before]);
});
