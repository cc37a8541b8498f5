import {createServer, type IncomingMessage, type Server, type ServerResponse} from 'node:http';

export type Listening = {
	readonly port: number;
	readonly close: () => Promise<void>;
};

/** Listens on the loopback address only. Fails with the system's error when the port is taken. */
export async function listen(
	port: number,
	handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
): Promise<Listening> {
	const server = createServer((request, response) => {
		// A handler that throws is a bug of the service; the client sees a cut connection, and the process lives.
		handle(request, response).catch((error: unknown) => {
			response.destroy(error instanceof Error ? error : undefined);
		});
	});
	server.keepAliveTimeout = 30_000;
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, '127.0.0.1', resolve);
	});
	const address = server.address();
	return {
		port: typeof address === 'object' && address !== null ? address.port : port,
		close: async () => closeServer(server),
	};
}

async function closeServer(server: Server): Promise<void> {
	await new Promise<void>((resolve) => {
		server.close(() => {
			resolve();
		});
		server.closeAllConnections();
	});
}
