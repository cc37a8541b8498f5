import * as z from 'zod';
import {type BatchId, type GroupId, type UserId} from '../contract/id.ts';
import {parseJson} from '../contract/json.ts';
import {failed, type Failure, type Outcome, success} from '../contract/outcome.ts';
import {type Guard, type Reply} from '../contract/reply.ts';
import {type BodyOf, fillPath, type ParamsOf, type ReplyOf, type Route} from '../contract/route.ts';
import {routes} from '../contract/routes.ts';
import {type SafeText} from '../contract/text.ts';
import {type Milliseconds, milliseconds, parseHttpDate} from '../contract/time.ts';
import {type Clock} from '../platform/clock.ts';
import {type Auth} from './auth.ts';
import {headerOf, malformed, notJson, type RawReply, replyFailure} from './to-failure.ts';
import {createTokenSource, type TokenSource} from './token.ts';
import {createTransport, defaultLimits, type Transport, type TransportLimits} from './transport.ts';
import {createUserPages} from './user-pages.ts';

export type ClientOptions = {
	/** The base URL of the Sync Service API, without a slash at its end; usually it ends in `/api`. */
	readonly url: string;
	readonly auth: Auth;
	readonly clock: Clock;
	readonly userAgent: string;
	/** Whether replies may be compressed: not worth it when they come from this process. The default is that they may. */
	readonly isCompressed?: boolean;
	readonly limits?: TransportLimits;
};

/** The question of one call: what fills the route, and what guards it. */
type Input<R extends Route> = {
	readonly params: ParamsOf<R>;
	readonly query: Readonly<Record<string, string | number | undefined>>;
	readonly body: BodyOf<R>;
	readonly guard?: Guard;
	readonly knownRevision?: number;
	readonly signal?: AbortSignal;
};

/** Speaks the Sync Service API: typed calls by the routes table, every reply decoded, every failure a value. */
export function createClient(options: ClientOptions) {
	const transport = createTransport(options.url, {
		limits: options.limits ?? defaultLimits,
		isCompressed: options.isCompressed ?? true,
	});
	const {call, ask, begin} = createCalls(options, transport);
	return {
		session: (signal: AbortSignal) => ask(routes.session, {signal}),
		overview: (signal: AbortSignal) => ask(routes.overview, {signal}),
		changes: (since: number, signal: AbortSignal) =>
			call(routes.changes, {query: {since}, knownRevision: since, signal}),
		listUsers: createUserPages((page, signal) => {
			const {json, reply} = begin(routes.listUsers, {query: page, signal});
			return {json, reply: async () => withoutUnchanged(await reply())};
		}),
		getUser: (userId: UserId, signal: AbortSignal) =>
			ask(routes.getUser, {params: {userId}, signal}),
		getGroup: (groupId: GroupId, signal: AbortSignal) =>
			ask(routes.getGroup, {params: {groupId}, signal}),
		listBatches: (userId: UserId, signal: AbortSignal) =>
			ask(routes.listBatches, {params: {userId}, signal}),
		listUserActivity: (userId: UserId, signal: AbortSignal) =>
			ask(routes.listUserActivity, {params: {userId}, signal}),
		getBatch: (batchId: BatchId, signal: AbortSignal) =>
			ask(routes.getBatch, {params: {batchId}, signal}),
		checkConnectivity: (userId: UserId, signal: AbortSignal) =>
			ask(routes.checkConnectivity, {params: {userId}, signal}),
		changeUser: (userId: UserId, syncStatus: Status, guard: Guard) =>
			ask(routes.changeUser, {params: {userId}, body: {syncStatus}, guard}),
		deleteUser: (userId: UserId, guard: Guard) => ask(routes.deleteUser, {params: {userId}, guard}),
		forceDeleteUser: (userId: UserId, reason: SafeText, guard: Guard) =>
			ask(routes.forceDeleteUser, {params: {userId}, body: {reason}, guard}),
		uninitializeUser: (userId: UserId, guard: Guard) =>
			ask(routes.uninitializeUser, {params: {userId}, guard}),
		synchronizeUser: (userId: UserId, guard: Guard) =>
			ask(routes.synchronizeUser, {params: {userId}, guard}),
		changeGroup: (groupId: GroupId, syncStatus: Status, guard: Guard) =>
			ask(routes.changeGroup, {params: {groupId}, body: {syncStatus}, guard}),
		/** Lets go of the connections that are kept open. */
		close: transport.close,
	};
}

