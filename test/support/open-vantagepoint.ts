import {once} from 'node:events';
import {createServer} from 'node:http';

export type FakeEmployee = {
	readonly Employee: string | number;
	readonly EMail?: string | null;
	readonly Status?: string;
};

type FakeOptions = {
	readonly employees?: readonly FakeEmployee[];
	/** What the token endpoint refuses with. */
	readonly refusal?: string;
	readonly life?: number;
	readonly loginConfig?: unknown;
	/** Everything but the token endpoint leads there. */
	readonly redirect?: string;
	/** It answers with pages, as the application does. */
	readonly isApplication?: boolean;
};

/** A few endpoints of Vantagepoint's REST API, as they are documented. It keeps what it was asked. */
export async function openVantagepoint(options: FakeOptions = {}) {
	const {employees = [], refusal, life = 1799, loginConfig = [{winAuthDefault: 'N'}]} = options;
	const seen: Array<{
		readonly method: string;
		readonly url: string;
		readonly authorization: string | undefined;
		readonly body: string;
	}> = [];
	const answer = (url: URL, authorization: string | undefined) => {
		if (options.isApplication === true) {
			return {status: 200, type: 'text/html', body: '<title>Vantagepoint</title>'};
		}

		if (url.pathname.endsWith('/token')) {
			return refusal === undefined
				? json({access_token: 'vp-token', token_type: 'bearer', expires_in: life})
				: json({error: refusal, error_description: 'Login failed, password hunter2'}, 400);
		}

		if (authorization !== 'Bearer vp-token') {
			return json({message: 'Authorization has been denied', detail: ''}, 401);
		}

		if (url.pathname.endsWith('/LoginConfig')) {
			return json(loginConfig);
		}

		const [limit, page] = ['limit', 'page'].map((name) => Number(url.searchParams.get(name)));
		const from = ((page ?? 1) - 1) * (limit ?? 0);
		return json(employees.slice(from, from + (limit ?? 0)));
	};

	const server = createServer((request, response) => {
		void (async () => {
			let body = '';
			for await (const part of request) {
				body += String(part);
			}

			const {method = 'GET', url = '/', headers} = request;
			seen.push({method, url, authorization: headers.authorization, body});
			if (options.redirect !== undefined && !url.endsWith('/token')) {
				response.writeHead(307, {location: options.redirect});
				response.end();
				return;
			}

			const said = answer(new URL(url, 'http://localhost'), headers.authorization);
			response.writeHead(said.status, {'content-type': said.type});
			response.end(said.body);
		})();
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = server.address();
	const port = typeof address === 'object' && address !== null ? address.port : 0;
	return {
		url: `http://127.0.0.1:${port}/acme/api`,
		seen,
		[Symbol.asyncDispose]: async () => {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		},
	};
}

function json(value: unknown, status = 200) {
	return {status, type: 'application/json', body: JSON.stringify(value)};
}
