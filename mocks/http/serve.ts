import {type IncomingMessage, type ServerResponse} from 'node:http';
import {type Pace} from '../pace.ts';
import {outage} from '../world/weather.ts';
import {refuse} from './answer.ts';
import {answerRequest, type Incoming, type Parts} from './answer-request.ts';
import {type MatchRoute} from './match-route.ts';
import {readText} from './read-body.ts';
import {toProblemReply} from './reply.ts';
import {send, toWire} from './send.ts';

export const basePath = '/api';

export type Serving = Parts & {readonly pace: Pace; readonly match: MatchRoute};

/** Answers requests below the base path. */
export function createApi(serving: Serving) {
	const {world, pace, match} = serving;
	return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
		const text = await readText(request);
		pace.catchUp();
		const url = new URL(request.url ?? '/', 'http://localhost');
		const method = request.method ?? 'GET';
		const path = url.pathname.startsWith(`${basePath}/`) ? url.pathname.slice(basePath.length) : '';
		const state = outage(world);
		if (state === 'cutting') {
			request.socket.destroy();
			return;
		}

		const reply =
			state === 'refusing'
				? toProblemReply(
						refuse('unavailable', {
							title: 'The service is not available',
							detail: 'It is being restarted. Come back in a moment.',
							retryAfterSeconds: 2,
						}),
					)
				: answerRequest(serving, match(method, path), toIncoming(request, {method, path, url, text}));
		send(response, toWire(reply, {now: world.now, acceptsGzip: acceptsGzip(request)}));
	};
}

function toIncoming(
	{headers}: IncomingMessage,
	{method, path, url, text}: {
		readonly method: string;
		readonly path: string;
		readonly url: URL;
		readonly text: string | undefined;
	},
): Incoming {
	return {
		method,
		path,
		query: url.searchParams,
		text,
		authorization: headers.authorization,
		ifMatch: headers['if-match'],
		ifNoneMatch: headers['if-none-match'],
		idempotencyKey: header(headers['idempotency-key']),
	};
}

function header(value: string | string[] | undefined): string | undefined {
	return Array.isArray(value) ? value[0] : value;
}

function acceptsGzip({headers}: IncomingMessage): boolean {
	return /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?(?:,|$))/.test(header(headers['accept-encoding']) ?? '');
}
