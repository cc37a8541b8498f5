import http from 'node:http';
import {type AddressInfo} from 'node:net';

/** What somebody asks of a server. A body is not read. */
export type HttpQuestion = {
	readonly method: string;
	/** Without what follows a question mark. */
	readonly path: string;
	readonly accept: string | undefined;
};

export type HttpAnswer = {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
};

export type Listening = {
	/** Host and port, as they are written in a URL. */
	readonly address: string;
	/** Lets go of the port and of every connection at once. */
	readonly close: () => Promise<void>;
};

/** Opens a port. Fails with the system's error when it cannot be had. */
export type Listen = (
	place: {readonly host: string; readonly port: number},
	answer: (question: HttpQuestion) => HttpAnswer,
) => Promise<Listening>;

/** How long a client may hold on, in milliseconds. Who sends nothing, or takes nothing, is let go of: a scrape takes a few. */
export type Patience = {
	readonly question: number;
	readonly answer: number;
	/** Between a question and the next one. */
	readonly rest: number;
};

const usualPatience: Patience = {question: 5000, answer: 10_000, rest: 65_000};
const mostConnections = 100;

/** HTTP for few clients: small questions, answers that are ready at once, no client that can hold on. */
export const listenHttp: Listen = async (place, answer) => listenWith(usualPatience, place, answer);

/** The same, by another measure of patience. */
export async function listenWith(
	patience: Patience,
	{host, port}: Parameters<Listen>[0],
	answer: Parameters<Listen>[1],
): Promise<Listening> {
	const limits = {
		headersTimeout: patience.question,
		requestTimeout: patience.question,
		keepAliveTimeout: patience.rest,
		// How often the first two are looked at.
		connectionsCheckingInterval: Math.min(1000, patience.question),
		maxHeaderSize: 8192,
	};
	const server = http.createServer(limits, (request, response) => {
		const [path = '/'] = (request.url ?? '/').split('?');
		const {status, headers, body} = answer({
			method: request.method ?? 'GET',
			path,
			accept: request.headers.accept,
		});
		// A body would have to be read before the next question; nobody has a reason to send one.
		const hasBody =
			request.headers['content-length'] !== undefined ||
			request.headers['transfer-encoding'] !== undefined;
		response.setTimeout(patience.answer, () => {
			request.socket.destroy();
		});
		response.writeHead(status, {
			...headers,
			'content-length': Buffer.byteLength(body),
			'cache-control': 'no-store',
			'x-content-type-options': 'nosniff',
			...(hasBody && {connection: 'close'}),
		});
		response.end(request.method === 'HEAD' ? '' : body);
	});
	server.maxConnections = mostConnections;
	server.setTimeout(patience.rest + patience.question);
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, host.replace(/^\[(.*)\]$/, '$1'), () => {
			server.off('error', reject);
			// A connection that cannot be taken, for want of file handles say, is no reason to end.
			server.on('error', () => undefined);
			resolve();
		});
	});
	return {
		address: addressText(server.address()),
		async close() {
			await new Promise<void>((resolve) => {
				server.close(() => {
					resolve();
				});
				server.closeAllConnections();
			});
		},
	};
}

function addressText(address: AddressInfo | string | null): string {
	if (address === null || typeof address === 'string') {
		return String(address);
	}

	const {address: host, family, port} = address;
	return `${family === 'IPv6' ? `[${host}]` : host}:${port}`;
}
