import * as z from 'zod';
import {type BatchId, type GroupId, type UserId} from '../contract/id.ts';
import {parseJson} from '../contract/json.ts';
import {failed, type Outcome, success} from '../contract/outcome.ts';
import {type Guard, type Reply} from '../contract/reply.ts';
import {type ReplyOf, type Route} from '../contract/route.ts';
import {routes} from '../contract/routes.ts';
import {type SafeText} from '../contract/text.ts';
import {type Milliseconds, milliseconds, parseHttpDate} from '../contract/time.ts';
import {type Clock} from '../platform/clock.ts';
import {type Auth} from './auth.ts';
import {createSender, type Input} from './sender.ts';
import {headerOf, malformed, notJson, type RawReply, replyFailure} from './to-failure.ts';
import {
	createTransport,
	defaultLimits,
	type Network,
	type Transport,
	type TransportLimits,
} from './transport.ts';
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
	readonly network?: Network;
};

/** Speaks the Sync Service API: typed calls by the routes table, every reply decoded, every failure a value. */
export function createClient(options: ClientOptions) {
	const transport = createTransport(options.url, {
		limits: options.limits ?? defaultLimits,
		isCompressed: options.isCompressed ?? true,
		network: options.network ?? {},
	});
	const {call, ask, begin, tryAgain} = createCalls(options, transport);
	return {
		session: (signal: AbortSignal) => ask(routes.session, {signal}),
		overview: (signal: AbortSignal) => ask(routes.overview, {signal}),
		changes: (since: number, signal: AbortSignal) =>
			call(routes.changes, {query: {since}, knownRevision: since, signal}),
		listUsers: createUserPages((page, signal) => {
			const {json, reply} = begin(routes.listUsers, {query: page, signal});
			return {json, reply: async () => withoutUnchanged(await reply())};
		}, options.clock),
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
		/** Somebody asks for it: credentials that were refused are tried again. */
		tryAgain,
		/** Lets go of the connections that are kept open. */
		close: transport.close,
	};
}

/** A request on its way: its body as JSON, and what it means once it is decoded. */
type Begun<R extends Route> = {
	readonly json: () => Promise<unknown>;
	readonly reply: () => Promise<Reply<ReplyOf<R> | 'unchanged'>>;
};

type Calls = {
	readonly tryAgain: () => void;
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
	const {clock} = options;
	const {send, tryAgain} = createSender(options, transport);

	const begin = <R extends Route>(route: R, input: Partial<Input<R>>): Begun<R> => {
		const started = clock.elapsed();
		const received = receive(route, input, started);
		return {
			json: async () => (await received).json,
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

	return {
		begin,
		tryAgain,
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
