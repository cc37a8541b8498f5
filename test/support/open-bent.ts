import {once} from 'node:events';
import {createServer, type IncomingHttpHeaders} from 'node:http';

/** A request on its way to a service, and what the service said. */
export type Passing = {
	readonly method: string;
	/** Below the base URL, with its query. */
	readonly path: string;
	readonly headers: IncomingHttpHeaders;
	readonly body: string;
};

export type Passed = {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
};

/** What is made of a request before it reaches the service, and of the answer after it. */
export type Bend = {
	readonly before?: (passing: Passing) => Passing | Passed;
	readonly after?: (passed: Passed, passing: Passing) => Passed | 'cut';
};

const kept = ['content-type', 'date', 'etag', 'retry-after', 'www-authenticate'];

/** Stands before a service and bends what goes to it or comes from it: a server that breaks the contract in one way. */
export async function openBent(service: {readonly url: string}, {before, after}: Bend) {
	const server = createServer((request, response) => {
		void (async () => {
			let body = '';
			for await (const part of request) {
				body += String(part);
			}

			const {method = 'GET', url = '/', headers} = request;
			const passing = {method, path: url.replace(/^\/api/, ''), headers, body};
			const bent = before?.(passing) ?? passing;
			const reply = 'status' in bent ? bent : await pass(service.url, bent);
			const told = after?.(reply, passing) ?? reply;
			if (told === 'cut') {
				request.socket.destroy();
				return;
			}

			response.sendDate = false;
			response.writeHead(told.status, told.headers);
			response.end(told.status === 304 ? undefined : told.body);
		})();
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = server.address();
	const port = typeof address === 'object' && address !== null ? address.port : 0;
	return {
		url: `http://127.0.0.1:${port}/api`,
		[Symbol.asyncDispose]: async () => {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		},
	};
}

async function pass(base: string, {method, path, headers, body}: Passing): Promise<Passed> {
	const carried = ['authorization', 'content-type', 'if-match', 'if-none-match', 'idempotency-key'];
	const reply = await fetch(`${base}${path}`, {
		method,
		headers: carried.flatMap((name) => {
			const value = headers[name];
			return typeof value === 'string' ? [[name, value] as [string, string]] : [];
		}),
		...(body !== '' && {body}),
		redirect: 'manual',
	});
	return {
		status: reply.status,
		headers: Object.fromEntries(
			kept.flatMap((name) => {
				const value = reply.headers.get(name);
				return value === null ? [] : [[name, value]];
			}),
		),
		body: await reply.text(),
	};
}
