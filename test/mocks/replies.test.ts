import {expect, test} from 'vitest';
import * as z from 'zod';
import {minutes} from '../../source/contract/time.ts';
import {type RouteName, routes} from '../../source/contract/routes.ts';
import {fillPath} from '../../source/contract/route.ts';
import {scenarios} from '../../mocks/scenarios/catalog.ts';
import {codeOf, idleUser, openService} from './open-service.ts';

const reads = [
	'session',
	'overview',
	'listUsers',
	'getUser',
	'listBatches',
	'getBatch',
	'listUserActivity',
	'getGroup',
	'checkConnectivity',
] as const satisfies readonly RouteName[];

test('every reply of every reading route is what the contract says, in every scenario', async () => {
	await using service = await openService({users: 90});
	for (const {name} of scenarios.filter(({name}) => name !== 'flapping')) {
		service.setScenario(name);
		service.advance(minutes(25));
		const users = service.world.users.filter(
			({isRemoved, batch}) => !isRemoved && batch !== undefined,
		);
		for (const user of users.filter((_, index) => index % 15 === 0)) {
			const params = {
				userId: user.id,
				groupId: 'g-001',
				batchId: `b-${user.id.slice(2)}-${user.batch?.number}`,
			};
			for (const route of reads) {
				const {method, path, reply, status} = routes[route];
				const response = await service.ask(method, fillPath(path, params));
				expect([route, response.status]).toEqual([route, status]);
				const parsed = reply.parse(await response.json());
				expect(JSON.stringify(parsed)).not.toMatch(/"unreadable":\[\{/);
			}
		}
	}
});

test('a batch shows as many issues as it counts, and its texts name concrete things', async () => {
	await using service = await openService({users: 200});
	const user = service.world.users.find(({batch}) => batch?.state === 'finishedWithIssues');
	const response = await service.get(`/batches/b-${user?.id.slice(2)}-${user?.batch?.number}`);
	const {batch, issues} = routes.getBatch.reply.parse(await response.json());
	expect(issues.rows).toHaveLength(batch.issues);
	expect(issues.rows.every(({text}) => text.length > 10 && !text.includes('{'))).toBe(true);
	const held = service.world.users.find(({hold}) => hold === 'authorization');
	expect((await service.readUser(held?.id ?? '')).batch?.error?.message).not.toMatch(/[{}]/);
});

test('the history of a user goes back in time, number by number', async () => {
	await using service = await openService();
	const response = await service.get(`/users/${idleUser(service)}/batches?limit=20`);
	const {batches} = routes.listBatches.reply.parse(await response.json());
	expect(batches.rows.length).toBeGreaterThan(10);
	for (const [index, {queuedAt}] of batches.rows.entries()) {
		const older = batches.rows[index + 1];
		expect(older?.endedAt ?? 0).toBeLessThanOrEqual(queuedAt);
	}
});

test('what is not in the contract is refused with a problem', async () => {
	await using service = await openService();
	const id = idleUser(service);
	expect(await codeOf(await service.get('/nothing'))).toBe('not-found');
	expect(await codeOf(await service.get('/users/u-999999'))).toBe('not-found');
	expect(await codeOf(await service.get('/users/..%2f'))).toBe('invalid-request');
	expect(await codeOf(await service.get('/changes?since=many'))).toBe('invalid-request');
	const wrongMethod = await service.ask('DELETE', '/session');
	expect([wrongMethod.status, wrongMethod.headers.get('allow')]).toEqual([405, 'GET']);
	const noJson = await fetch(`${service.url}/users/${id}`, {
		method: 'PATCH',
		headers: {'if-match': '"1"', 'idempotency-key': 'no-json'},
		body: '{',
	});
	expect([noJson.status, await codeOf(noJson)]).toEqual([400, 'invalid-request']);
	const large = await service.ask('PATCH', `/users/${id}`, {version: 1, body: 'x'.repeat(300_000)});
	expect(large.status).toBe(413);
});

test('changes want a key and a version', async () => {
	await using service = await openService();
	const id = idleUser(service);
	const body = {syncStatus: 'disabled'};
	const noVersion = await service.ask('PATCH', `/users/${id}`, {body});
	expect([noVersion.status, await codeOf(noVersion)]).toEqual([428, 'precondition-required']);
	const noKey = await service.ask('PATCH', `/users/${id}`, {version: 1, key: '', body});
	expect([noKey.status, await codeOf(noKey)]).toEqual([428, 'precondition-required']);
});

test('a repeated key gets the first answer; for another request it is refused', async () => {
	await using service = await openService();
	const id = idleUser(service);
	const {version} = await service.readUser(id);
	const once = {version, key: 'the-key', body: {syncStatus: 'disabled'}};
	const first = await (await service.ask('PATCH', `/users/${id}`, once)).text();
	const again = await service.ask('PATCH', `/users/${id}`, once);
	expect([again.status, await again.text()]).toEqual([200, first]);
	expect((await service.readUser(id)).version).toBe(version + 1);
	const other = await service.ask('PATCH', `/users/${id}`, {
		...once,
		body: {syncStatus: 'enabled'},
	});
	expect([other.status, await codeOf(other)]).toEqual([409, 'idempotency-key-reused']);
});

test('replies carry the simulated time, and are compressed when asked', async () => {
	await using service = await openService();
	service.advance(minutes(10));
	const response = await service.get('/overview', {'accept-encoding': 'gzip'});
	expect(response.headers.get('date')).toBe('Mon, 23 Nov 2026 09:10:00 GMT');
	expect(response.headers.get('content-encoding')).toBe('gzip');
	const plain = await service.get('/overview', {'accept-encoding': 'identity'});
	expect(plain.headers.get('content-encoding')).toBeNull();
	expect(z.looseObject({}).parse(await plain.json())).toEqual(await response.json());
});

test('simulated time follows the clock at its speed', async () => {
	await using service = await openService({speed: 60});
	service.clock.advance(minutes(1));
	const response = await service.get('/session');
	expect(response.headers.get('date')).toBe('Mon, 23 Nov 2026 10:00:00 GMT');
});
