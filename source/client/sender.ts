import * as z from 'zod';
import {failed, type Failure, type Outcome, success} from '../contract/outcome.ts';
import {type Guard} from '../contract/reply.ts';
import {type BodyOf, fillPath, type ParamsOf, type Route} from '../contract/route.ts';
import {routes} from '../contract/routes.ts';
import {toSafe} from '../contract/text.ts';
import {type Clock} from '../platform/clock.ts';
import {type Auth} from './auth.ts';
import {type RawReply} from './to-failure.ts';
import {createTokenSource, type TokenSource} from './token.ts';
import {type Transport} from './transport.ts';

export type SenderOptions = {
	readonly url: string;
	readonly auth: Auth;
	readonly clock: Clock;
	readonly userAgent: string;
};

/** The question of one call: what fills the route, and what guards it. */
export type Input<R extends Route> = {
	readonly params: ParamsOf<R>;
	readonly query: Readonly<Record<string, string | number | undefined>>;
	readonly body: BodyOf<R>;
	readonly guard?: Guard;
	readonly knownRevision?: number;
	readonly signal?: AbortSignal;
};

/** Sends the request of a call: address, headers, body by the routes table; signs in and renews when it must. */
export function createSender(options: SenderOptions, transport: Transport) {
	const base = options.url.replace(/\/+$/, '');
	const url = `${base}${routes.token.path}`;
	const tokens = createTokenSource({auth: options.auth, url, transport, clock: options.clock});

	const send = async <R extends Route>(
		route: R,
		input: Partial<Input<R>>,
	): Promise<Outcome<RawReply>> => {
		const {authorization, sent} = await attempt(route, input);
		const isRefused = sent.ok && sent.value.status === 401;
		// Reading is asked once more with a new token; a change is not, although nothing was changed: it is never repeated.
		return isRefused && tokens.refused(authorization) && route.guard === 'none'
			? (await attempt(route, input)).sent
			: sent;
	};

	const attempt = async <R extends Route>(route: R, input: Partial<Input<R>>): Promise<Attempt> => {
		const authorization = await headerFor(route, tokens);
		if (!authorization.ok) {
			return {authorization: undefined, sent: failed(beforeSending(authorization.failure, route))};
		}

		const body = bodyOf(route, input.body);
		const sent = await transport.send({
			method: route.method,
			url: urlOf(base, route, input),
			headers: {
				accept: 'application/json',
				'user-agent': options.userAgent,
				...(authorization.value !== undefined && {authorization: authorization.value}),
				...(body !== undefined && {'content-type': 'application/json'}),
				...(input.knownRevision !== undefined && {'if-none-match': `"${input.knownRevision}"`}),
				...guardHeaders(route, input.guard),
			},
			...(body !== undefined && {body}),
			isChange: route.guard !== 'none',
			...(input.signal && {signal: input.signal}),
		});
		return {authorization: authorization.value, sent};
	};

	return {send, tryAgain: tokens.tryAgain};
}

type Attempt = {readonly authorization: string | undefined; readonly sent: Outcome<RawReply>};

// Whatever became of signing in, the request itself has not left: for a change that is all that counts.
function beforeSending(failure: Failure, route: Route): Failure {
	if (failure.kind === 'unreachable' || failure.kind === 'timeout') {
		return {...failure, wasSent: false};
	}

	return route.guard === 'none' || failure.kind === 'unauthorized'
		? failure
		: {kind: 'unreachable', code: toSafe('no token'), wasSent: false};
}

async function headerFor(route: Route, tokens: TokenSource): Promise<Outcome<string | undefined>> {
	return route.needsToken ? tokens.header() : success(undefined);
}

function urlOf(base: string, route: Route, input: Partial<Input<Route>>): string {
	const search = new URLSearchParams();
	for (const [name, value] of Object.entries(input.query ?? {})) {
		if (value !== undefined) {
			search.set(name, String(value));
		}
	}

	const path = `${base}${fillPath(route.path, input.params ?? {})}`;
	return search.size === 0 ? path : `${path}?${search.toString()}`;
}

function bodyOf<R extends Route>(route: R, body: BodyOf<R> | undefined): string | undefined {
	return route.bodyType === 'json' ? JSON.stringify(z.encode(route.body, body)) : undefined;
}

function guardHeaders(route: Route, guard: Guard | undefined): Readonly<Record<string, string>> {
	if (guard === undefined || route.guard === 'none') {
		return {};
	}

	const key = {'idempotency-key': guard.key};
	return route.guard === 'versioned' ? {...key, 'if-match': `"${guard.version}"`} : key;
}
