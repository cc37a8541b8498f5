import {once} from 'node:events';
import fs from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import {fileURLToPath} from 'node:url';
import {expect, test} from 'vitest';
import {sessionOf} from '../../support/build.ts';
import {diagnose} from './told.ts';

const certificate = (name: string): URL =>
	new URL(`../../support/certificates/${name}`, import.meta.url);
const authority = fileURLToPath(certificate('authority.pem'));

async function opened(server: http.Server | https.Server) {
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = server.address();
	return {
		port: typeof address === 'object' && address !== null ? address.port : 0,
		[Symbol.asyncDispose]: async () => {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		},
	};
}

/** A service behind TLS that tells its session and nothing else, and keeps what proved who asked. */
async function openSecure() {
	const authorizations: Array<string | undefined> = [];
	const options = {
		key: fs.readFileSync(certificate('server.key')),
		cert: fs.readFileSync(certificate('server.pem')),
	};
	const server = https.createServer(options, (request, response) => {
		authorizations.push(request.headers.authorization);
		response.setHeader('content-type', 'application/json');
		response.end(JSON.stringify(sessionOf()));
	});
	return {...(await opened(server)), authorizations};
}

const signed = {environment: {SYNCTOP_TOKEN: 'canary'}};

test('a certificate of an unknown authority fails, its dates are told, and no token is sent', async () => {
	await using service = await openSecure();
	const {code, failed, check} = await diagnose(
		['--url', `https://127.0.0.1:${service.port}/api`],
		signed,
	);
	expect(code).toBe(1);
	expect(failed).toEqual(['service.tls.trust']);
	expect(check('service.tls.trust').todo).toContain('--ca-file');
	expect(check('service.tls.dates').found).toMatch(/^gateway\.test ends on \d{4}-/);
	expect(check('service.tls.protocol').found).toBe('TLSv1.3');
	expect(check('session.rights').state).toBe('notAnswered');
	expect(service.authorizations).toEqual([undefined]);
});

test('an authority that is named is trusted', async () => {
	await using service = await openSecure();
	const {ok} = await diagnose(
		['--url', `https://127.0.0.1:${service.port}/api`, '--ca-file', authority],
		signed,
	);
	expect(ok).toEqual(
		expect.arrayContaining(['service.tls.trust', 'service.tls.dates', 'session.rights']),
	);
	expect(service.authorizations).toContain('Bearer canary');
});

test('a proxy is followed, and a certificate for another name is told', async () => {
	await using service = await openSecure();
	const asked: Array<string | undefined> = [];
	const server = http.createServer();
	server.on('connect', (request, socket: net.Socket) => {
		asked.push(request.url);
		const onward = net.connect(service.port, '127.0.0.1', () => {
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
	await using proxy = await opened(server);
	const {check, failed} = await diagnose(
		['--url', 'https://elsewhere.test/api', '--ca-file', authority],
		{environment: {...signed.environment, HTTPS_PROXY: `http://127.0.0.1:${proxy.port}`}},
	);
	expect(new Set(asked)).toEqual(new Set(['elsewhere.test:443']));
	expect(check('service.reachable').found).toContain('through the proxy');
	expect(failed).toEqual(['service.tls.trust']);
	expect(check('service.tls.trust').found).toContain('ERR_TLS_CERT_ALTNAME_INVALID');
	expect(service.authorizations).toEqual([undefined]);
});
