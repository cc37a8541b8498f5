import {once} from 'node:events';
import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import {userId, type UserId} from '../../source/contract/id.ts';
import {type Failure, type Outcome} from '../../source/contract/outcome.ts';
import {type Guard} from '../../source/contract/reply.ts';
import {seconds} from '../../source/contract/time.ts';
import {type ClientOptions, createClient} from '../../source/client/client.ts';
import {type TransportLimits} from '../../source/client/transport.ts';
import {systemClock} from '../../source/platform/clock.ts';
import {armedFault, type WireFault} from '../../mocks/faults.ts';
import {idleUser, idOf, type Opened} from '../mocks/open-service.ts';

/** Never aborted: for calls that are let run to their end. */
export const patience: AbortSignal = new AbortController().signal;

/** Limits for tests of time-outs: the shortest that a busy machine keeps. */
export const hurry: TransportLimits = {
	answer: seconds(0.2),
	whole: seconds(0.4),
	bodyBytes: 1_000_000,
};

/** A client of a service; its connections are let go when the scope that holds it ends. */
export function openClient(service: {readonly url: string}, options: Partial<ClientOptions> = {}) {
	const client = createClient({
		url: service.url,
		auth: {kind: 'none'},
		clock: systemClock,
		userAgent: 'synctop/test',
		...options,
	});
	return {...client, [Symbol.dispose]: client.close};
}

/** A small server that answers everything in one way. Counts its connections and keeps the requests' heads. */
export async function openServer(
	answer: (request: IncomingMessage, response: ServerResponse) => void,
) {
	const seen: IncomingMessage[] = [];
	let connections = 0;
	const server = createServer((request, response) => {
		seen.push(request);
		request.resume();
		request.once('end', () => {
			answer(request, response);
		});
	});
	server.on('connection', () => {
		connections += 1;
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = server.address();
	const port = typeof address === 'object' && address !== null ? address.port : 0;
	return {
		url: `http://127.0.0.1:${port}/api`,
		seen,
		connections: () => connections,
		[Symbol.asyncDispose]: async () => {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		},
	};
}

/** Arms a fault for the next request. */
export function arm(service: Opened, fault: WireFault, routes?: readonly string[]): void {
	service.faults.arm(armedFault.parse({fault, ...(routes && {routes})}));
}

/** The failure of an outcome; a success is a mistake of the test. */
export function failureOf(outcome: Outcome<unknown>): Failure {
	if (outcome.ok) {
		throw new Error('A failure was expected.');
	}

	return outcome.failure;
}

/** The value of an outcome; a failure is shown as it is. */
export function valueOf<Value>(outcome: Outcome<Value>): Value {
	if (!outcome.ok) {
		throw new Error(`A success was expected, not ${JSON.stringify(outcome.failure)}.`);
	}

	return outcome.value;
}

/** Somebody whose synchronization can be switched off. */
export function idleId(service: Opened): UserId {
	return userId.parse(idleUser(service));
}

/** Somebody of whom something is true. */
export function someId(service: Opened, isWanted: Parameters<typeof idOf>[1]): UserId {
	return userId.parse(idOf(service, isWanted));
}

/** What guards a change of a user as he is now. */
export async function guardFor(service: Opened, id: UserId, key = 'key-1'): Promise<Guard> {
	const {version} = await service.readUser(id);
	return {key, version};
}

/** Waits until something is true, letting the network have its turns; the test's own limit is the deadline. */
export async function until(isTrue: () => boolean): Promise<void> {
	while (!isTrue()) {
		await new Promise((resolve) => {
			setImmediate(resolve);
		});
	}
}
