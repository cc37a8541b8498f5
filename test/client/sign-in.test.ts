import {inspect} from 'node:util';
import {expect, test} from 'vitest';
import {type Auth} from '../../source/client/auth.ts';
import {seconds} from '../../source/contract/time.ts';
import {Secret} from '../../source/platform/secret.ts';
import {manualClock, openService, type Opened} from '../mocks/open-service.ts';
import {arm, failureOf, openClient, openServer, patience, valueOf} from './open-client.ts';
import {userId} from '../../source/contract/id.ts';

const canary = 'canary-7f3a';
const credentials = {
	username: 'ops',
	password: `${canary}-password`,
	clientId: 'client-1',
	clientSecret: `${canary}-secret`,
	database: 'C0000A',
};

type PasswordAuth = Extract<Auth, {kind: 'password'}>;

const auth: PasswordAuth = {
	kind: 'password',
	username: credentials.username,
	password: new Secret(credentials.password),
	clientId: credentials.clientId,
	clientSecret: new Secret(credentials.clientSecret),
	database: credentials.database,
};

const refusal = {
	kind: 'status',
	status: 401,
	retryAfter: 'none',
	seconds: 5,
	body: 'problem',
} as const;

function routesOf(service: Opened): ReadonlyArray<string | undefined> {
	return service.requests.list().map(({route, status}) => `${route} ${status}`);
}

test('signs in once with the password, and asks with the token from then on', async () => {
	await using service = await openService({credentials});
	using client = openClient(service, {auth});
	expect(valueOf((await client.session(patience)).outcome).actor).toBe('ops');
	valueOf((await client.overview(patience)).outcome);
	expect(routesOf(service)).toEqual(['token 200', 'session 200', 'overview 200']);
});

test('many questions at once sign in once', async () => {
	await using service = await openService({credentials});
	using client = openClient(service, {auth});
	const replies = await Promise.all(Array.from({length: 8}, async () => client.session(patience)));
	expect(replies.every(({outcome}) => outcome.ok)).toBe(true);
	expect(routesOf(service).filter((line) => line === 'token 200')).toHaveLength(1);
});

test('renews the token a minute before it ends, with the refresh grant', async () => {
	const clock = manualClock();
	const forms: string[] = [];
	await using server = await openTokenServer(forms, 1799);
	using client = openClient(server, {auth, clock});
	await client.session(patience);
	clock.advance(seconds(1738));
	await client.session(patience);
	expect(forms).toEqual(['password']);
	clock.advance(seconds(2));
	await client.session(patience);
	expect(forms).toEqual(['password', 'refresh_token']);
});

test('a token that lives shorter than a minute is used for half of its life', async () => {
	const clock = manualClock();
	const forms: string[] = [];
	await using server = await openTokenServer(forms, 20);
	using client = openClient(server, {auth, clock});
	await client.session(patience);
	clock.advance(seconds(9));
	await client.session(patience);
	expect(forms).toHaveLength(1);
	clock.advance(seconds(2));
	await client.session(patience);
	expect(forms).toHaveLength(2);
});

test('a refresh token that has ended is no obstacle: the password signs in again', async () => {
	await using service = await openService({credentials});
	const clock = manualClock();
	using client = openClient(service, {auth, clock});
	await client.session(patience);
	clock.advance(seconds(1799));
	// The service forgets all its tokens, as after a restart.
	arm(service, refusal, ['token']);
	valueOf((await client.session(patience)).outcome);
	expect(routesOf(service).slice(2)).toEqual(['token 401', 'token 200', 'session 200']);
});

test('a token that is refused in the middle of reading is renewed once, and the question is asked again', async () => {
	await using service = await openService({credentials});
	using client = openClient(service, {auth});
	await client.session(patience);
	arm(service, refusal, ['overview']);
	valueOf((await client.overview(patience)).outcome);
	expect(routesOf(service).slice(2)).toEqual(['overview 401', 'token 200', 'overview 200']);
});

test('a service that refuses every token is asked twice and no more', async () => {
	await using service = await openService({credentials});
	using client = openClient(service, {auth});
	for (let time = 0; time < 3; time += 1) {
		arm(service, refusal, ['overview']);
	}

	expect(failureOf((await client.overview(patience)).outcome)).toEqual({kind: 'unauthorized'});
	expect(routesOf(service)).toEqual(['token 200', 'overview 401', 'token 200', 'overview 401']);
});

test('a change whose token is refused is not sent again', async () => {
	await using service = await openService({credentials});
	using client = openClient(service, {auth});
	const page = valueOf((await client.listUsers({limit: 1000}, patience)).outcome);
	const user = page.rows.rows.find(({syncStatus}) => syncStatus === 'enabled');
	const id = userId.parse(user?.id);
	arm(service, refusal, ['changeUser']);
	const guard = {key: 'k', version: user?.version ?? 0};
	expect(failureOf((await client.changeUser(id, 'disabled', guard)).outcome)).toEqual({
		kind: 'unauthorized',
	});
	expect(routesOf(service).filter((line) => line?.startsWith('changeUser'))).toHaveLength(1);
	// The next one signs in anew by itself.
	valueOf((await client.changeUser(id, 'disabled', guard)).outcome);
});

