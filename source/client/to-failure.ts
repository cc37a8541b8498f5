import {
	CacheError,
	MaxRedirectsError,
	ParseError,
	ReadError,
	RequestError,
	TimeoutError,
	UploadError,
} from 'got';
import {parseJson} from '../contract/json.ts';
import {type Failure, type RetryAfter, type TimeoutPhase} from '../contract/outcome.ts';
import {type Problem, problem, restError} from '../contract/problem.ts';
import {describe} from '../contract/rows.ts';
import {type SafeText, toSafe} from '../contract/text.ts';
import {parseHttpDate, seconds} from '../contract/time.ts';

/** A reply as far as failures need it. */
export type RawReply = {
	readonly status: number;
	readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
	readonly body: string;
};

const phases: ReadonlySet<string> = new Set([
	'lookup',
	'connect',
	'secureConnect',
	'send',
	'response',
	'request',
]);
const beforeSending: ReadonlySet<string> = new Set(['lookup', 'connect', 'secureConnect']);
const notSent: ReadonlySet<string> = new Set([
	'ECONNREFUSED',
	'ENOTFOUND',
	'EAI_AGAIN',
	'EHOSTUNREACH',
	'ENETUNREACH',
	'EADDRNOTAVAIL',
	'CERT_HAS_EXPIRED',
	'DEPTH_ZERO_SELF_SIGNED_CERT',
	'SELF_SIGNED_CERT_IN_CHAIN',
	'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
	'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
	'ERR_TLS_CERT_ALTNAME_INVALID',
	'CERT_NOT_YET_VALID',
	'ERR_PROXY_TUNNEL',
	'ERR_PROXY_INVALID_CONFIG',
	'ERR_SSL_WRONG_VERSION_NUMBER',
]);

/** An error of the HTTP library as a failure. Anything else is a bug and is thrown again. */
export function toFailure(error: unknown, isCancelled: boolean): Failure {
	if (isCancelled) {
		return {kind: 'cancelled'};
	}

	if (error instanceof TimeoutError) {
		return {kind: 'timeout', phase: phaseOf(error.event), wasSent: !beforeSending.has(error.event)};
	}

	if (
		error instanceof ReadError ||
		error instanceof UploadError ||
		error instanceof CacheError ||
		error instanceof MaxRedirectsError ||
		error instanceof ParseError ||
		error instanceof RequestError
	) {
		return {
			kind: 'unreachable',
			code: toSafe(error.code),
			wasSent: !notSent.has(error.code) || isCutOff(error),
		};
	}

	throw error;
}

// The same code may come of connecting, or of a connection that stood: then the request may have gone out.
function isCutOff({cause}: Error): boolean {
	const isSystem = typeof cause === 'object' && cause !== null && 'syscall' in cause;
	return isSystem && (cause.syscall === 'read' || cause.syscall === 'write');
}

function phaseOf(event: string): TimeoutPhase {
	return isPhase(event) ? event : 'request';
}

function isPhase(event: string): event is TimeoutPhase {
	return phases.has(event);
}

/** A reply whose status is not a success, as a failure. */
export function replyFailure(reply: RawReply): Failure {
	const {status} = reply;
	if (status >= 300 && status < 400) {
		return {kind: 'redirected', to: toSafe(headerOf(reply, 'location') ?? 'nowhere')};
	}

	const found = problemOf(reply);
	switch (status) {
		case 401: {
			return {kind: 'unauthorized'};
		}

		case 403: {
			return {kind: 'forbidden', ...detailOf(reply, found)};
		}

		// That something is gone is said by the service alone: a gateway that is being replaced says 404 to everything.
		case 404: {
			return found?.code === 'not-found'
				? {kind: 'missing', ...detailOf(reply, found)}
				: {kind: 'broken', status, ...detailOf(reply, found)};
		}

		case 410: {
			return {kind: 'startOver'};
		}

		case 429:
		case 503: {
			const retryAfter = retryAfterOf(headerOf(reply, 'retry-after'));
			return {kind: 'throttled', status, ...(retryAfter && {retryAfter})};
		}

		case 409:
		case 412: {
			return found === undefined
				? bareRefusal(reply)
				: {kind: isRace(found) ? 'conflict' : 'refused', problem: found};
		}

		default: {
			return status < 500 && found !== undefined
				? {kind: 'refused', problem: found}
				: {kind: 'broken', status, ...detailOf(reply, found)};
		}
	}
}

// A condition that failed says that nothing was done, with or without an explanation; what a bare 409 means nobody knows.
function bareRefusal(reply: RawReply): Failure {
	return reply.status === 412
		? {
				kind: 'conflict',
				problem: problem.parse({code: 'version-mismatch', ...detailOf(reply, undefined)}),
			}
		: {kind: 'broken', status: reply.status, ...detailOf(reply, undefined)};
}

function isRace(found: Problem): boolean {
	return found.code === 'version-mismatch';
}

export function headerOf(reply: RawReply, name: string): string | undefined {
	const value = reply.headers[name];
	return typeof value === 'string' ? value : value?.[0];
}

/** The failure of a body that is not JSON: with its first characters, because they usually tell what it is. */
export function notJson(body: string): Failure {
	const start = body.trimStart().slice(0, 80);
	return {
		kind: 'malformed',
		path: toSafe('body'),
		expected: toSafe(
			start === '' ? 'JSON, but it was empty' : `JSON, but it starts with "${start}"`,
		),
	};
}

export function malformed(error: Parameters<typeof describe>[0]): Failure {
	return {kind: 'malformed', ...describe(error)};
}

function problemOf(reply: RawReply): Problem | undefined {
	const result = problem.safeParse(parseJson(reply.body));
	return result.success ? result.data : undefined;
}

// Three shapes of error body are known: problem details, the REST API's own, and a proxy's HTML, of which nothing is kept.
function detailOf(reply: RawReply, found: Problem | undefined): {readonly detail?: SafeText} {
	if (found !== undefined) {
		const detail = found.detail ?? found.title;
		return detail === undefined ? {} : {detail};
	}

	const rest = restError.safeParse(parseJson(reply.body));
	return rest.success ? {detail: rest.data.message} : {};
}

/** `Retry-After` in both of its forms; nothing when it makes no sense. */
function retryAfterOf(value: string | undefined): RetryAfter | undefined {
	if (value === undefined) {
		return undefined;
	}

	if (/^\d{1,9}$/.test(value.trim())) {
		return {kind: 'delay', delay: seconds(Number(value))};
	}

	// Languages read almost anything as a date ("-5" as one in 2001): all forms of HTTP begin with a day of the week.
	const moment = /^\s*(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)/.test(value)
		? parseHttpDate(value)
		: undefined;
	return moment === undefined ? undefined : {kind: 'moment', moment};
}
