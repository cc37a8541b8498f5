import {expect, test} from 'vitest';
import {toSafe} from '../../source/contract/text.ts';
import {milliseconds, seconds} from '../../source/contract/time.ts';
import {drawFrame} from '../../source/tui/frame.ts';
import {batchOf, batchOn, problemOf, userOf} from '../support/build.ts';
import {type OpenedEngine} from '../support/open-engine.ts';
import {manyUsers, openUsers} from '../support/open-users.ts';

const failure = {
	code: 'EX-401',
	category: 'authorization',
	source: 'mailServer',
	message: 'The client secret is not valid',
} as const;

/** Fields of a user whom the service holds, because the last batch failed. */
function held(id: string, code: string = failure.code): Parameters<typeof userOf>[1] {
	return {hold: 'authorization', batch: batchOn('suspended', id, {error: {...failure, code}})};
}

/** What the dialog says. */
function said({state}: OpenedEngine): string {
	const lines = drawFrame(state()).dialog?.lines ?? [];
	return lines.map((line) => line.map(({text}) => text as string).join('')).join('\n');
}

/** The batch that was forced goes on: the service changes the row, and the next poll brings it. */
async function goOn(
	{service, pass}: OpenedEngine,
	id: string,
	fields: Parameters<typeof batchOf>[2] & {readonly state: string},
): Promise<void> {
	const current = service.world.user(id)?.batch;
	service.world.change(id, {
		batch: batchOf(fields.state, id, {id: current?.id ?? '', kind: 'forced', ...fields}),
	});
	await pass(seconds(6));
}

/** Four users held by one cause and one by another, with the first proved or not by the batch that was forced. */
async function prove(ending: Parameters<typeof goOn>[2]): Promise<OpenedEngine> {
	const ids = ['u-10', 'u-11', 'u-12', 'u-13'];
	const users = [...ids.map((id) => userOf(id, held(id))), userOf('u-14', held('u-14', 'EX-500'))];
	const opened = await openUsers({users});
	await opened.ask('r');
	await opened.press('y');
	await opened.pass(seconds(6));
	await goOn(opened, 'u-10', ending);
	return opened;
}

test('a batch is forced with one key and followed live from queued to finished', async () => {
	const opened = await openUsers();
	await opened.ask('r');
	expect(opened.plan().verb).toBe('synchronize');
	await opened.press('y');
	expect(opened.service.changes()).toMatchObject([{name: 'synchronizeUser', about: 'u-1'}]);
	await opened.pass(seconds(6));
	expect(said(opened)).toMatch(/WATCHING {2}queued .*not started yet/);
	const startedAt = new Date(opened.clock.now() - 12_000).toISOString();
	await goOn(opened, 'u-1', {state: 'running', startedAt});
	expect(said(opened)).toMatch(/WATCHING {2}running 1\ds/);
	await goOn(opened, 'u-1', {state: 'finished', changes: 14, issues: 0});
	expect(said(opened)).toContain('FINISHED  the batch finished: 14 changes, no issues');
});

test('who is held is enabled first, in one plan of two guarded steps', async () => {
	const opened = await prove({state: 'finished', changes: 3});
	expect(opened.service.changes()).toMatchObject([
		{name: 'changeUser', about: 'u-10 enabled', guard: {version: 1}},
		{name: 'synchronizeUser', about: 'u-10', guard: {version: 2}},
	]);
	expect(opened.journal.entries.map(({phase, action}) => `${phase} ${action}`)).toEqual([
		'intent enable',
		'result enable',
		'intent synchronize',
		'result synchronize',
	]);
});

test('a batch that comes through proves it, and the same is offered for the others with that cause', async () => {
	const opened = await prove({state: 'finishedWithIssues', changes: 14, issues: 2});
	expect(said(opened)).toContain('PROVED  the batch finished: 14 changes, 2 issues');
	expect(said(opened)).toContain('3 others are stopped by the same cause: ');
	await opened.ask('r');
	expect(opened.plan().verb).toBe('enableAndSynchronize');
	await opened.press('y');
	await opened.pass(seconds(6));
	const asked = opened.service.changes().filter(({name}) => name === 'synchronizeUser');
	expect(asked.map(({about}) => about).toSorted()).toEqual(['u-10', 'u-11', 'u-12', 'u-13']);
	expect(said(opened)).toContain('Batches: 3 on their way, 0 finished, 0 failed');
	await goOn(opened, 'u-11', {state: 'finished', changes: 1});
	await goOn(opened, 'u-12', {state: 'suspended', error: failure});
	expect(said(opened)).toContain('Batches: 1 on their way, 1 finished, 1 failed');
	expect(said(opened)).toMatch(/u-12@example.com .*the same cause; suspended: EX-401/);
});

test('what was proved can be enabled only, for the others', async () => {
	const opened = await prove({state: 'finished', changes: 1});
	await opened.ask('e');
	expect(opened.plan()).toMatchObject({verb: 'enable', items: {length: 3}});
});

test.each([
	[failure.code, 'FAILED AGAIN  the same cause; suspended: EX-401'],
	['EX-777', 'FAILED AGAIN  another cause; suspended: EX-777'],
])('a batch that fails with %s says so, and nothing is offered', async (code, words) => {
	const opened = await prove({state: 'suspended', error: {...failure, code}});
	expect(said(opened)).toContain(words);
	await opened.press('r');
	expect(opened.state().dialog?.kind).toBe('run');
	expect(opened.notice()).toContain('nothing is proved');
});

