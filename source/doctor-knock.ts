import dns from 'node:dns/promises';
import http from 'node:http';
import https from 'node:https';
import tls from 'node:tls';
import {agentFor, type Network} from './client/transport.ts';
import {isLoopback} from './contract/loopback.ts';
import {safe, toSafe} from './contract/text.ts';
import {type EpochMs, epochMs, parseHttpDate} from './contract/time.ts';
import {known, unknown} from './headless/doctor/finding.ts';
import {type CertificateFound, type Knocked, type TlsFound} from './headless/doctor/ports.ts';
import {type Clock} from './platform/clock.ts';

const patience = 10_000;

/**
Asks a server one thing without credentials, and tells what could be seen: where its name leads, its certificates, its clock. It is asked
whatever its certificate is, because that is what is to be found out; nothing is sent that is worth anything.
*/
export async function knock(url: string, network: Network, clock: Clock): Promise<Knocked> {
	const isByProxy = goesByProxy(new URL(url), network.proxies ?? {});
	const [addresses, answered] = await Promise.all([
		isByProxy ? unknown(safe`the proxy looks its name up`) : lookUp(new URL(url).hostname),
		ask(url, network, clock),
	]);
	return {addresses, isByProxy, ...answered};
}

async function lookUp(host: string): Promise<Knocked['addresses']> {
	try {
		const found = await dns.lookup(host.replace(/^\[|\]$/g, ''), {all: true});
		return known([...new Set(found.map(({address}) => toSafe(address)))]);
	} catch (error) {
		return unknown(safe`${toSafe(host)} has no address (${codeOf(error)})`);
	}
}

async function ask(
	url: string,
	network: Network,
	clock: Clock,
): Promise<Pick<Knocked, 'answer' | 'tls'>> {
	const isSecure = url.startsWith('https:');
	const agents = agentFor(url, network, {});
	const agent = 'https' in agents ? agents.https : agents.http;
	const done = Promise.withResolvers<Pick<Knocked, 'answer' | 'tls'>>();
	const begun = clock.now();
	const request = (isSecure ? https : http).request(url, {
		agent,
		headers: {accept: 'application/json'},
		signal: AbortSignal.timeout(patience),
		...(isSecure && {rejectUnauthorized: false, ca: authorities(network)}),
	});
	request.on('response', (response) => {
		const seen = response.socket instanceof tls.TLSSocket ? tlsOf(response.socket) : undefined;
		const {date, 'content-type': type = ''} = response.headers;
		done.resolve({
			answer: known({
				status: response.statusCode ?? 0,
				contentType: toSafe(type.split(';')[0]?.trim().toLowerCase() ?? ''),
				date: parseHttpDate(date),
				at: epochMs((begun + clock.now()) / 2),
			}),
			tls: seen,
		});
		response.destroy();
	});
	request.on('error', (error) => {
		done.resolve({answer: unknown(safe`no answer (${codeOf(error)})`), tls: undefined});
	});
	request.end();
	const found = await done.promise;
	agent.destroy();
	return found;
}

const authorities = (network: Network): string[] => [
	...tls.getCACertificates('default'),
	...(network.authorities === undefined ? [] : [network.authorities]),
];

function tlsOf(socket: tls.TLSSocket): TlsFound {
	const problem: unknown = socket.authorizationError;
	return {
		protocol: toSafe(socket.getProtocol() ?? 'not known'),
		problem: socket.authorized
			? undefined
			: toSafe(problem instanceof Error ? problem.message : String(problem)),
		chain: chainOf(socket.getPeerCertificate(true)),
	};
}

function chainOf(first: tls.DetailedPeerCertificate): readonly CertificateFound[] {
	const chain: CertificateFound[] = [];
	const seen = new Set<string>();
	// An empty object where nothing was sent. The root is its own issuer.
	let certificate: Partial<tls.DetailedPeerCertificate> | undefined = first;
	while (certificate?.fingerprint256 !== undefined && !seen.has(certificate.fingerprint256)) {
		seen.add(certificate.fingerprint256);
		chain.push({
			subject: nameOf(certificate.subject),
			issuer: nameOf(certificate.issuer),
			from: momentOf(certificate.valid_from),
			until: momentOf(certificate.valid_to),
			bits: certificate.bits,
		});
		certificate = certificate.issuerCertificate;
	}

	return chain;
}

function nameOf(name: tls.Certificate | undefined): CertificateFound['subject'] {
	const known = [name?.CN, name?.O].flat().find((text) => text !== undefined);
	return toSafe(known ?? 'without a name');
}

function momentOf(text = ''): EpochMs | undefined {
	const moment = Date.parse(text);
	return Number.isNaN(moment) ? undefined : epochMs(moment);
}

function codeOf(error: unknown) {
	if (!(error instanceof Error)) {
		return toSafe(String(error));
	}

	const {cause} = error;
	const inner = cause instanceof Error && cause.name === 'TimeoutError' ? 'ETIMEDOUT' : undefined;
	const code = 'code' in error && typeof error.code === 'string' ? error.code : error.message;
	return toSafe(inner ?? code);
}

/** Whether a proxy stands between; by the variables as everybody reads them. */
function goesByProxy(
	{protocol, hostname}: URL,
	proxies: Readonly<Record<string, string>>,
): boolean {
	const names =
		protocol === 'https:' ? ['https_proxy', 'HTTPS_PROXY'] : ['http_proxy', 'HTTP_PROXY'];
	const isNamed = names.some((name) => (proxies[name] ?? '') !== '');
	const exempt = (proxies['no_proxy'] ?? proxies['NO_PROXY'] ?? '')
		.split(/[\s,]+/)
		.map((text) =>
			text
				.replace(/^\*?\./, '')
				.replace(/:\d+$/, '')
				.toLowerCase(),
		)
		.filter((text) => text !== '');
	return (
		isNamed &&
		!isLoopback(hostname) &&
		!exempt.some((name) => name === '*' || hostname === name || hostname.endsWith(`.${name}`))
	);
}
