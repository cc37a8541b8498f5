import {expect, test} from 'vitest';
import {type WireFault} from '../../mocks/faults.ts';
import {defaultLimits} from '../../source/client/transport.ts';
import {milliseconds, minutes} from '../../source/contract/time.ts';
import {manualClock, openService} from '../mocks/open-service.ts';
import {
	arm,
	failureOf,
	guardFor,
	hurry,
	idleId,
	openClient,
	openServer,
	patience,
	valueOf,
} from './open-client.ts';

const status = (
	code: Extract<WireFault, {kind: 'status'}>['status'],
	more: Partial<Extract<WireFault, {kind: 'status'}>> = {},
): WireFault => ({
	kind: 'status',
	status: code,
	retryAfter: 'none',
	seconds: 5,
	body: 'problem',
	...more,
});

const cut = {kind: 'unreachable', code: 'ECONNRESET', wasSent: true} as const;

const faults: ReadonlyArray<readonly [WireFault, Readonly<Record<string, unknown>>]> = [
	[status(401), {kind: 'unauthorized'}],
	[status(403), {kind: 'forbidden', detail: 'Injected'}],
	[status(403, {body: 'rest'}), {kind: 'forbidden', detail: 'Injected'}],
	[status(403, {body: 'html'}), {kind: 'forbidden'}],
	[status(404), {kind: 'missing', detail: 'Injected'}],
	[status(429), {kind: 'throttled', status: 429}],
	[status(503), {kind: 'throttled', status: 503}],
	[status(500), {kind: 'broken', status: 500}],
	[status(502, {body: 'html'}), {kind: 'broken', status: 502}],
	[status(504, {body: 'empty'}), {kind: 'broken', status: 504}],
	[{kind: 'resetBefore'}, cut],
	[{kind: 'resetAfter'}, cut],
	[{kind: 'resetMidBody'}, {kind: 'unreachable', wasSent: true}],
	[{kind: 'truncatedJson'}, {kind: 'malformed', path: 'body'}],
	[{kind: 'wrongJson'}, {kind: 'malformed', path: ''}],
	[{kind: 'html'}, {kind: 'malformed', path: 'body'}],
	[
		{kind: 'wrongType', path: 'user.version'},
		{kind: 'malformed', path: 'user.version'},
	],
	[{kind: 'hang'}, {kind: 'timeout', phase: 'response', wasSent: true}],
	[
		{kind: 'slowBody', bytesPerSecond: 10},
		{kind: 'timeout', phase: 'request', wasSent: true},
	],
];

test.each(faults)('a question that meets %j fails as it should', async (fault, expected) => {
	await using service = await openService();
	using client = openClient(service, {limits: hurry});
	const id = idleId(service);
	arm(service, fault);
	expect(failureOf((await client.getUser(id, patience)).outcome)).toMatchObject(expected);
	expect(service.requests.list()).toHaveLength(1);
});

test('an answer that never stops coming, a little at a time, is given up when its time is over [R6]', async () => {
	const pieces: number[] = [];
	await using server = await openServer((_, response) => {
		response.write('{"actor": "');
		const timer = setInterval(() => {
			pieces.push(1);
			response.write('x');
		}, 20);
		response.once('close', () => {
			clearInterval(timer);
		});
	});
	using client = openClient(server, {limits: hurry});
	expect(failureOf((await client.session(patience)).outcome)).toEqual({
		kind: 'timeout',
		phase: 'request',
		wasSent: true,
	});
	// It was never silent for as long as an answer may be waited for.
	expect(pieces.length).toBeGreaterThan(1);
	expect(defaultLimits.whole).toBeLessThanOrEqual(minutes(1));
});

test.each(faults)('a change that meets %j is sent exactly once', async (fault, expected) => {
	await using service = await openService();
	using client = openClient(service, {limits: hurry});
	const id = idleId(service);
	const guard = await guardFor(service, id);
	service.requests.clear();
	arm(service, fault);
	expect(failureOf((await client.changeUser(id, 'disabled', guard)).outcome)).toMatchObject(
		expected,
	);
	const seen = service.requests.list();
	expect(seen.map(({method, idempotencyKey}) => [method, idempotencyKey])).toEqual([
		['PATCH', 'key-1'],
	]);
});