test('a batch that was taken back, or a user who was deleted, proves nothing', async () => {
	const opened = await prove({state: 'interrupted'});
	expect(said(opened)).toContain('NOT TOLD  the batch was taken back');
	const other = await openUsers();
	await other.ask('r');
	await other.press('y');
	other.service.world.remove('u-1');
	await other.pass(seconds(6));
	expect(said(other)).toContain('GONE  the user was deleted meanwhile');
});

test('a later batch tells as much when the end of the one before was not seen', async () => {
	const opened = await openUsers({users: [userOf('u-1', held('u-1'))]});
	await opened.ask('r');
	await opened.press('y');
	await opened.pass(seconds(6));
	await goOn(opened, 'u-1', {state: 'finished', id: 'b-later', changes: 2});
	expect(said(opened)).toContain('PROVED  the batch finished: 2 changes');
});

test('a result stays what it was when the next batch comes', async () => {
	const opened = await prove({state: 'finished', changes: 3});
	await goOn(opened, 'u-10', {state: 'suspended', id: 'b-next', error: failure});
	expect(said(opened)).toContain('PROVED');
});

test('a batch that the schedule queued between the two steps is as good as a forced one', async () => {
	const opened = await openUsers({users: [userOf('u-1', held('u-1'))]});
	await opened.ask('r');
	const problem = problemOf({code: 'batch-running'});
	opened.service.next('synchronizeUser', {failure: {kind: 'refused', problem}});
	await opened.press('y');
	opened.service.world.change('u-1', {batch: batchOf('running', 'u-1', {id: 'b-schedule'})});
	await opened.pass(seconds(6));
	expect(opened.phases()).toEqual(['done']);
	expect(said(opened)).toContain('running');
	expect(opened.journal.entries.at(-1)).toMatchObject({outcome: 'refused'});
});

test('in bulk, who cannot be synchronized is left out with the reason', async () => {
	const justNow = new Date(Date.parse('2026-11-22T03:00:00.000Z')).toISOString();
	const opened = await openUsers({
		users: [
			userOf('u-1'),
			userOf('u-2', {syncStatus: 'disabled'}),
			userOf('u-3', {batch: batchOn('running', 'u-3')}),
			userOf('u-4', {batch: batchOn('finished', 'u-4', {endedAt: justNow})}),
		],
	});
	await opened.press('*');
	await opened.ask('r');
	const reasons = opened
		.plan()
		.items.map(({check}) => (check.kind === 'leftOut' ? check.reason : check.kind));
	expect(reasons).toEqual([
		'same',
		expect.stringContaining('enable the user first'),
		expect.stringContaining('running already'),
		expect.stringContaining('less than a minute ago'),
	]);
	await opened.press('y');
	expect(opened.service.changes()).toMatchObject([{about: 'u-1'}]);
});

test('refusals that tell of single users do not stop a bulk change', async () => {
	const opened = await openUsers({users: manyUsers(12)});
	const problem = problemOf({code: 'too-soon'});
	const refusal = {failure: {kind: 'refused' as const, problem}};
	opened.service.next('synchronizeUser', refusal, refusal, refusal, refusal);
	await opened.press('*');
	await opened.ask('r');
	await opened.type('12');
	await opened.press('tab', 'enter');
	await opened.pass(seconds(6));
	expect(opened.phases().filter((kind) => kind === 'done')).toHaveLength(8);
	expect(opened.phases().filter((kind) => kind === 'refused')).toHaveLength(4);
});

test('asked to slow down, a bulk change waits as long as it was asked to, and goes on by itself', async () => {
	const opened = await openUsers({users: manyUsers(12)});
	const throttled = {
		kind: 'throttled',
		status: 429,
		retryAfter: {kind: 'delay', delay: seconds(20)},
	} as const;
	await opened.press('*');
	await opened.ask('r');
	await opened.type('12');
	opened.service.next('synchronizeUser', {}, {failure: throttled});
	await opened.press('tab', 'enter');
	await opened.pass(seconds(15));
	expect(opened.service.changes()).toHaveLength(4);
	expect(said(opened)).toContain('asked to slow down; it goes on by itself in');
	await opened.pass(seconds(10));
	expect(opened.phases()).toEqual(Array.from({length: 12}, () => 'done'));
	const keys = opened.service.changes().map(({guard}) => guard?.key);
	expect(new Set(keys).size).toBe(13);
	expect(opened.journal.entries.filter(({phase}) => phase === 'intent')).toHaveLength(13);
	expect(opened.journal.entries.filter(({phase}) => phase === 'result')).toHaveLength(13);
});

test('a service that asks for an hour stops the bulk change; Escape stops one that waits', async () => {
	const throttled = (delay: number) =>
		({
			failure: {
				kind: 'throttled',
				status: 429,
				retryAfter: {kind: 'delay', delay: milliseconds(delay)},
			},
		}) as const;
	for (const [delay, keys] of [
		[3_600_000, []],
		[20_000, ['escape']],
	] as const) {
		const opened = await openUsers({users: manyUsers(12)});
		await opened.press('*');
		await opened.ask('r');
		await opened.type('12');
		opened.service.next('synchronizeUser', throttled(delay));
		await opened.press('tab', 'enter', ...keys);
		await opened.pass(seconds(90));
		expect(opened.service.changes()).toHaveLength(4);
		expect(opened.run().endedAt).toBeDefined();
	}
});

test('an error with a hostile code or message is shown, and breaks nothing', async () => {
	const message = toSafe('\u001B[2J║ PROVED\n');
	const opened = await prove({state: 'suspended', error: {...failure, message}});
	expect(said(opened)).toContain('FAILED AGAIN');
	expect(said(opened)).not.toContain('\u001B');
});