/** A request on its way: its body as JSON, and what it means once it is decoded. */
type Begun<R extends Route> = {
	readonly json: Promise<unknown>;
	readonly reply: () => Promise<Reply<ReplyOf<R> | 'unchanged'>>;
};

type Calls = {
	/** Sends a request at once; what it brings is asked for later. */
	readonly begin: <R extends Route>(route: R, input: Partial<Input<R>>) => Begun<R>;
	/** One call; a cacheable one may be answered `unchanged`. */
	readonly call: <R extends Route>(
		route: R,
		input: Partial<Input<R>>,
	) => Promise<Reply<ReplyOf<R> | 'unchanged'>>;
	/** A call whose reply is never `unchanged`. */
	readonly ask: <R extends Route>(route: R, input: Partial<Input<R>>) => Promise<Reply<ReplyOf<R>>>;
};

function createCalls(options: ClientOptions, transport: Transport): Calls {
	const base = options.url.replace(/\/+$/, '');
	const {clock} = options;
	const url = `${base}${routes.token.path}`;
	const tokens = createTokenSource({auth: options.auth, url, transport, clock});

	const begin = <R extends Route>(route: R, input: Partial<Input<R>>): Begun<R> => {
		const started = clock.elapsed();
		const received = receive(route, input, started);
		return {
			json: received.then(({sent, json}) => (sent.ok ? json : undefined)),
			reply: async () => {
				const {sent, json, roundTrip} = await received;
				if (!sent.ok) {
					return {outcome: sent, roundTrip};
				}

				const serviceTime = parseHttpDate(headerOf(sent.value, 'date'));
				return {
					outcome: decode(route, sent.value, json),
					roundTrip,
					...(serviceTime !== undefined && {serviceTime}),
				};
			},
		};
	};

	const receive = async (route: Route, input: Partial<Input<Route>>, started: Milliseconds) => {
		const sent = await send(route, input);
		const roundTrip = milliseconds(clock.elapsed() - started);
		return {sent, roundTrip, json: sent.ok ? parseJson(sent.value.body) : undefined};
	};

	const call = async <R extends Route>(
		route: R,
		input: Partial<Input<R>>,
	): Promise<Reply<ReplyOf<R> | 'unchanged'>> => begin(route, input).reply();

	const send = async <R extends Route>(
		route: R,
		input: Partial<Input<R>>,
	): Promise<Outcome<RawReply>> => {
		const first = await attempt(route, input);
		const isRefused = first.ok && first.value.status === 401;
		// Reading is asked once more with a new token; a change is not, although nothing was changed: it is never repeated.
		return isRefused && tokens.refused() && route.guard === 'none' ? attempt(route, input) : first;
	};

	const attempt = async <R extends Route>(
		route: R,
		input: Partial<Input<R>>,
	): Promise<Outcome<RawReply>> => {
		const authorization = await headerFor(route, tokens);
		if (!authorization.ok) {
			return failed(beforeSending(authorization.failure));
		}

		const body = bodyOf(route, input.body);
		return transport.send({
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
			...(input.signal && {signal: input.signal}),
		});
	};

	return {
		begin,
		call,
		ask: async (route, input) => withoutUnchanged(await call(route, input)),
	};
}

type Status = 'enabled' | 'disabled';

function withoutUnchanged<Value>({outcome, ...measured}: Reply<Value | 'unchanged'>): Reply<Value> {
	if (!outcome.ok) {
		return {outcome, ...measured};
	}

	return outcome.value === 'unchanged'
		? {outcome: failed({kind: 'broken', status: 304}), ...measured}
		: {outcome: success(outcome.value), ...measured};
}

// Whatever became of signing in, the request itself has not left.
function beforeSending(failure: Failure): Failure {
	return failure.kind === 'unreachable' || failure.kind === 'timeout'
		? {...failure, wasSent: false}
		: failure;
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

function decode<R extends Route>(
	route: R,
	reply: RawReply,
	json: unknown,
): Outcome<ReplyOf<R> | 'unchanged'> {
	if (reply.status === 304 && route.isCacheable) {
		return success('unchanged');
	}

	if (reply.status !== route.status) {
		return failed(replyFailure(reply));
	}

	if (json === undefined) {
		return failed(notJson(reply.body));
	}

	const parsed = z.safeParse<R['reply']>(route.reply, json);
	return parsed.success ? success(parsed.data) : failed(malformed(parsed.error));
}
