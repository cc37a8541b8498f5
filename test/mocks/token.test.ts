import {expect, test} from 'vitest';
import * as z from 'zod';
import {tokenReply} from '../../source/contract/session.ts';
import {minutes} from '../../source/contract/time.ts';
import {openService, type Opened} from './open-service.ts';

const credentials = {
	username: 'ops',
	password: 'pass-1',
	clientId: 'client',
	clientSecret: 'secret-1',
};
const right = {
	grant_type: 'password',
	Username: 'ops',
	Password: 'pass-1',
	Integrated: 'N',
	database: 'Contoso',
	Client_Id: 'client',
	client_secret: 'secret-1',
};

async function ask(service: Opened, form: Record<string, string>): Promise<Response> {
	return fetch(`${service.url}/token`, {method: 'POST', body: new URLSearchParams(form)});
}

async function sessionWith(service: Opened, token: string): Promise<number> {
	return (await service.get('/session', {authorization: `Bearer ${token}`})).status;
}

async function errorOf(response: Response): Promise<string> {
	return z.object({error: z.string(), error_description: z.string()}).parse(await response.json())
		.error;
}

test('password and refresh grants give tokens that work, field names in any case', async () => {
	await using service = await openService({credentials});
	const {Client_Id: clientId, ...others} = right;
	const first = tokenReply.parse(
		await (await ask(service, {...others, CLIENT_ID: clientId})).json(),
	);
	expect([first.expires_in, first.token_type]).toEqual([1799, 'bearer']);
	expect(await sessionWith(service, first.access_token)).toBe(200);
	const refresh = {
		grant_type: 'refresh_token',
		refresh_token: first.refresh_token ?? '',
		client_id: 'client',
		client_secret: 'secret-1',
	};
	const second = tokenReply.parse(await (await ask(service, refresh)).json());
	expect(await sessionWith(service, second.access_token)).toBe(200);
	expect(await errorOf(await ask(service, refresh))).toBe('invalid_grant');
});

test('a token is good for half an hour of the machine, whatever simulated time does', async () => {
	await using service = await openService({credentials, speed: 60});
	const {access_token: token} = tokenReply.parse(await (await ask(service, right)).json());
	service.advance(minutes(600));
	expect(await sessionWith(service, token)).toBe(200);
	service.clock.advance(minutes(31));
	expect(await sessionWith(service, token)).toBe(401);
});

test('what is wrong is said in the three ways of the token endpoint', async () => {
	await using service = await openService({credentials});
	expect(await errorOf(await ask(service, {...right, Password: 'guess'}))).toBe('invalid_grant');
	const client = await ask(service, {...right, client_secret: 'old'});
	expect([client.status, await errorOf(client)]).toEqual([401, 'invalid_client']);
	const grant = await ask(service, {...right, grant_type: 'implicit'});
	expect([grant.status, await errorOf(grant)]).toEqual([400, 'unsupported_grant_type']);
});

test('without a token nothing is told; a ready token is taken; without credentials nobody is asked', async () => {
	await using closed = await openService({bearerToken: 'ready'});
	expect((await closed.get('/overview')).status).toBe(401);
	expect(await sessionWith(closed, 'wrong')).toBe(401);
	expect(await sessionWith(closed, 'ready')).toBe(200);
	await using open = await openService();
	expect((await open.get('/overview')).status).toBe(200);
});
