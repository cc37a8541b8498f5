import {expect, test} from 'vitest';
import * as z from 'zod';
import {problem} from '../../source/contract/problem.ts';
import {seconds} from '../../source/contract/time.ts';
import {codeOf, idleUser, idOf, openService, type Opened} from './open-service.ts';

const enable = {syncStatus: 'enabled'};
const disable = {syncStatus: 'disabled'};

async function set(service: Opened, id: string, body: unknown): Promise<Response> {
	const {version} = await service.readUser(id);
	return service.ask('PATCH', `/users/${id}`, {version, body});
}

async function act(service: Opened, id: string, action: string, body?: unknown): Promise<Response> {
	const {version} = await service.readUser(id);
	return service.ask('POST', `/users/${id}/${action}`, {version, body});
}

async function remove(service: Opened, id: string): Promise<Response> {
	const {version} = await service.readUser(id);
	return service.ask('DELETE', `/users/${id}`, {version});
}

test('disabling a user stops the schedule, and enabling resumes it', async () => {
	await using service = await openService();
	const id = idleUser(service);
	expect((await set(service, id, disable)).status).toBe(200);
	const disabled = await service.readUser(id);
	expect(disabled.syncStatus).toBe('disabled');
	expect(disabled.nextSynchronizationAt).toBeUndefined();
	expect(await codeOf(await set(service, id, disable))).toBe('already-so');
	expect((await set(service, id, enable)).status).toBe(200);
	expect(await codeOf(await set(service, id, enable))).toBe('already-so');
	const before = (await service.readUser(id)).batch?.id;
	service.advance(seconds(90));
	expect((await service.readUser(id)).batch?.id).not.toBe(before);
});

test('enabling a user on hold lifts the hold, and the next batch comes soon', async () => {
	await using service = await openService();
	const id = idOf(service, (user) => user.hold === 'authorization');
	expect((await service.readUser(id)).batch?.state).toBe('suspended');
	const response = await set(service, id, enable);
	expect(response.status).toBe(200);
	expect((await service.readUser(id)).hold).toBe('none');
	service.advance(seconds(90));
	expect((await service.readUser(id)).batch?.state).not.toBe('suspended');
});

test('enabling a user of a disabled group is accepted, with a notice', async () => {
	await using service = await openService({users: 300});
	const {groups} = service.world;
	const id = idOf(service, (user) => groups[user.groupIndex]?.syncStatus === 'disabled');
	await set(service, id, disable);
	const reply = z
		.looseObject({notice: z.string()})
		.parse(await (await set(service, id, enable)).json());
	expect(reply.notice).toContain('group');
	service.advance(seconds(3600));
	expect((await service.readUser(id)).nextSynchronizationAt).toBeUndefined();
	expect(await codeOf(await act(service, id, 'synchronize'))).toBe('not-effectively-enabled');
});

test('disabling a group stops the batches of its members, and enabling it resumes them', async () => {
	await using service = await openService();
	const [group] = service.world.groups;
	const id = String(group?.id);
	const members = service.world.users.filter(({groupIndex}) => groupIndex === 0);
	const response = await service.ask('PATCH', `/groups/${id}`, {version: 1, body: disable});
	expect(response.status).toBe(200);
	expect(members.some(({batch}) => batch?.state === 'queued' || batch?.state === 'running')).toBe(
		false,
	);
	expect(members.every(({nextSynchronizationAt}) => nextSynchronizationAt === undefined)).toBe(
		true,
	);
	expect(
		await codeOf(await service.ask('PATCH', `/groups/${id}`, {version: 2, body: disable})),
	).toBe('already-so');
	await service.ask('PATCH', `/groups/${id}`, {version: 2, body: enable});
	expect(members.some(({nextSynchronizationAt}) => nextSynchronizationAt !== undefined)).toBe(true);
});

