import {once} from 'node:events';
import fs from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import {afterEach, describe, expect, test, vi} from 'vitest';
import {type Network} from '../../source/client/transport.ts';
import {sessionOf} from '../support/build.ts';
import {openClient, patience} from './open-client.ts';

const read = (name: string): string =>
	fs.readFileSync(new URL(`../support/certificates/${name}`, import.meta.url), 'utf8');
const authorities = read('authority.pem');

function portOf(server: net.Server): number {
	const address = server.address();
	return typeof address === 'object' && address !== null ? address.port : 0;
}

/** A service behind TLS, with a certificate of an authority that nobody knows. */
async function openSecure(host = '127.0.0.1') {
	const server = https.createServer(
		{key: read('server.key'), cert: read('server.pem')},
		(_, response) => {
			response.setHeader('content-type', 'application/json');
			response.end(JSON.stringify(sessionOf()));
		},
	);
	server.listen(0, host);
	await once(server, 'listening');
	return {
		port: portOf(server),
		[Symbol.asyncDispose]: async () => {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		},
	};
}

/** A proxy that connects to one place whatever it is asked for, and notes what that was. */
async function openProxy(target: number, isRefusing = false) {
	const asked: string[] = [];
	const server = http.createServer();
	server.on('connect', (request, socket: net.Socket) => {
		asked.push(`${request.method} ${request.url}`);
		if (isRefusing) {
			socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
			return;
		}

		const onward = net.connect(target, '127.0.0.1', () => {
			socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
			onward.pipe(socket).pipe(onward);
		});
		onward.on('error', () => {
			socket.destroy();
		});
		socket.on('error', () => {
			onward.destroy();
		});
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		url: `http://127.0.0.1:${portOf(server)}`,
		asked,
		[Symbol.asyncDispose]: async () => {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		},
	};
}

async function askSession(url: string, network: Network) {
	using client = openClient({url}, {network});
	const {outcome} = await client.session(patience);
	return outcome.ok ? outcome.value.actor : outcome.failure;
}

describe('over TLS [S12]', () => {
	afterEach(() => {
		vi.unstubAllEnvs();
	});

	test('a certificate of an unknown authority is refused before anything is sent, whatever the environment says', async () => {
		await using service = await openSecure();
		vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
		expect(await askSession(`https://127.0.0.1:${service.port}/api`, {})).toEqual({
			kind: 'unreachable',
			code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
			wasSent: false,
		});
	});

	test('an authority that is named is trusted', async () => {
		await using service = await openSecure();
		expect(await askSession(`https://127.0.0.1:${service.port}/api`, {authorities})).toBe(
			'pat.admin',
		);
	});

	test('a certificate for another host is refused', async () => {
		await using service = await openSecure();
		await using proxy = await openProxy(service.port);
		const network = {authorities, proxies: {HTTPS_PROXY: proxy.url}};
		expect(await askSession('https://elsewhere.test/api', network)).toMatchObject({
			kind: 'unreachable',
			code: 'ERR_TLS_CERT_ALTNAME_INVALID',
			wasSent: false,
		});
	});

	test('an IPv6 address is reached', async () => {
		await using service = await openSecure('::1');
		expect(await askSession(`https://[::1]:${service.port}/api`, {authorities})).toBe('pat.admin');
	});
});

describe('through a proxy', () => {
	test('a service elsewhere is reached by HTTPS_PROXY, unless NO_PROXY names it', async () => {
		await using service = await openSecure();
		await using proxy = await openProxy(service.port);
		const proxies = {HTTPS_PROXY: proxy.url};
		await askSession('https://elsewhere.test/api', {authorities, proxies});
		expect(proxy.asked).toEqual(['CONNECT elsewhere.test:443']);
		const exempt = {...proxies, NO_PROXY: 'elsewhere.test'};
		expect(
			await askSession('https://elsewhere.test/api', {authorities, proxies: exempt}),
		).toMatchObject({
			kind: 'unreachable',
			wasSent: false,
		});
		expect(proxy.asked).toHaveLength(1);
	});

	test('loopback is never reached by it: what is sent there stays on this machine', async () => {
		await using service = await openSecure();
		await using proxy = await openProxy(service.port);
		const network = {authorities, proxies: {HTTPS_PROXY: proxy.url}};
		expect(await askSession(`https://127.0.0.1:${service.port}/api`, network)).toBe('pat.admin');
		expect(proxy.asked).toEqual([]);
	});

	test('a proxy that refuses is said by its name, and nothing was sent', async () => {
		await using proxy = await openProxy(0, true);
		expect(
			await askSession('https://elsewhere.test/api', {proxies: {HTTPS_PROXY: proxy.url}}),
		).toMatchObject({kind: 'unreachable', code: 'ERR_PROXY_TUNNEL', wasSent: false});
	});
});
