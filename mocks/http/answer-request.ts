import {type RouteName} from '../../source/contract/routes.ts';
import {type World} from '../world/state.ts';
import {refuse, type Refusal} from './answer.ts';
import {type Endpoint} from './endpoint.ts';
import {type Idempotency, toFingerprint} from './idempotency.ts';
import {type Matched} from './match-route.ts';
import {parseBody} from './read-body.ts';
import {type Reply, toProblemReply, toReply} from './reply.ts';
import {type Tokens} from './tokens.ts';

/** A request as it came, with the headers that matter. */
export type Incoming = {
	readonly method: string;
	readonly path: string;
	readonly query: URLSearchParams;
	/** Nothing when the body was too large. */
	readonly text: string | undefined;
	readonly authorization: string | undefined;
	readonly ifMatch: string | undefined;
	readonly ifNoneMatch: string | undefined;
	readonly idempotencyKey: string | undefined;
};

export type Parts = {
	readonly world: World;
	readonly tokens: Tokens;
	readonly idempotency: Idempotency;
};

/** Answers one request: sign-in, then what the route asks for (cache, guards), then the handler. No bytes, no timers. */
export function answerRequest(parts: Parts, matched: Matched, incoming: Incoming): Reply {
	if (matched.kind === 'unknown') {
		return toProblemReply(
			refuse('not-found', {
				title: 'There is no such path',
				detail: 'The paths of the contract are listed in its OpenAPI document.',
			}),
		);
	}

	if (matched.kind === 'otherMethod') {
		return wrongMethod(matched.allowed);
	}

	const {route} = matched.endpoint;
	const actor = route.needsToken ? parts.tokens.actorOf(incoming.authorization) : 'nobody';
	if (actor === undefined) {
		return toProblemReply(
			refuse('not-signed-in', {
				title: 'Not signed in',
				detail: 'The token is missing, unknown or out of date. Sign in at /token.',
			}),
		);
	}

	const etag = `"${parts.world.feed.revision()}"`;
	if (route.isCacheable && incoming.ifNoneMatch === etag) {
		return {status: 304, headers: {etag}, body: ''};
	}

	const refusal = missingGuard(route.guard, incoming);
	return refusal === undefined
		? answerOnce(parts, matched, {...incoming, actor})
		: toProblemReply(refusal);
}

function answerOnce(
	{idempotency}: Parts,
	{
		endpoint,
		params,
	}: {
		readonly name: RouteName;
		readonly endpoint: Endpoint;
		readonly params: Readonly<Record<string, string>>;
	},
	incoming: Incoming & {readonly actor: string},
): Reply {
	const {route} = endpoint;
	const {text, method, path, idempotencyKey: key, actor} = incoming;
	if (text === undefined) {
		return toProblemReply(
			refuse('invalid-request', {
				title: 'The body is too large',
				detail: 'Send less than 64 kB.',
				status: 413,
			}),
		);
	}

	const fingerprint =
		route.guard === 'none' ? '' : toFingerprint([method, path, incoming.ifMatch ?? '', text]);
	if (route.guard !== 'none' && key !== undefined) {
		const remembered = idempotency.look(key, fingerprint);
		if (remembered.kind === 'repeat') {
			return remembered.reply;
		}

		if (remembered.kind === 'reused') {
			return toProblemReply(
				refuse('idempotency-key-reused', {
					title: 'The idempotency key belongs to another request',
					detail: 'Take a new key for each change.',
				}),
			);
		}
	}

	const body = parseBody(route, text);
	const reply = body.ok
		? toReply(
				endpoint.answer({
					params,
					query: Object.fromEntries(incoming.query),
					body: body.body,
					actor,
					ifMatch: readVersion(incoming.ifMatch),
				}),
				route.status,
			)
		: toProblemReply(body.refusal);
	if (route.guard !== 'none' && key !== undefined) {
		idempotency.remember(key, fingerprint, reply);
	}

	return reply;
}

function missingGuard(
	guard: 'none' | 'keyed' | 'versioned',
	{ifMatch, idempotencyKey}: Incoming,
): Refusal | undefined {
	const isKeyMissing = guard !== 'none' && (idempotencyKey ?? '') === '';
	const isVersionMissing = guard === 'versioned' && readVersion(ifMatch) === undefined;
	if (!isKeyMissing && !isVersionMissing) {
		return undefined;
	}

	return refuse('precondition-required', {
		title: 'A precondition is missing',
		detail: isKeyMissing
			? 'Send an Idempotency-Key with each change.'
			: 'Send the version that the change was decided on as If-Match: "12".',
	});
}

// Quoted as entity tags are, weak or strong; bare numbers are taken too.
function readVersion(header: string | undefined): number | 'any' | undefined {
	if (header?.trim() === '*') {
		return 'any';
	}

	const digits = /^(?:W\/)?"?(\d+)"?$/.exec(header?.trim() ?? '')?.[1];
	return digits === undefined ? undefined : Number(digits);
}

function wrongMethod(allowed: readonly string[]): Reply {
	const reply = toProblemReply(
		refuse('invalid-request', {
			title: 'The path does not take this method',
			detail: `Use ${allowed.join(' or ')}.`,
			status: 405,
		}),
	);
	return {...reply, headers: {...reply.headers, allow: allowed.join(', ')}};
}
