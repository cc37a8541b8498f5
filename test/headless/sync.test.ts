import {expect, test} from 'vitest';
import {openChanging} from './open-changing.ts';

const email = 'emily.kowalski@contoso.example';
const secret = {scenario: 'secret-regenerated', speed: 600} as const;

/** The scenario stops somebody: one who is held. */
async function firstHeld(opened: Awaited<ReturnType<typeof openChanging>>): Promise<string> {
	await expect
		.poll(() => opened.world.users.filter(({hold}) => hold === 'authorization').length, {
			timeout: 10_000,
		})
		.toBeGreaterThan(3);
	return opened.world.users.find(({hold}) => hold === 'authorization')?.email ?? '';
}

test('without waiting a batch is queued, and that is all', async () => {
	await using opened = await openChanging();
	const {code, output} = await opened.run(['sync', email, '--yes', '--output', 'ndjson']);
	expect([code, JSON.parse(output)]).toEqual([
		0,
		expect.objectContaining({name: email, change: 'synchronize', outcome: 'done'}),
	]);
	expect(JSON.parse(output)).not.toHaveProperty('proof');
});

test('a repair that did not help fails again, by the same cause, with the exit code 1', async () => {
	await using opened = await openChanging(secret);
	const held = await firstHeld(opened);
	const {code, output, errors} = await opened.run([
		'sync',
		held,
		'--wait',
		'--yes',
		'--output',
		'json',
	]);
	expect([code, JSON.parse(output)]).toEqual([
		1,
		[expect.objectContaining({outcome: 'done', proof: 'failed', isSameCause: true})],
	]);
	expect(errors).toMatch(/1 hold is lifted first[^]*FAILED AGAIN[^]*The cause is still there/);
});

test('a repair is proved on one user, live, and who else it stops is told', async () => {
	await using opened = await openChanging(secret);
	const held = await firstHeld(opened);
	opened.setScenario('calm');
	const {code, output, errors} = await opened.run(['sync', held, '--wait', '--yes']);
	expect([code, opened.changes().length]).toEqual([0, 2]);
	expect(output).toMatch(/Enable and synchronize +PROVED +the batch finished/);
	expect(errors).toMatch(/WATCHING[^]*PROVED[^]*others? (?:is|are) stopped by the same cause/);
});

test('what did not end in time is told so, with the exit code 1', async () => {
	await using opened = await openChanging();
	const {code, output} = await opened.run(['sync', email, '--wait', '--timeout', '1s', '--yes']);
	expect(code).toBe(1);
	expect(output).toMatch(/WATCHING +queued/);
});

test.each([
	[['--timeout', '5s'], /--timeout belongs to --wait/],
	[['--wait', '--timeout', 'soon'], /--timeout is "soon"/],
])('sync with %j is refused', async (words, says) => {
	await using opened = await openChanging();
	const {code, errors} = await opened.run(['sync', email, '--yes', ...words]);
	expect([code, opened.changes()]).toEqual([2, []]);
	expect(errors).toMatch(says);
});

test('all whom a cause hits are enabled by its key, confirmed by their number', async () => {
	await using opened = await openChanging(secret);
	await firstHeld(opened);
	opened.setScenario('calm');
	const whom = ['--cause', 'client-secret-regenerated', '--where', 'hold:authorization'];
	const {output: names} = await opened.run(['set', 'user', ...whom, 'enabled', '--dry-run']);
	const [, takes = ''] = /It takes (--\S+?)\.\n/.exec(names) ?? [];
	const {code} = await opened.run(['set', 'user', ...whom, 'enabled', takes]);
	expect(code).toBe(0);
	const left = opened.world.users.filter(
		({hold, batch}) => hold === 'authorization' && batch?.failure?.code === 'invalid_client',
	);
	expect(left).toEqual([]);
});

test('to un-initialize takes the e-mail, counts down in words, and cleans the mailbox', async () => {
	await using opened = await openChanging();
	expect(await opened.run(['uninit', email, '--yes'])).toMatchObject({code: 2});
	expect(opened.changes()).toEqual([]);
	const {code, errors} = await opened.run(['uninit', email, '--confirm', email]);
	expect([code, opened.user(email).mailboxStatus]).toEqual([0, 'notInitialized']);
	const seconds = [...errors.matchAll(/UN-INITIALIZING in (\d)s {3}Ctrl-C stops it/g)];
	expect(seconds.map(([, left]) => left)).toEqual(['5', '4', '3', '2', '1']);
});
