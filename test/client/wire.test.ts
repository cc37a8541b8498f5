import {gzipSync} from 'node:zlib';
import {expect, test} from 'vitest';
import {seconds} from '../../source/contract/time.ts';
import {openService} from '../mocks/open-service.ts';
import {
	arm,
	failureOf,
	guardFor,
	idleId,
	openClient,
	openServer,
	patience,
	until,
	valueOf,
} from './open-client.ts';

const roomy = {answer: seconds(10), whole: seconds(20), bodyBytes: 1_000_000};
const session = JSON.stringify({
	actor: 'on.call',
	tenant: 'test',
	mayChange: true,
	service: {name: 'test', contract: 'sync-service/1'},
});

test('connections are kept and used again', async () => {
	await using server = await openServer((_, response) => {
		response.end(session);
	});
	using client = openClient(server);
	for (let round = 0; round < 5; round += 1) {
		valueOf((await client.session(patience)).outcome);
	}

	expect([server.seen.length, server.connections()]).toEqual([5, 1]);
});

test('compressed answers are asked for and read', async () => {
	await using server = await openServer((request, response) => {
		expect(request.headers['accept-encoding']).toContain('gzip');
		response.writeHead(200, {'content-encoding': 'gzip'}).end(gzipSync(session));
	});
	using client = openClient(server);
	expect(valueOf((await client.session(patience)).outcome).actor).toBe('on.call');
});

test('the requests say who asks and what is wanted, and nothing is sent that was not given', async () => {
	await using server = await openServer((_, response) => {
		response.end(session);
	});
	using client = openClient(server);
	await client.session(patience);
	const [request] = server.seen;
	expect(request?.headers).toMatchObject({
		accept: 'application/json',
		'user-agent': 'synctop/test',
	});
	expect(request?.headers).not.toHaveProperty('authorization');
	expect(request?.headers).not.toHaveProperty('cookie');
});

test('a change carries its guard: the version it was decided on and its own key', async () => {
	await using service = await openService();
	using client = openClient(service);
	const id = idleId(service);
	const guard = await guardFor(service, id, 'run-1');
	await client.changeUser(id, 'disabled', guard);
	await client.synchronizeUser(id, {key: 'run-2', version: 3});
	expect(
		service.requests
			.list()
			.slice(-2)
			.map(({idempotencyKey, ifMatch}) => [idempotencyKey, ifMatch]),
	).toEqual([
		['run-1', `"${guard.version}"`],
		['run-2', undefined],
	]);
});

test('an answer larger than the limit is cut off [S23]', async () => {
	await using server = await openServer((_, response) => {
		const chunk = 'x'.repeat(100_000);
		const push = (): void => {
			while (!response.destroyed && response.write(chunk));
		};
		response.on('drain', push);
		push();
	});
	using client = openClient(server, {limits: roomy});
	expect(failureOf((await client.session(patience)).outcome)).toEqual({
		kind: 'tooLarge',
		limitBytes: roomy.bodyBytes,
	});
});

test('a few compressed bytes that would fill the memory are cut off as well [S23]', async () => {
	const bomb = gzipSync(Buffer.alloc(60_000_000, ' '));
	await using server = await openServer((_, response) => {
		response.writeHead(200, {'content-encoding': 'gzip'}).end(bomb);
	});
	using client = openClient(server, {limits: roomy});
	expect(bomb.length).toBeLessThan(roomy.bodyBytes);
	expect(failureOf((await client.session(patience)).outcome)).toEqual({
		kind: 'tooLarge',
		limitBytes: roomy.bodyBytes,
	});
});

test('whoever asked can take the question back, before and while it is on its way', async () => {
	await using service = await openService();
	using client = openClient(service);
	expect(failureOf((await client.session(AbortSignal.abort())).outcome)).toEqual({
		kind: 'cancelled',
	});
	arm(service, {kind: 'hang'});
	const controller = new AbortController();
	const asked = client.session(controller.signal);
	await until(() => service.requests.list().length > 0);
	controller.abort();
	expect(failureOf((await asked).outcome)).toEqual({kind: 'cancelled'});
});

test('a service that does not listen is out of reach, and nothing was sent', async () => {
	const service = await openService();
	const id = idleId(service);
	const guard = await guardFor(service, id);
	await service.stop();
	using client = openClient(service);
	expect(failureOf((await client.changeUser(id, 'disabled', guard)).outcome)).toEqual({
		kind: 'unreachable',
		code: 'ECONNREFUSED',
		wasSent: false,
	});
});

test('a host that does not exist is out of reach, and nothing was sent', async () => {
	using client = openClient({url: 'http://no-such-host.invalid/api'});
	const failure = failureOf((await client.session(patience)).outcome);
	expect(
		failure.kind === 'unreachable' || failure.kind === 'timeout' ? failure.wasSent : failure,
	).toBe(false);
});

test('something else than TLS at an https address is a failure, not a crash', async () => {
	await using server = await openServer((_, response) => {
		response.end(session);
	});
	using client = openClient({url: server.url.replace('http:', 'https:')});
	expect(failureOf((await client.session(patience)).outcome)).toMatchObject({kind: 'unreachable'});
	expect(server.seen).toEqual([]);
});

test('a service that was started again at its address is found again', async () => {
	await using service = await openService();
	using client = openClient(service);
	valueOf((await client.session(patience)).outcome);
	const {port} = new URL(service.url);
	await service.stop();
	await using again = await openService({port: Number(port)});
	// The kept connection may turn out to be gone only when it is used.
	await expect.poll(async () => (await client.session(patience)).outcome.ok).toBe(true);
	expect(again.requests.list()).toHaveLength(1);
});
