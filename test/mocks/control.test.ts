import {expect, test} from 'vitest';
import * as z from 'zod';
import {idleUser, openService, type Opened} from './open-service.ts';

async function control(
	service: Opened,
	method: string,
	path: string,
	body?: unknown,
): Promise<Response> {
	const text = body === undefined ? {} : {body: JSON.stringify(body)};
	return fetch(`${service.controlUrl}${path}`, {method, ...text});
}

const state = z.looseObject({time: z.string(), revision: z.number(), scenario: z.string()});

test('the control interface is closed unless it is asked for', async () => {
	await using service = await openService();
	expect(service.controlUrl).toBeUndefined();
	expect((await service.get('/__mock/state')).status).toBe(404);
});

test('time can be advanced, and scenarios switched', async () => {
	await using service = await openService({control: true});
	const before = state.parse(await (await control(service, 'GET', '/state')).json());
	const later = state.parse(
		await (await control(service, 'POST', '/advance', {seconds: 600})).json(),
	);
	expect(later.time).toBe('2026-11-23T09:10:00.000Z');
	expect(later.revision).toBeGreaterThan(before.revision);
	const switched = await control(service, 'POST', '/scenario', {name: 'server-outage'});
	expect(state.parse(await switched.json()).scenario).toBe('server-outage');
	expect(service.world.servers.some(({state: server}) => server === 'lost')).toBe(true);
	expect((await control(service, 'POST', '/scenario', {name: 'sunny'})).status).toBe(400);
	expect((await control(service, 'POST', '/advance', {seconds: -1})).status).toBe(400);
});

test('another administrator can be played, which loses a race for everyone else', async () => {
	await using service = await openService({control: true});
	const id = idleUser(service);
	const {version} = await service.readUser(id);
	const edited = await control(service, 'POST', '/edit', {
		type: 'user',
		id,
		set: {syncStatus: 'disabled'},
	});
	expect(await edited.json()).toEqual({version: version + 1});
	const late = await service.ask('PATCH', `/users/${id}`, {
		version,
		body: {syncStatus: 'disabled'},
	});
	expect(await late.json()).toMatchObject({code: 'version-mismatch', changedBy: 'dana.ops'});
});

test('faults are armed flat, and wrong ones are explained', async () => {
	await using service = await openService({control: true});
	await control(service, 'POST', '/fault', {
		kind: 'status',
		status: 503,
		routes: ['session'],
		times: 1,
	});
	expect((await service.get('/session')).status).toBe(503);
	const wrong = await control(service, 'POST', '/fault', {
		kind: 'status',
		status: 503,
		routes: ['nowhere'],
	});
	expect([wrong.status, await wrong.text()]).toEqual([
		400,
		expect.stringContaining('no such route'),
	]);
});

test('the request log tells what was asked, and no secret', async () => {
	await using service = await openService({control: true, bearerToken: 'secret-token'});
	await service.ask('GET', '/session', {
		key: 'k-1',
		headers: {authorization: 'Bearer secret-token'},
	});
	const text = await (await control(service, 'GET', '/requests')).text();
	expect(JSON.parse(text)).toMatchObject({
		requests: [
			{method: 'GET', route: 'session', path: '/session', status: 200, idempotencyKey: 'k-1'},
		],
	});
	expect(text).not.toContain('secret-token');
	await control(service, 'DELETE', '/requests');
	expect(service.requests.list()).toEqual([]);
});

test('pages in a browser may not use it', async () => {
	await using service = await openService({control: true});
	const response = await fetch(`${service.controlUrl}/state`, {
		headers: {origin: 'https://contoso.example'},
	});
	expect(response.status).toBe(403);
});
