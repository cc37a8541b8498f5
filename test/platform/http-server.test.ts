import {once} from 'node:events';
import net from 'node:net';
import {expect, test} from 'vitest';
import {listenWith, type Patience} from '../../source/platform/http-server.ts';

const patient: Patience = {question: 60_000, answer: 60_000, rest: 60_000};

async function openServer(patience: Partial<Patience> = {}, body = 'here\n') {
	const listening = await listenWith(
		{...patient, ...patience},
		{host: '127.0.0.1', port: 0},
		({method, path, accept}) => ({
			status: 200,
			headers: {'x-asked': `${method} ${path} ${accept ?? '-'}`},
			body,
		}),
	);
	return {
		url: `http://${listening.address}`,
		connect() {
			const [host = '', port = ''] = listening.address.split(':');
			const socket = net.connect(Number(port), host);
			socket.on('error', () => undefined);
			return socket;
		},
		close: listening.close,
		[Symbol.asyncDispose]: listening.close,
	};
}

async function gone(socket: net.Socket): Promise<void> {
	await new Promise((resolve) => {
		socket.once('close', resolve);
	});
}

test('a question is handed on without what follows the question mark, and HEAD gets no body', async () => {
	await using server = await openServer();
	const got = await fetch(`${server.url}/metrics?x=1`, {headers: {accept: 'text/plain'}});
	expect([got.headers.get('x-asked'), await got.text()]).toEqual([
		'GET /metrics text/plain',
		'here\n',
	]);
	const head = await fetch(server.url, {method: 'HEAD'});
	expect([head.headers.get('content-length'), await head.text()]).toEqual(['5', '']);
});

test('who never ends the question is let go of', async () => {
	await using server = await openServer({question: 50});
	const socket = server.connect();
	socket.write('GET /metrics HTTP/1.1\r\nHost: ');
	socket.resume();
	await gone(socket);
});

test('who sends a body that never ends is answered and let go of', async () => {
	await using server = await openServer();
	const socket = server.connect();
	socket.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\nx');
	let text = '';
	socket.on('data', (part) => {
		text += String(part);
	});
	await once(socket, 'end');
	expect(text).toMatch(/^HTTP\/1.1 200 OK\r\n[^]*connection: close/i);
	socket.destroy();
});

test('who does not take the answer is let go of', async () => {
	await using server = await openServer({answer: 50}, 'x'.repeat(50_000_000));
	const socket = server.connect();
	socket.pause();
	socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
	await once(socket, 'connect');
	await new Promise<void>((resolve) => {
		const look = (): void => {
			// Written to, a connection that was cut says so.
			socket.write('GET / HTTP/1.1\r\n', (error) => {
				if (error === undefined || error === null) {
					setTimeout(look, 20);
				} else {
					resolve();
				}
			});
		};
		look();
	});
});

test('to close it cuts every connection at once', async () => {
	const server = await openServer();
	const [idle, asking] = [server.connect(), server.connect()];
	await Promise.all([once(idle, 'connect'), once(asking, 'connect')]);
	asking.write('GET / HTTP');
	idle.resume();
	asking.resume();
	const cut = Promise.all([gone(idle), gone(asking)]);
	await Promise.all([server.close(), cut]);
	await expect(fetch(server.url)).rejects.toThrow();
});

test('a port that is taken fails with the word of the system', async () => {
	await using server = await openServer();
	const port = Number(server.url.split(':').at(-1));
	await expect(
		listenWith(patient, {host: '127.0.0.1', port}, () => ({status: 200, headers: {}, body: ''})),
	).rejects.toMatchObject({code: 'EADDRINUSE'});
});
