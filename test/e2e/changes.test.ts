import path from 'node:path';
import {test} from 'vitest';
import {applyEdit} from '../../mocks/edit.ts';
import {openHome, openProgram, run} from './open-program.ts';
import {askToDisable, connected, findUser, journalOf, openService} from './open-service.ts';

const audit = [process.execPath, path.resolve('dist/synctop.js'), 'audit'];
const name = 'Emily Kowalski';
const email = 'emily.kowalski@contoso.example';

test.concurrent.for([
	['Escape', '\u001B'],
	['Ctrl-C', '\u0003'],
] as const)(
	'%s while a delete counts down stops it, and nothing is sent [R24]',
	async ([_key, bytes], {expect}) => {
		using home = openHome();
		await using service = await openService();
		const id = service.world.users.find((user) => user.name === name)?.id ?? '';
		applyEdit(service.world, {
			type: 'user',
			id,
			actor: 'dana.ops',
			set: {mailboxStatus: 'notInitialized', syncStatus: 'disabled'},
		});
		await using program = openProgram(connected(service.url), {home});
		await findUser(program, name);
		program.press('D');
		await program.sees(/DELETE[^]*same as on your screen/);
		await program.pressUntil(`${'\u007F'.repeat(40)}${email}`, 'matches');
		program.press('\t');
		await program.sees(/\[> Delete/);
		program.press('\r');
		await program.sees(/DELETING in \d/);
		program.press(bytes);
		await program.sees('Stopped; nothing was sent');
		// Longer than it would have counted.
		const asked = service.asked('changes').length;
		await expect
			.poll(() => service.asked('changes').length, {timeout: 15_000})
			.toBeGreaterThan(asked + 5);
		program.press('\u001B');
		await program.sees('Space mark');
		expect(service.changes()).toEqual([]);
		expect(home.journal()).toEqual([]);
	},
);

test.concurrent('killed after a change was made and before its answer came, the next start finds out that it was made [R44]', async ({
	expect,
}) => {
	using home = openHome();
	await using service = await openService();
	await using killed = openProgram(connected(service.url), {home});
	await askToDisable(killed, name);
	service.arm('changeUser', {kind: 'latency', ms: 60_000});
	await killed.pressUntil('y', 'sending');
	await expect.poll(service.changes).toHaveLength(1);
	killed.kill('SIGKILL');
	await killed.exited;
	expect(journalOf(home).phases).toEqual(['intent']);
	service.requests.clear();
	service.arm('getUser', {kind: 'latency', ms: 1000});

	await using next = openProgram(connected(service.url), {home});
	await next.sees(`Disabled ${email}, verified`);
	await expect.poll(() => journalOf(home).phases).toEqual(['intent', 'result done']);
	expect(service.changes()).toEqual([]);
	const listed = await run(audit, {environment: home.environment});
	expect(listed.output).toMatch(/done +disable +emily\.kowalski/);
});

test.concurrent('killed before a change was made, the next start keeps its target locked until it is known what became of it [R44]', async ({
	expect,
}) => {
	using home = openHome();
	await using service = await openService();
	await using killed = openProgram(connected(service.url), {home});
	await askToDisable(killed, name);
	service.arm('changeUser', {kind: 'hang'});
	await killed.pressUntil('y', 'sending');
	await expect.poll(service.changes).toHaveLength(1);
	killed.kill('SIGKILL');
	await killed.exited;
	service.requests.clear();

	await using next = openProgram(connected(service.url), {home});
	await next.sees(/A change of an earlier start .* is UNKNOWN/);
	await findUser(next, name);
	next.press('x');
	await next.sees(`the last change of ${email} is not settled yet`);
	const open = await run([...audit, '--outcome', 'open'], {environment: home.environment});
	expect(open.output).toContain(email);
	const id = service.world.users.find((user) => user.name === name)?.id ?? '';
	applyEdit(service.world, {type: 'user', id, actor: 'dana.ops', set: {hold: 'throttling'}});
	await next.sees('cannot be told: changed by somebody since');
	expect(service.changes()).toEqual([]);
	await expect.poll(() => journalOf(home).phases).toEqual(['intent', 'result untold']);
	const listed = await run(audit, {environment: home.environment});
	expect(listed.output).toMatch(/untold +disable +emily\.kowalski/);
});

test.concurrent('a change whose answer is lost is asked for once, is UNKNOWN, and is read back [R43]', async ({
	expect,
}) => {
	using home = openHome();
	await using service = await openService();
	await using program = openProgram(connected(service.url), {home});
	await askToDisable(program, name);
	service.arm('changeUser', {kind: 'resetAfter'});
	service.arm('getUser', {kind: 'latency', ms: 1000});
	await program.pressUntil('y', 'UNKNOWN');
	await program.sees(`Disabled ${email}, verified`);
	await expect
		.poll(() => journalOf(home).phases)
		.toEqual(['intent', 'result unknown', 'result done']);
	expect(service.asked('changeUser')).toHaveLength(1);
});

test.concurrent('of two programs that change the same user at once one does it, and the other is told who was first [C12]', async ({
	expect,
}) => {
	using home = openHome();
	using otherHome = openHome();
	await using service = await openService();
	await using first = openProgram(connected(service.url), {home});
	await using second = openProgram(connected(service.url), {home: otherHome});
	await Promise.all([askToDisable(first, name), askToDisable(second, name)]);
	const ended = /verified \d|changed by on\.call meanwhile|changed while you were deciding/;
	const screens = await Promise.all([first.pressUntil('y', ended), second.pressUntil('y', ended)]);
	expect(screens.filter((screen) => screen.includes('verified'))).toHaveLength(1);
	expect(screens.join('')).toContain('changed by on.call meanwhile: not done');
	expect(service.requests.list().map(({status}) => status)).toContain(412);
});

test.concurrent('two programs with one home lose no settings and no line of the journal [R40]', async ({
	expect,
}) => {
	using home = openHome();
	await using service = await openService();
	await using first = openProgram(connected(service.url), {home});
	await using second = openProgram(connected(service.url), {home});
	await Promise.all([askToDisable(first, name), askToDisable(second, 'Ada Fitzgerald')]);
	await Promise.all([first.pressUntil('y', /verified \d/), second.pressUntil('y', /verified \d/)]);
	for (const key of ['+', '-', '+', '+']) {
		first.press(key);
		second.press(key);
	}

	await Promise.all([first.sees('every 10s'), second.sees('every 10s')]);
	await expect.poll(() => journalOf(home).results).toHaveLength(2);
	await expect.poll(() => JSON.parse(home.settings())).toEqual({intervalSeconds: 10});
	first.press('q');
	second.press('q');
	expect(await Promise.all([first.exited, second.exited])).toEqual([0, 0]);
	const verified = await run([...audit, 'verify'], {environment: home.environment});
	expect(verified).toMatchObject({
		code: 0,
		output: '4 lines of 2 starts: all as they were written.\n',
	});
});
