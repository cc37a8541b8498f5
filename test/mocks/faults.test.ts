import {expect, test} from 'vitest';
import {overview} from '../../source/contract/changes.ts';
import {milliseconds} from '../../source/contract/time.ts';
import {armedFault, type WireFault} from '../../mocks/faults.ts';
import {idleUser, openService, type Opened} from './open-service.ts';

function arm(service: Opened, fault: Record<string, unknown>, times = 1): void {
	service.faults.arm(armedFault.parse({fault, times}));
}

async function read(service: Opened, fault: Record<string, unknown>): Promise<Response> {
	arm(service, fault);
	return service.get('/overview');
}

test.each([429, 500, 503, 401, 403])('status %i instead of an answer', async (status) => {
	await using service = await openService();
	expect((await read(service, {kind: 'status', status})).status).toBe(status);
	expect((await service.get('/overview')).status).toBe(200);
});

test('Retry-After comes as seconds, as a date of the service, or not at all', async () => {
	await using service = await openService();
	const after = async (retryAfter: string): Promise<string | null> =>
		(await read(service, {kind: 'status', status: 429, retryAfter, seconds: 7})).headers.get(
			'retry-after',
		);
	expect(await after('seconds')).toBe('7');
	expect(await after('date')).toBe('Mon, 23 Nov 2026 09:00:07 GMT');
	expect(await after('none')).toBeNull();
});

test('a reset before does nothing; a reset after has done it and loses the answer', async () => {
	await using service = await openService();
	const id = idleUser(service);
	const {version} = await service.readUser(id);
	const asking = {version, key: 'lost', body: {syncStatus: 'disabled'}};
	arm(service, {kind: 'resetBefore'});
	await expect(service.ask('PATCH', `/users/${id}`, asking)).rejects.toThrow('fetch failed');
	expect((await service.readUser(id)).syncStatus).toBe('enabled');
	arm(service, {kind: 'resetAfter'});
	await expect(service.ask('PATCH', `/users/${id}`, asking)).rejects.toThrow('fetch failed');
	expect((await service.readUser(id)).syncStatus).toBe('disabled');
	expect((await service.ask('PATCH', `/users/${id}`, asking)).status).toBe(200);
});

test('a reset in the middle of the body cuts it', async () => {
	await using service = await openService();
	const response = await read(service, {kind: 'resetMidBody'});
	await expect(response.text()).rejects.toThrow('terminated');
});

test('broken bodies: half of the JSON, other JSON, a page', async () => {
	await using service = await openService();
	const half = await (await read(service, {kind: 'truncatedJson'})).text();
	expect(() => JSON.parse(half) as unknown).toThrow(SyntaxError);
	expect(overview.safeParse(await (await read(service, {kind: 'wrongJson'})).json()).success).toBe(
		false,
	);
	const page = await read(service, {kind: 'html'});
	expect([page.status, page.headers.get('content-type')]).toEqual([
		200,
		'text/html; charset=utf-8',
	]);
});

test('a wrong type makes one row unreadable, and leaves the others', async () => {
	await using service = await openService();
	const response = await read(service, {kind: 'wrongType', path: 'groups.1.version'});
	const {groups} = overview.parse(await response.json());
	expect([groups.rows.length, groups.unreadable.length]).toEqual([7, 1]);
	expect(groups.unreadable[0]).toMatchObject({index: 1, path: 'version'});
});

test('unknown words and fields are taken by a client that keeps to the contract', async () => {
	await using service = await openService();
	const words = overview.parse(await (await read(service, {kind: 'unknownEnum'})).json());
	expect(words.groups.rows[0]?.syncStatus).toBe('unheardOf');
	expect(words.groups.unreadable).toEqual([]);
	const fields = await (await read(service, {kind: 'extraFields'})).text();
	expect(fields).toContain('addedLater');
	expect(overview.parse(JSON.parse(fields)).groups.unreadable).toEqual([]);
});

test('hostile text is in every free text, and the contract makes it visible', async () => {
	await using service = await openService();
	const text = await (await read(service, {kind: 'hostileText'})).text();
	const {groups} = overview.parse(JSON.parse(text));
	expect(groups.unreadable).toEqual([]);
	expect(
		groups.rows.every(({name}) => /^[^\p{Cc}\p{Cf}]+$/u.test(name) && name.includes('<U+202E>')),
	).toBe(true);
});

test('a stale revision goes back, and the clock can be off', async () => {
	await using service = await openService();
	const revision = service.world.feed.revision();
	const stale = overview.parse(await (await read(service, {kind: 'staleRevision', by: 5})).json());
	expect(stale.revision).toBe(revision - 5);
	const skewed = await read(service, {kind: 'clockSkew', seconds: -3600});
	expect(skewed.headers.get('date')).toBe('Mon, 23 Nov 2026 08:00:00 GMT');
});

test('latency and slow bodies take their time', async () => {
	await using service = await openService();
	const fault: WireFault = {kind: 'latency', ms: 5000};
	expect(await isSettledAfter(service, fault, 4900)).toBe(false);
	expect(await isSettledAfter(service, fault, 5100)).toBe(true);
	arm(service, {kind: 'slowBody', bytesPerSecond: 1000});
	const response = await service.get('/overview', {'accept-encoding': 'identity'});
	const received: {text?: string} = {};
	const read = async (): Promise<void> => {
		received.text = await response.text();
	};
	const body = read();
	let steps = 0;
	for (; received.text === undefined; steps++) {
		service.clock.advance(milliseconds(100));
		await turn();
	}

	await body;
	expect(overview.safeParse(JSON.parse(received.text)).success).toBe(true);
	expect(steps).toBeGreaterThan(30);
});

test('a hanging request never ends, until the client gives up', async () => {
	await using service = await openService();
	arm(service, {kind: 'hang'});
	const controller = new AbortController();
	const request = fetch(`${service.url}/session`, {signal: controller.signal});
	await logged(service);
	controller.abort();
	await expect(request).rejects.toThrow('aborted');
});

test('a fault waits for its route and for so many requests', async () => {
	await using service = await openService();
	service.faults.arm(
		armedFault.parse({fault: {kind: 'status', status: 500}, routes: ['session'], times: 2}),
	);
	const statuses: number[] = [];
	for (const path of ['/overview', '/session', '/session', '/session']) {
		statuses.push((await service.get(path)).status);
	}

	expect(statuses).toEqual([200, 500, 500, 200]);
});

async function isSettledAfter(service: Opened, fault: WireFault, ms: number): Promise<boolean> {
	arm(service, fault);
	const controller = new AbortController();
	const settled: {isSettled: boolean} = {isSettled: false};
	const ask = async (): Promise<void> => {
		await fetch(`${service.url}/session`, {signal: controller.signal});
		settled.isSettled = true;
	};
	const request = ask();
	await logged(service);
	service.clock.advance(milliseconds(ms));
	// A round trip that is answered at once shows that an answer before it would have come.
	await service.get('/session');
	controller.abort();
	await request.catch(() => {});
	return settled.isSettled;
}

// Waits until the service has seen a request.
async function logged(service: Opened): Promise<void> {
	service.requests.clear();
	while (service.requests.list().length === 0) {
		await turn();
	}
}

// Lets the network have its turn.
async function turn(): Promise<void> {
	await new Promise((resolve) => {
		setImmediate(resolve);
	});
}
