import {type ServerResponse} from 'node:http';
import {gzipSync} from 'node:zlib';
import {type EpochMs} from '../../source/contract/time.ts';
import {type Reply} from './reply.ts';

const leastGzipped = 1024;

/** A reply as bytes: what is on the wire. */
export type WireReply = {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: Buffer;
};

/** Makes bytes of a reply, compressed when the client accepts that and it is worth it. `now` is the simulation's time. */
export function toWire(
	{status, headers, body}: Reply,
	{now, acceptsGzip}: {readonly now: EpochMs; readonly acceptsGzip: boolean},
): WireReply {
	const plain = Buffer.from(body, 'utf8');
	const isGzipped = acceptsGzip && plain.length > leastGzipped;
	const bytes = isGzipped ? gzipSync(plain, {level: 1}) : plain;
	return {
		status,
		headers: {
			...headers,
			date: toHttpDate(now),
			'cache-control': 'no-cache',
			...(status === 304 ? {} : {'content-length': String(bytes.length)}),
			...(isGzipped ? {'content-encoding': 'gzip', vary: 'accept-encoding'} : {}),
		},
		body: bytes,
	};
}

export function send(response: ServerResponse, {status, headers, body}: WireReply): void {
	response.sendDate = false;
	response.writeHead(status, headers);
	response.end(status === 304 ? undefined : body);
}

/** Formats a moment for the `Date` header; it does not read the clock. */
export function toHttpDate(moment: EpochMs): string {
	return new Date(moment).toUTCString();
}
