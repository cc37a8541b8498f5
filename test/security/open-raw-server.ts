import {once} from 'node:events';
import {createServer, type Socket} from 'node:net';

/** A server that answers every request with these bytes, whether they are HTTP or not. */
export async function openRawServer(answer: () => string | Buffer) {
	const sockets = new Set<Socket>();
	const server = createServer((socket) => {
		sockets.add(socket);
		socket.on('error', () => undefined);
		socket.once('data', () => {
			socket.end(answer());
		});
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = server.address();
	const port = typeof address === 'object' && address !== null ? address.port : 0;
	return {
		url: `http://127.0.0.1:${port}/api`,
		[Symbol.asyncDispose]: async () => {
			for (const socket of sockets) {
				socket.destroy();
			}

			server.close();
			await once(server, 'close');
		},
	};
}

/** An answer as it goes over the wire, with nothing checked. */
export function rawAnswer(head: readonly string[], body: string): Buffer {
	return Buffer.concat([
		Buffer.from(`HTTP/1.1 ${head.join('\r\n')}\r\nconnection: close\r\n\r\n`, 'latin1'),
		Buffer.from(body),
	]);
}
