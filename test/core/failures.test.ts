import {expect, test} from 'vitest';
import {type Failure} from '../../source/contract/outcome.ts';
import {toSafe} from '../../source/contract/text.ts';
import {failureText} from '../../source/core/failure-text.ts';
import {isWorthRetrying} from '../../source/core/polling.ts';
import {problemOf} from '../support/build.ts';

const unreachable = (code: string): Failure => ({
	kind: 'unreachable',
	code: toSafe(code),
	wasSent: false,
});
const late = (phase: Extract<Failure, {kind: 'timeout'}>['phase']): Failure => ({
	kind: 'timeout',
	phase,
	wasSent: true,
});
const detail = toSafe('role Clerk');
const titled = problemOf({code: 'already-so', title: 'Enabled already'});

test.each([
	[unreachable('ECONNREFUSED'), 'no connection (ECONNREFUSED)', 'nothing listens', 'VPN'],
	[unreachable('ENOTFOUND'), '(ENOTFOUND)', 'no host of that name', 'check the URL'],
	[unreachable('EAI_AGAIN'), '(EAI_AGAIN)', 'names cannot be looked up', 'by itself'],
	[unreachable('ECONNRESET'), '(ECONNRESET)', 'the connection was cut', 'by itself'],
	[unreachable('EPIPE'), '(EPIPE)', 'the connection was cut', 'by itself'],
	[unreachable('CERT_HAS_EXPIRED'), '(CERT_HAS_EXPIRED)', 'has expired', 'check'],
	[unreachable('DEPTH_ZERO_SELF_SIGNED_CERT'), 'no connection', 'self-signed', 'check'],
	[unreachable('SELF_SIGNED_CERT_IN_CHAIN'), 'no connection', '--ca-file', 'check'],
	[unreachable('UNABLE_TO_VERIFY_LEAF_SIGNATURE'), 'no connection', 'chain is incomplete', 'check'],
	[unreachable('ERR_TLS_CERT_ALTNAME_INVALID'), 'no connection', 'for another host', 'check'],
	[unreachable('EWHATEVER'), '(EWHATEVER)', 'the network or the host is down', 'check'],
	[late('lookup'), 'looking up the name', 'overloaded or hangs', 'by itself'],
	[late('connect'), 'in time (connecting)', 'overloaded', 'by itself'],
	[late('secureConnect'), 'securing the connection', 'overloaded', 'by itself'],
	[late('send'), 'sending', 'overloaded', 'by itself'],
	[late('response'), 'waiting for the answer', 'overloaded', 'by itself'],
	[late('body'), 'reading the answer', 'overloaded', 'by itself'],
	[late('request'), 'the whole request', 'overloaded', 'by itself'],
	[{kind: 'unauthorized'}, 'signed out (401)', 'password changed', 'credentials'],
	[{kind: 'unauthorized', reason: detail}, 'refused (role Clerk)', 'token ended', 'press R'],
	[{kind: 'forbidden'}, 'not permitted (403)', 'lacks a right', 'Connect Administration'],
	[{kind: 'forbidden', detail}, '(403): role Clerk', 'security role', 'press R'],
	[{kind: 'missing'}, 'not found (404)', 'deleted meanwhile', '/api'],
	[{kind: 'refused', problem: titled}, 'Enabled already', 'rule of the service', 'decide again'],
	[{kind: 'conflict', problem: problemOf()}, 'not-permitted', '(not-permitted)', 'current state'],
	[{kind: 'startOver'}, '(410)', 'too much changed', 'everything is read again'],
	[{kind: 'throttled', status: 429}, 'slow down (429)', 'busy', 'when it said so'],
	[{kind: 'throttled', status: 503}, 'not available now (503)', 'maintenance', 'asked again'],
	[{kind: 'broken', status: 500, detail}, 'service (500): role Clerk', 'failed', 'by itself'],
	[
		{kind: 'malformed', path: toSafe('users'), expected: toSafe('a list')},
		'(users: a list)',
		'something else',
		'/api',
	],
	[{kind: 'redirected', to: toSafe('https://b')}, 'to https://b', 'moved', 'the new address'],
	[{kind: 'tooLarge', limitBytes: 64_000_000}, 'more than 64 MB', 'not what was', 'check the URL'],
	[{kind: 'cancelled'}, 'cancelled', 'told to stop', 'nothing'],
] satisfies ReadonlyArray<readonly [Failure, string, string, string]>)(
	'%o says what happened, why, and what to do',
	(failure, ...words) => {
		const {what, why, next} = failureText(failure);
		for (const [index, text] of [what, why, next].entries()) {
			expect(text).toContain(words[index]);
		}
	},
);

test('the sentence of the service comes before its title, and the title before its code', () => {
	const problem = problemOf({code: 'already-so', title: 'So already', detail: 'Lea is enabled'});
	expect(failureText({kind: 'refused', problem}).what).toBe('Lea is enabled');
	expect(failureText({kind: 'refused', problem: titled}).what).toBe('Enabled already');
	expect(failureText({kind: 'missing'}).what).toBe('not found (404)');
});

test.each([
	[{kind: 'unauthorized'}, false],
	[{kind: 'redirected', to: toSafe('https://b')}, true],
	[{kind: 'cancelled'}, false],
	[unreachable('ECONNREFUSED'), true],
	[late('body'), true],
	[{kind: 'forbidden'}, true],
	[{kind: 'missing'}, true],
	[{kind: 'startOver'}, true],
	[{kind: 'throttled', status: 503}, true],
	[{kind: 'broken', status: 500}, true],
	[{kind: 'tooLarge', limitBytes: 1}, true],
] satisfies ReadonlyArray<readonly [Failure, boolean]>)(
	'after %o it is asked again by itself, unless that cannot help',
	(failure, isWorth) => {
		expect(isWorthRetrying(failure)).toBe(isWorth);
	},
);
