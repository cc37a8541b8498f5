import http from 'node:http';
import https from 'node:https';
import tls from 'node:tls';
import got, {type Got} from 'got';
import {failed, type Outcome, success} from '../contract/outcome.ts';
import {type Milliseconds, seconds} from '../contract/time.ts';
import {isLoopback} from '../contract/loopback.ts';
import {type RawReply, toFailure} from './to-failure.ts';

/** One request as bytes and headers, before any schema. */
export type RawRequest = {
	readonly method: string;
	readonly url: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly body?: string;
	/** Changes something: sent over a connection of its own, since one that was kept may be closed just then, and the fate would be unknown. */
	readonly isChange?: boolean;
	readonly signal?: AbortSignal;
};

/** Sends one request and brings the whole answer; never retries, never follows a redirect. */
export type Transport = {
	readonly send: (request: RawRequest) => Promise<Outcome<RawReply>>;
	readonly close: () => void;
};

export type TransportLimits = {
	/** The longest wait for an answer to begin, and for all of it. */
	readonly answer: Milliseconds;
	readonly whole: Milliseconds;
	readonly bodyBytes: number;
};

export const defaultLimits: TransportLimits = {
	answer: seconds(10),
	whole: seconds(60),
	bodyBytes: 64_000_000,
};

/** How the service is reached. */
export type Network = {
	/** The variables that name proxies, by their names; a loopback address is never reached by one. */
	readonly proxies?: Readonly<Record<string, string>>;
	/** Certificates of authorities to trust besides the system's, in PEM. */
	readonly authorities?: string;
};

type TransportOptions = {
	readonly limits: TransportLimits;
	readonly isCompressed: boolean;
	readonly network: Network;
};

const keptOpen = {keepAlive: true, maxSockets: 6} as const;

/** HTTP by got, to one service: keep-alive, gzip, a time-out for each phase. Retrying is policy and lives elsewhere. */
export function createTransport(url: string, options: TransportOptions): Transport {
	const {limits, isCompressed, network} = options;
	const agent = agentFor(url, network, keptOpen);
	const agentForChanges = agentFor(url, network, {});
	const client = got.extend({
		agent,
		...(url.startsWith('https:') && {https: trustOf(network)}),
		retry: {limit: 0},
		followRedirect: false,
		throwHttpErrors: false,
		decompress: isCompressed,
		timeout: {
			lookup: seconds(5),
			connect: seconds(5),
			secureConnect: seconds(5),
			send: seconds(10),
			response: limits.answer,
			request: limits.whole,
		},
	});
	return {
		send: (request) =>
			sendWith(
				request.isChange === true ? client.extend({agent: agentForChanges}) : client,
				request,
				limits,
			),
		close() {
			agent.http?.destroy();
			agent.https?.destroy();
		},
	};
}

/** The agents by which a server is reached: by a proxy where one is named. Of two agents one would never be used, and https loads TLS (5 ms). */
export function agentFor(url: string, {proxies}: Network, kept: http.AgentOptions) {
	const proxyEnv = isLoopback(new URL(url).hostname) ? undefined : proxies;
	const settings = {...kept, ...(proxyEnv !== undefined && {proxyEnv})};
	return url.startsWith('https:')
		? {https: new https.Agent(settings)}
		: {http: new http.Agent(settings)};
}

// Certificates are checked whatever the environment says (NODE_TLS_REJECT_UNAUTHORIZED): changes are made over this.
function trustOf({authorities}: Network) {
	return {
		rejectUnauthorized: true,
		...(authorities !== undefined && {
			certificateAuthority: [...tls.getCACertificates('default'), authorities],
		}),
	};
}

async function sendWith(
	client: Got,
	request: RawRequest,
	limits: TransportLimits,
): Promise<Outcome<RawReply>> {
	const tooLarge = new AbortController();
	const signals = [tooLarge.signal, ...(request.signal ? [request.signal] : [])];
	try {
		const pending = client(request.url, {
			method: toMethod(request.method),
			headers: request.headers,
			signal: AbortSignal.any(signals),
			...(request.body !== undefined && {body: request.body}),
		});
		void pending.on('downloadProgress', ({transferred}) => {
			if (transferred > limits.bodyBytes) {
				tooLarge.abort();
			}
		});
		const response = await pending;
		giveBack(response.rawBody);
		return success({
			status: response.statusCode,
			headers: response.headers,
			body: response.body,
		});
	} catch (error) {
		return tooLarge.signal.aborted
			? failed({kind: 'tooLarge', limitBytes: limits.bodyBytes})
			: failed(toFailure(error, request.signal?.aborted ?? false));
	}
}

// The bytes of an answer are text by now. Left to the collector they add up, in a long read, to tens of megabytes a second of memory
// that it does not see, and it stops everything to look for it.
function giveBack({buffer, byteLength}: Uint8Array): void {
	if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) {
		buffer.transfer(0);
	}
}

const methods = ['GET', 'POST', 'PATCH', 'DELETE'] as const;

function toMethod(method: string): (typeof methods)[number] {
	return methods.find((known) => known === method) ?? 'GET';
}