test('a ready token is sent as it is, and nobody signs in', async () => {
	await using service = await openService({bearerToken: `${canary}-token`});
	const bearer: Auth = {kind: 'bearer', token: new Secret(`${canary}-token`)};
	using client = openClient(service, {auth: bearer});
	valueOf((await client.session(patience)).outcome);
	using stranger = openClient(service, {auth: {kind: 'bearer', token: new Secret('wrong')}});
	expect(failureOf((await stranger.session(patience)).outcome)).toEqual({kind: 'unauthorized'});
	expect(routesOf(service)).toEqual(['session 200', 'session 401']);
});

test.each([
	['password', {password: new Secret(`${canary}-wrong`)}, 'invalid_grant'],
	['client secret', {clientSecret: new Secret(`${canary}-old`)}, 'invalid_client'],
	['client id', {clientId: 'unknown'}, 'invalid_client'],
	['database', {database: 'other'}, 'invalid_grant'],
] as const)(
	'a wrong %s is refused with the code of the service and nothing else',
	async (_, wrong, reason) => {
		await using service = await openService({credentials});
		using client = openClient(service, {auth: {...auth, ...wrong}});
		const failure = failureOf((await client.session(patience)).outcome);
		expect(failure).toEqual({kind: 'unauthorized', reason});
	},
);

test.each([
	[
		400,
		JSON.stringify({error: 'unsupported_grant_type', error_description: canary}),
		{kind: 'unauthorized', reason: 'unsupported_grant_type'},
	],
	[400, JSON.stringify({error: `Password=${canary}`}), {kind: 'unauthorized'}],
	[400, `<p>${canary}</p>`, {kind: 'unauthorized'}],
	[401, '', {kind: 'unauthorized'}],
	[403, JSON.stringify({message: canary}), {kind: 'forbidden'}],
	[500, JSON.stringify({message: canary}), {kind: 'broken', status: 500}],
	[503, canary, {kind: 'throttled', status: 503}],
	[200, `${canary} is no JSON`, {kind: 'malformed', path: 'body'}],
	[
		200,
		JSON.stringify({access_token: canary, token_type: 'bearer', expires_in: 'soon'}),
		{kind: 'malformed', path: 'expires_in'},
	],
	[
		200,
		JSON.stringify({access_token: '', token_type: canary, expires_in: 5}),
		{kind: 'malformed', path: 'access_token'},
	],
])('a token endpoint that answers %i %s gives away no secret', async (status, body, expected) => {
	await using server = await openServer((_, response) => {
		response.writeHead(status).end(body);
	});
	using client = openClient(server, {auth});
	const {outcome} = await client.session(patience);
	expect(failureOf(outcome)).toMatchObject(expected);
	expect(`${JSON.stringify(outcome)}${inspect(outcome, {depth: 9})}`).not.toContain(canary);
});

test('a redirect of the token endpoint is not followed and the password goes nowhere else [S11]', async () => {
	await using elsewhere = await openServer((_, response) => {
		response.end('{}');
	});
	await using server = await openServer((_, response) => {
		response.writeHead(307, {location: elsewhere.url}).end();
	});
	using client = openClient(server, {auth});
	expect(failureOf((await client.session(patience)).outcome)).toMatchObject({kind: 'redirected'});
	expect(elsewhere.seen).toEqual([]);
});

test('no failure and no print of the way to sign in shows a secret [S10]', async () => {
	await using service = await openService({credentials});
	using client = openClient(service, {auth});
	for (const kind of [
		'resetBefore',
		'resetMidBody',
		'truncatedJson',
		'wrongJson',
		'html',
	] as const) {
		for (const route of ['token', 'session']) {
			service.faults.clear();
			arm(service, {kind}, [route]);
			const {outcome} = await client.session(patience);
			expect(`${JSON.stringify(outcome)}${inspect(outcome, {depth: 9})}`).not.toContain(canary);
		}
	}

	expect(`${JSON.stringify(auth)}${inspect(auth)}${String(auth.password)}`).not.toContain(canary);
});

async function openTokenServer(forms: string[], life: number) {
	const session = {
		actor: 'ops',
		tenant: 't',
		mayChange: true,
		service: {name: 's', contract: 'sync-service/1'},
	};
	return openServer((request, response) => {
		if (request.url?.endsWith('/token') !== true) {
			response.end(JSON.stringify(session));
			return;
		}

		forms.push(Number(request.headers['content-length']) > 120 ? 'password' : 'refresh_token');
		response.end(
			JSON.stringify({
				access_token: 'a',
				token_type: 'bearer',
				expires_in: life,
				refresh_token: 'r',
			}),
		);
	});
}
