import {type IncomingMessage, type ServerResponse} from 'node:http';
import {type Clock} from '../../source/platform/clock.ts';
import {type Armory, type WireFault} from '../faults.ts';
import {type Pace} from '../pace.ts';
import {type RequestLog} from '../request-log.ts';
import {outage} from '../world/weather.ts';
import {refuse} from './answer.ts';
import {answerRequest, type Incoming, type Parts} from './answer-request.ts';
import {deliver} from './deliver.ts';
import {type Matched, type MatchRoute} from './match-route.ts';
import {readText} from './read-body.ts';
import {type Reply, toProblemReply} from './reply.ts';
import {toWire} from './send.ts';
import {replyInstead, spoil} from './spoil.ts';

export const basePath = '/api';

export type Serving = Parts & {
	readonly pace: Pace;
	readonly match: MatchRoute;
	readonly armory: Armory;
	readonly log: RequestLog;
	readonly clock: Clock;
};

/** Answers requests below the base path; faults act on what would have been said. */
export function createApi(serving: Serving) {
	const {world, pace, match, armory, log, clock} = serving;
	return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
		const text = await readText(request);
		pace.catchUp();
		const incoming = toIncoming(request, text);
		const matched = match(incoming.method, incoming.path);
		const route = matched.kind === 'found' ? matched.name : undefined;
		const fault = armory.take(route);
		const reply = isSilent(serving, fault) ? undefined : say(serving, {matched, incoming, fault});
		log.add({
			at: world.now,
			method: incoming.method,
			path: incoming.path,
			query: incoming.query.toString(),
			route,
			status: reply?.status,
			idempotencyKey: incoming.idempotencyKey,
			ifMatch: incoming.ifMatch,
			fault: fault?.kind,
		});
		if (reply !== undefined) {
			const wire = toWire(reply, {now: world.now, acceptsGzip: acceptsGzip(request)});
			deliver(response, wire, {fault, clock, now: world.now});
		} else if (fault?.kind !== 'hang') {
			request.socket.resetAndDestroy();
		}
	};
}

// Nothing is done and nothing is said: the connection is cut, or left hanging.
function isSilent({world}: Serving, fault: WireFault | undefined): boolean {
	return fault?.kind === 'resetBefore' || fault?.kind === 'hang' || outage(world) === 'cutting';
}

function say(
	serving: Serving,
	{
		matched,
		incoming,
		fault,
	}: {
		readonly matched: Matched;
		readonly incoming: Incoming;
		readonly fault: WireFault | undefined;
	},
): Reply {
	const instead = fault === undefined ? undefined : replyInstead(fault, serving.world.now);
	if (instead !== undefined) {
		return instead;
	}

	if (outage(serving.world) === 'refusing') {
		return toProblemReply(
			refuse('unavailable', {
				title: 'The service is not available',
				detail: 'It is being restarted. Come back in a moment.',
				retryAfterSeconds: 2,
			}),
		);
	}

	const reply = answerRequest(serving, matched, incoming);
	const route = matched.kind === 'found' ? matched.endpoint.route : undefined;
	return fault === undefined ? reply : spoil(reply, fault, route);
}

function toIncoming(
	{headers, method = 'GET', url: target = '/'}: IncomingMessage,
	text: string | undefined,
): Incoming {
	const [pathname = '/', query = ''] = target.split('?', 2);
	return {
		method,
		path: pathname.startsWith(`${basePath}/`) ? pathname.slice(basePath.length) : '',
		query: new URLSearchParams(query),
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