test.each([
	{kind: 'unknownEnum'},
	{kind: 'extraFields'},
	{kind: 'clockSkew', seconds: 600},
	{kind: 'staleRevision', by: 10},
	{kind: 'hostileText'},
] as const satisfies readonly WireFault[])('%j is taken as an answer', async (fault) => {
	await using service = await openService();
	using client = openClient(service);
	arm(service, fault);
	const {user} = valueOf((await client.getUser(idleId(service), patience)).outcome);
	expect(JSON.stringify(user)).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
	expect(user.syncStatus).toBe(fault.kind === 'unknownEnum' ? 'unheardOf' : 'enabled');
});

test('hostile text is made visible in every answer', async () => {
	await using service = await openService();
	using client = openClient(service);
	const id = idleId(service);
	const answers = {
		session: client.session,
		overview: client.overview,
		listUsers: async () => client.listUsers({limit: 1000}, patience),
		getUser: async () => client.getUser(id, patience),
		listBatches: async () => client.listBatches(id, patience),
		listUserActivity: async () => client.listUserActivity(id, patience),
		checkConnectivity: async () => client.checkConnectivity(id, patience),
	};
	for (const [route, ask] of Object.entries(answers)) {
		arm(service, {kind: 'hostileText'}, [route]);
		const value = valueOf<unknown>((await ask(patience)).outcome);
		// What JSON escapes by itself (below 0x20) is looked for before it is written.
		for (const text of stringsIn(value)) {
			expect(text).not.toMatch(/[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}]/u);
			expect(text.length).toBeLessThanOrEqual(4096);
		}
	}
});

test('a wrong value in one row costs that row, and says which', async () => {
	await using service = await openService();
	using client = openClient(service);
	arm(service, {kind: 'wrongType', path: 'rows.3.version'});
	const {rows} = valueOf((await client.listUsers({limit: 1000}, patience)).outcome);
	expect([rows.rows.length, rows.unreadable]).toEqual([
		59,
		[expect.objectContaining({index: 3, path: 'version'})],
	]);
});

test('a revision that is too old means to start over', async () => {
	await using server = await openServer((_, response) => {
		response.writeHead(410, {'content-type': 'application/problem+json'});
		response.end('{"code":"revision-too-old"}');
	});
	using client = openClient(server);
	expect(failureOf((await client.changes(1, patience)).outcome)).toEqual({kind: 'startOver'});
});

test('a lost race brings the user as somebody else left him [C4, C12]', async () => {
	await using service = await openService();
	using client = openClient(service);
	const id = idleId(service);
	const stale = await guardFor(service, id, 'mine');
	await client.changeUser(id, 'disabled', {...stale, key: 'theirs'});
	const failure = failureOf((await client.changeUser(id, 'disabled', stale)).outcome);
	expect(failure).toMatchObject({
		kind: 'conflict',
		problem: {code: 'version-mismatch', currentUser: {id, syncStatus: 'disabled'}},
	});
});

test('a rule of the service is a refusal with its sentence', async () => {
	await using service = await openService();
	using client = openClient(service);
	const id = idleId(service);
	const failure = failureOf((await client.deleteUser(id, await guardFor(service, id))).outcome);
	expect(failure).toMatchObject({kind: 'refused', problem: {code: 'mailbox-initialized'}});
});

test('the service may ask to be left alone for seconds or until a date [R7]', async () => {
	await using service = await openService();
	using client = openClient(service);
	const ask = async (fault: WireFault) => {
		arm(service, fault);
		return failureOf((await client.session(patience)).outcome);
	};

	expect(await ask(status(429, {retryAfter: 'seconds', seconds: 7}))).toEqual({
		kind: 'throttled',
		status: 429,
		retryAfter: {kind: 'delay', delay: 7000},
	});
	expect(await ask(status(503, {retryAfter: 'date', seconds: 7}))).toEqual({
		kind: 'throttled',
		status: 503,
		retryAfter: {kind: 'moment', moment: Date.parse('2026-11-23T09:00:07Z')},
	});
	expect(await ask(status(503))).toEqual({kind: 'throttled', status: 503});
});

