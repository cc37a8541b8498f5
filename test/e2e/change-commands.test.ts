import {test} from 'vitest';
import {openHome, openProgram} from './open-program.ts';
import {connected, journalOf, openService} from './open-service.ts';

const email = 'emily.kowalski@contoso.example';
const ctrlC = '\u0003';

test.concurrent('Ctrl-C while a command counts down stops it: nothing was sent, nothing is written', async ({
	expect,
}) => {
	using home = openHome();
	await using service = await openService();
	await using program = openProgram(
		['uninit', email, '--confirm', email, ...connected(service.url)],
		{home},
	);
	await program.sees(/UN-INITIALIZING in \ds/);
	program.press(ctrlC);
	expect(await program.exited).toBe(130);
	await program.sees('Stopped; nothing was sent');
	expect([service.changes(), home.journal()]).toEqual([[], []]);
});

test.concurrent('Ctrl-C while a command runs: the rest is not started, what is on its way is waited for and told', async ({
	expect,
}) => {
	using home = openHome();
	await using service = await openService();
	const names = service.world.users
		.filter(({syncStatus, isRemoved}) => syncStatus === 'enabled' && !isRemoved)
		.slice(0, 12)
		.map((user) => user.email);
	service.arm('changeUser', {kind: 'latency', ms: 1500}, 12);
	await using program = openProgram(
		['set', 'user', ...names, 'disabled', '--confirm', '12', ...connected(service.url)],
		{home, rows: 60},
	);
	await expect.poll(() => service.changes().length, {timeout: 10_000}).toBe(4);
	program.press(ctrlC);
	expect(await program.exited).toBe(130);
	const screen = await program.sees('RESULT');
	expect(screen).toContain('Stopping: the rest is not started');
	expect(screen.match(/Disable sync +done +verified/g)).toHaveLength(4);
	expect(screen.match(/Disable sync +not started/g)).toHaveLength(8);
	expect(service.changes()).toHaveLength(4);
	const {intents, results} = journalOf(home);
	expect([intents.length, results]).toEqual([4, intents]);
});

test.concurrent('at a terminal a command asks, and ends when it was answered', async ({expect}) => {
	using home = openHome();
	await using service = await openService();
	await using program = openProgram(
		['set', 'group', 'Architecture', 'disabled', ...connected(service.url)],
		{home},
	);
	await program.sees('Type Architecture to do it:');
	expect(service.changes()).toEqual([]);
	program.press('Architecture\r');
	expect(await program.exited).toBe(0);
	await program.sees(/Architecture +Disable sync +done/);
	expect(service.changes()).toHaveLength(1);
});

test.concurrent('Ctrl-C at the question sends nothing', async ({expect}) => {
	using home = openHome();
	await using service = await openService();
	await using program = openProgram(['set', 'user', email, 'disabled', ...connected(service.url)], {
		home,
	});
	await program.sees('Type y to do it:');
	program.press(ctrlC);
	expect(await program.exited).toBe(130);
	expect([service.changes(), home.journal()]).toEqual([[], []]);
});