test('deleting wants the mailbox un-initialized and synchronization disabled, in that chain', async () => {
	await using service = await openService();
	const id = idleUser(service);
	expect(await codeOf(await remove(service, id))).toBe('mailbox-initialized');
	expect((await set(service, id, disable)).status).toBe(200);
	expect(await codeOf(await remove(service, id))).toBe('mailbox-initialized');
	expect((await act(service, id, 'uninitialize')).status).toBe(200);
	const reset = await service.readUser(id);
	expect([reset.mailboxStatus, reset.syncStatus]).toEqual(['notInitialized', 'disabled']);
	expect(await codeOf(await act(service, id, 'uninitialize'))).toBe('mailbox-not-initialized');
	await set(service, id, enable);
	expect(await codeOf(await remove(service, id))).toBe('sync-enabled');
	await set(service, id, disable);
	const removed: unknown = await (await remove(service, id)).json();
	expect(removed).toEqual({id, mayLeaveData: false});
	expect((await service.get(`/users/${id}`)).status).toBe(404);
});

test('un-initializing needs a mailbox that can be reached', async () => {
	await using service = await openService();
	service.setScenario('server-outage');
	const last = service.world.servers.length - 1;
	const id = idOf(
		service,
		(user) =>
			service.world.groups[user.groupIndex]?.serverIndex === last &&
			user.mailboxStatus === 'initialized',
	);
	expect(await codeOf(await act(service, id, 'uninitialize'))).toBe('mailbox-unreachable');
	const removed: unknown = await (await act(service, id, 'force-delete', {})).json();
	expect(removed).toEqual({id, mayLeaveData: true});
});

test('force delete of a reachable mailbox asks why', async () => {
	await using service = await openService();
	const id = idleUser(service);
	expect(await codeOf(await act(service, id, 'force-delete', {}))).toBe('invalid-request');
	const response = await act(service, id, 'force-delete', {reason: 'The employee asked for it'});
	expect(await response.json()).toEqual({id, mayLeaveData: false});
});

test('force delete is for Outlook mailboxes only', async () => {
	await using service = await openService();
	const {groups, servers} = service.world;
	const id = idOf(
		service,
		(user) => servers[groups[user.groupIndex]?.serverIndex ?? 0]?.platform === 'google',
	);
	expect(await codeOf(await act(service, id, 'force-delete', {reason: 'x'}))).toBe('outlook-only');
});

test('forcing a batch is refused while one runs, sooner than a minute after, and when not in effect', async () => {
	await using service = await openService();
	const id = idleUser(service);
	const first = await act(service, id, 'synchronize');
	const isTooSoon = first.status === 422;
	if (isTooSoon) {
		service.advance(seconds(60));
		expect((await act(service, id, 'synchronize')).status).toBe(202);
	}

	expect(await codeOf(await act(service, id, 'synchronize'))).toBe('batch-running');
	for (let step = 0; step < 2000 && (await stateOf(service, id)) !== 'ended'; step++) {
		service.advance(seconds(5));
	}

	const response = await act(service, id, 'synchronize');
	expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
	expect(await codeOf(response)).toBe('too-soon');
	await set(service, id, disable);
	expect(await codeOf(await act(service, id, 'synchronize'))).toBe('not-effectively-enabled');
});

test('every change writes who did it', async () => {
	await using service = await openService();
	const id = idleUser(service);
	await set(service, id, disable);
	const response = await service.get(`/users/${id}/activity`);
	const {activity} = z
		.object({activity: z.array(z.looseObject({actor: z.string(), kind: z.string()}))})
		.parse(await response.json());
	expect(activity[0]).toMatchObject({actor: 'on.call', kind: 'syncDisabled'});
});

test('a lost race answers 412 with the user as it is now and who changed it', async () => {
	await using service = await openService();
	const id = idleUser(service);
	const {version} = await service.readUser(id);
	await set(service, id, disable);
	const response = await service.ask('PATCH', `/users/${id}`, {version, body: disable});
	expect(response.status).toBe(412);
	const answer = problem.parse(await response.json());
	expect(answer.code).toBe('version-mismatch');
	expect(answer.currentUser?.version).toBe(version + 1);
	expect(answer.changedBy).toBe('on.call');
});

async function stateOf(service: Opened, id: string): Promise<'active' | 'ended'> {
	const state = service.world.users.find((user) => user.id === id)?.batch?.state;
	return state === 'queued' || state === 'running' ? 'active' : 'ended';
}