test.each(['-5', 'soon', '1e9', '99999999999', ''])(
	'a Retry-After of "%s" makes no sense and is left out',
	async (value) => {
		await using server = await openServer((_, response) => {
			response.writeHead(429, {'retry-after': value}).end();
		});
		using client = openClient(server);
		expect(failureOf((await client.session(patience)).outcome)).toEqual({
			kind: 'throttled',
			status: 429,
		});
	},
);

test.each([301, 302, 303, 307, 308])(
	'a redirect (%i) is told and never followed [S11]',
	async (code) => {
		await using elsewhere = await openServer((_, response) => {
			response.end('{}');
		});
		await using server = await openServer((_, response) => {
			response.writeHead(code, {location: `${elsewhere.url}/\u009B2J`}).end();
		});
		using client = openClient(server);
		const failure = failureOf((await client.session(patience)).outcome);
		expect(failure).toEqual({kind: 'redirected', to: `${elsewhere.url}/\\x9b2J`});
		expect([server.seen.length, elsewhere.seen.length]).toEqual([1, 0]);
	},
);

test('a page instead of JSON is named by its first characters, made safe [R12]', async () => {
	await using server = await openServer((_, response) => {
		response.end(`\n <h1>\u001B[2JLog in\u202E</h1>${'x'.repeat(10_000)}`);
	});
	using client = openClient(server);
	const failure = failureOf((await client.session(patience)).outcome);
	expect(failure).toMatchObject({kind: 'malformed', path: 'body'});
	const said = failure.kind === 'malformed' ? failure.expected : '';
	expect(said.startsWith('JSON, but it starts with "<h1>^[[2JLog in<U+202E></h1>xxx')).toBe(true);
	expect(said.length).toBeLessThan(150);
});

test.each([
	[202, 'a success that is not the agreed one'],
	[204, 'a success without content'],
	[304, 'a "not modified" that nobody asked for'],
	[418, 'a status that nobody knows'],
])('%i, %s, is no answer', async (code) => {
	await using server = await openServer((_, response) => {
		response.writeHead(code).end();
	});
	using client = openClient(server);
	expect((await client.session(patience)).outcome.ok).toBe(false);
});

test('keys that would change the language itself are left out', async () => {
	await using service = await openService();
	using reader = openClient(service);
	const {user} = valueOf((await reader.getUser(idleId(service), patience)).outcome);
	await using server = await openServer((_, response) => {
		const {id, version, revision, name, email, groupId, syncStatus, mailboxStatus, hold} = user;
		const plain = {id, version, revision, name, email, groupId, syncStatus, mailboxStatus, hold};
		response.end(
			`{"user": ${JSON.stringify(plain).replace('{', '{"__proto__": {"polluted": 1}, "constructor": 2, ')}}`,
		);
	});
	using client = openClient(server);
	const read = valueOf((await client.getUser(user.id, patience)).outcome);
	expect([Object.hasOwn(read.user, '__proto__'), Object.hasOwn(read.user, 'constructor')]).toEqual([
		false,
		false,
	]);
	expect('polluted' in {}).toBe(false);
});

test('the service is asked at its own pace: a late answer is an answer', async () => {
	await using service = await openService();
	using client = openClient(service, {clock: manualClock()});
	arm(service, {kind: 'latency', ms: 3000});
	const asked = client.session(patience);
	await expect.poll(() => service.requests.list().length).toBe(1);
	service.clock.advance(milliseconds(3000));
	expect((await asked).outcome.ok).toBe(true);
});

function stringsIn(value: unknown): readonly string[] {
	if (typeof value === 'string') {
		return [value];
	}

	return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}
