import * as z from 'zod';
import {problem} from '../../source/contract/problem.ts';
import {type Route} from '../../source/contract/route.ts';
import {type EpochMs, epochMs} from '../../source/contract/time.ts';
import {type WireFault} from '../faults.ts';
import {changeTexts} from './hostile-text.ts';
import {type Reply} from './reply.ts';
import {toHttpDate} from './send.ts';

const html = '<!doctype html><title>Proxy</title><h1>Welcome to the guest network</h1>\n';

const statusFields = new Set([
	'syncStatus',
	'mailboxStatus',
	'hold',
	'state',
	'status',
	'kind',
	'severity',
]);
const hostile = `\u001B]0;owned\u0007\u001B[2J\u001B[31m\u202Egnol\u202C\u200B\u2066\u0000\r\n\u009B1A\uD83D\uDC68\u200D\uD83D\uDC69 ${'W'.repeat(10_000)}`;

/** What a fault makes of a request before anything is done; nothing when the request goes on. */
export function replyInstead(fault: WireFault, now: EpochMs): Reply | undefined {
	if (fault.kind !== 'status') {
		return undefined;
	}

	const {status, retryAfter, seconds, body} = fault;
	const after = {
		none: {},
		seconds: {'retry-after': String(Math.ceil(seconds))},
		date: {'retry-after': toHttpDate(epochMs(now + seconds * 1000))},
	}[retryAfter];
	const bodies = {
		problem: {
			type: 'application/problem+json',
			text: JSON.stringify({code: codeOf(status), title: 'Injected', status}),
		},
		rest: {
			type: 'application/json',
			text: JSON.stringify({message: 'Injected', detail: `status ${status}`}),
		},
		html: {type: 'text/html', text: html},
		empty: {type: 'text/plain', text: ''},
	};
	const {type, text} = bodies[body];
	return {status, headers: {...after, 'content-type': type}, body: text};
}

/** What a fault makes of a reply to a route that was encoded already. */
export function spoil(reply: Reply, fault: WireFault, route: Route | undefined): Reply {
	switch (fault.kind) {
		case 'truncatedJson': {
			return {...reply, body: reply.body.slice(0, Math.floor(reply.body.length / 2))};
		}

		case 'wrongJson': {
			return {...reply, body: '["something", "else", 42]'};
		}

		case 'html': {
			return {status: 200, headers: {'content-type': 'text/html; charset=utf-8'}, body: html};
		}

		case 'wrongType': {
			return rewrite(reply, (value, path) => (fits(path, fault.path) ? toOtherType(value) : value));
		}

		case 'unknownEnum': {
			const {path: wanted} = fault;
			return rewrite(reply, (value, path) => {
				const isMeant =
					wanted === undefined ? statusFields.has(path.at(-1) ?? '') : fits(path, wanted);
				return isMeant && typeof value === 'string' ? 'unheardOf' : value;
			});
		}

		case 'extraFields': {
			return rewrite(reply, (value) =>
				isRecord(value) ? {...value, addedLater: {nested: [1, 'two']}, x_vendor: true} : value,
			);
		}

		case 'staleRevision': {
			const {headers} = rewriteTag(reply, fault.by);
			const older = rewrite(reply, (value, path) =>
				path.at(-1) === 'revision' && typeof value === 'number'
					? Math.max(0, value - fault.by)
					: value,
			);
			return {...older, headers};
		}

		case 'hostileText': {
			const {text = hostile, word} = fault;
			const schema = reply.status === route?.status ? route.reply : problem;
			const changes = {
				text: (value: string) => `${value}${text}`,
				word: (value: string) => word ?? value,
			};
			return withBody(reply, (body) => changeTexts(body, schema, changes));
		}

		case 'latency':
		case 'status':
		case 'resetBefore':
		case 'resetAfter':
		case 'resetMidBody':
		case 'slowBody':
		case 'hang':
		case 'clockSkew': {
			return reply;
		}
	}
}

type Rewrite = (value: unknown, path: readonly string[]) => unknown;

// Members are rewritten before what holds them.
function rewrite(reply: Reply, change: Rewrite): Reply {
	const walk = (value: unknown, path: readonly string[]): unknown => {
		if (Array.isArray(value)) {
			const items: readonly unknown[] = value;
			return change(
				items.map((item, index) => walk(item, [...path, String(index)])),
				path,
			);
		}

		if (isRecord(value)) {
			const entries = Object.entries(value).map(([key, item]) => [key, walk(item, [...path, key])]);
			return change(Object.fromEntries(entries), path);
		}

		return change(value, path);
	};

	return withBody(reply, (body) => walk(body, []));
}

function withBody(reply: Reply, change: (body: unknown) => unknown): Reply {
	return reply.body === ''
		? reply
		: {...reply, body: JSON.stringify(change(z.json().parse(JSON.parse(reply.body))))};
}

function rewriteTag({headers}: Reply, by: number): Pick<Reply, 'headers'> {
	const {etag} = headers;
	const number = Number(etag?.replaceAll('"', '') ?? Number.NaN);
	return {
		headers: Number.isNaN(number) ? headers : {...headers, etag: `"${Math.max(0, number - by)}"`},
	};
}

function fits(path: readonly string[], pattern: string): boolean {
	const parts = pattern.split('.');
	return (
		parts.length === path.length &&
		parts.every((part, index) => part === '*' || part === path[index])
	);
}

function toOtherType(value: unknown): unknown {
	return typeof value === 'number' || typeof value === 'object' ? 'not what you expect' : 42;
}

function codeOf(status: number): string {
	const codes: Readonly<Record<number, string>> = {
		401: 'not-signed-in',
		403: 'not-permitted',
		404: 'not-found',
		409: 'version-mismatch',
		412: 'version-mismatch',
		429: 'throttled',
	};
	return codes[status] ?? 'unavailable';
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
