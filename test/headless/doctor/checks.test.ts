import * as fc from 'fast-check';
import {expect, test} from 'vitest';
import {toSafe} from '../../../source/contract/text.ts';
import {epochMs} from '../../../source/contract/time.ts';
import {checks, examine} from '../../../source/headless/doctor/checks.ts';
import {type CheckState, known, unknown} from '../../../source/headless/doctor/finding.ts';
import {type Found} from '../../../source/headless/doctor/found.ts';
import {isPrivate, missingFrom, parseRanges} from '../../../source/headless/doctor/ranges.ts';
import {batchOn, groupOf, overviewOf, sessionOf, userOf} from '../../support/build.ts';
import {day, foundOf, machineOf, now, placeOf, refusedWith, tlsOf, usersOf} from './found-of.ts';

const stateOf = (found: Found, id: string): CheckState | undefined =>
	examine(found).find((finding) => finding.id === id)?.state;

const groups = (...some: ReadonlyArray<ReturnType<typeof groupOf>>) =>
	known(overviewOf({groups: [...some]}));
const file = (mode: number, change = {}) => ({
	path: toSafe('/home/ops/f'),
	kind: 'file' as const,
	what: toSafe('settings'),
	mode,
	isOwn: true,
	isLink: false,
	...change,
});
const at = (days: number): string => new Date(now + days * day).toISOString();
const failing = (id: string, code: string, message = 'It was refused.') =>
	userOf(id, {
		hold: 'other',
		batch: batchOn('suspended', id, {
			error: {code, category: 'other', source: 'mailServer', message},
		}),
	});

const table: ReadonlyArray<readonly [id: string, state: CheckState, change: Partial<Found>]> = [
	['service.reachable', 'ok', {}],
	['service.reachable', 'fail', {service: known(placeOf({answer: unknown(toSafe('ENOTFOUND'))}))}],
	['service.tls.dates', 'ok', {}],
	['service.tls.dates', 'warn', {service: known(placeOf({tls: tlsOf(12)}))}],
	['service.tls.dates', 'fail', {service: known(placeOf({tls: tlsOf(-1)}))}],
	['service.tls.dates', 'fail', {now: epochMs(now - 20 * day)}],
	['service.tls.trust', 'fail', {service: known(placeOf({tls: tlsOf(9, 'CERT_HAS_EXPIRED')}))}],
	['service.tls.trust', 'notAnswered', {service: known(placeOf({tls: undefined}))}],
	[
		'service.tls.protocol',
		'fail',
		{service: known(placeOf({tls: {...tlsOf(), protocol: toSafe('TLSv1')}}))},
	],
	[
		'service.base',
		'fail',
		{
			service: known(
				placeOf({
					answer: known({status: 200, contentType: toSafe('text/html'), date: now, at: now}),
				}),
			),
		},
	],
	['service.client', 'fail', {service: known(refusedWith('invalid_client'))}],
	['service.grant', 'fail', {service: known(refusedWith('unsupported_grant_type'))}],
	['service.login', 'fail', {service: known(refusedWith('invalid_grant'))}],
	['service.login', 'notAnswered', {service: known(refusedWith('invalid_client'))}],
	['service.clock', 'ok', {}],
	[
		'service.clock',
		'warn',
		{
			service: known(
				placeOf({
					answer: known({
						status: 200,
						contentType: toSafe('application/json'),
						date: epochMs(now + 121_000),
						at: now,
					}),
				}),
			),
		},
	],
	['vantagepoint.url', 'ok', {vantagepoint: known(placeOf())}],
	[
		'vantagepoint.url',
		'warn',
		{vantagepoint: known(placeOf({addresses: known([toSafe('10.1.2.3')])}))},
	],
	['session.rights', 'ok', {}],
	['session.rights', 'warn', {session: known(sessionOf({mayChange: false}))}],
	[
		'session.rights',
		'fail',
		{session: unknown(toSafe('not permitted')), sessionFailure: {kind: 'forbidden'}},
	],
	['users.email', 'ok', {}],
	['users.email', 'fail', {users: usersOf(userOf('u-1', {email: ''}))}],
	['users.email', 'fail', {users: usersOf(userOf('u-1', {email: 'ada@localhost'}))}],
	[
		'users.duplicates',
		'fail',
		{
			users: usersOf(
				userOf('u-1', {email: 'Ada@x.example'}),
				userOf('u-2', {email: 'ada@X.example '}),
			),
		},
	],
	// Nobody shares an address that is not there.
	[
		'users.duplicates',
		'ok',
		{users: usersOf(userOf('u-1', {email: ''}), userOf('u-2', {email: ''}))},
	],
	['users.gmail', 'warn', {users: usersOf(userOf('u-1', {email: 'ada@gmail.com'}))}],
	['users.read', 'fail', {users: known({users: [], total: 1, unreadable: 1})}],
	['users.read', 'warn', {users: known({users: [], total: 1, unreadable: 0})}],
	['groups.ews', 'ok', {}],
	[
		'groups.ews',
		'warn',
		{overview: groups(groupOf('g-1', {mailboxAccessType: 'exchangeImpersonation'}))},
	],
	[
		'groups.ews',
		'fail',
		{users: usersOf(failing('u-1', 'X', 'HTTP 403: EWS is switched off for this application.'))},
	],
	['groups.directLogon', 'ok', {}],
	[
		'groups.directLogon',
		'warn',
		{overview: groups(groupOf('g-1', {mailboxAccessType: 'exchangeDirectLogon'}))},
	],
	['groups.disabled', 'ok', {}],
	['groups.disabled', 'warn', {overview: groups(groupOf('g-1', {syncStatus: 'disabled'}))}],
	[
		'groups.disabled',
		'ok',
		{
			overview: groups(groupOf('g-1', {syncStatus: 'disabled'})),
			users: usersOf(userOf('u-1', {syncStatus: 'disabled'})),
		},
	],
	[
		'users.notInitialized',
		'ok',
		{users: usersOf(userOf('u-1', {mailboxStatus: 'notInitialized', createdAt: at(-7)}))},
	],
	[
		'users.notInitialized',
		'warn',
		{users: usersOf(userOf('u-1', {mailboxStatus: 'notInitialized', createdAt: at(-8)}))},
	],
	[
		'users.overdue',
		'warn',
		{users: usersOf(userOf('u-1', {intervalSeconds: 1200, nextSynchronizationAt: at(-1)}))},
	],
	[
		'users.overdue',
		'ok',
		{
			users: usersOf(
				userOf('u-1', {intervalSeconds: 1200, nextSynchronizationAt: at(-1), hold: 'other'}),
			),
		},
	],
	['users.nearSuspension', 'ok', {users: usersOf(userOf('u-1', {consecutiveFailures: 6}))}],
	['users.nearSuspension', 'warn', {users: usersOf(userOf('u-1', {consecutiveFailures: 7}))}],
	['otherProduct', 'notAnswered', {}],
	['otherProduct', 'warn', {users: usersOf(failing('u-1', 'SD0025'))}],
	['machine.files', 'ok', {machine: machineOf({files: [file(0o600)]})}],
	['machine.files', 'fail', {machine: machineOf({files: [file(0o640)]})}],
	['machine.files', 'fail', {machine: machineOf({files: [file(0o600, {isOwn: false})]})}],
	['machine.files', 'notAnswered', {machine: machineOf({hasModes: false, files: [file(0o666)]})}],
	['machine.terminal', 'ok', {}],
	['machine.terminal', 'warn', {machine: machineOf({columns: 60})}],
	['machine.terminal', 'notAnswered', {machine: machineOf({columns: undefined})}],
	['machine.journal', 'fail', {machine: machineOf({journal: {ok: false, reason: toSafe('full')}})}],
	['connection', 'fail', {problem: toSafe('the token file is open')}],
	['connection', 'warn', {service: unknown(toSafe('none was named'))}],
];

test.each(table)('%s is %s', (id, state, change) => {
	expect(stateOf(foundOf(change), id)).toBe(state);
});

test('whatever fails or is to be looked at says what to do', () => {
	for (const [, , change] of table) {
		for (const {state, todo, id} of examine(foundOf(change))) {
			if (state === 'fail' || state === 'warn') {
				expect([id, todo]).toEqual([id, expect.stringMatching(/\S/)]);
			}
		}
	}
});

test('every number of the list of checks is asked about', () => {
	const numbers = new Set(checks.map(({number}) => number));
	expect([...numbers].toSorted((one, other) => one - other)).toEqual(
		Array.from({length: 24}, (_, index) => index + 1),
	);
});

test('each id is there once', () => {
	const ids = checks.map(({id}) => id);
	expect([...new Set(ids)]).toEqual(ids);
});

const rangesOf = (...lines: readonly string[]) => {
	const parsed = parseRanges(lines.join('\n'));
	return parsed.ok ? parsed.value.ranges : [];
};

test('a range that is in two halves of a list is in it; one that sticks out is not', () => {
	const v4 = fc.tuple(fc.nat({max: 0xff_ff_ff_ff}), fc.integer({min: 1, max: 31}));
	fc.assert(
		fc.property(v4, ([address, length]) => {
			const base = address - (address % 2 ** (32 - length));
			const dotted = (value: number): string =>
				[24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join('.');
			const wanted = rangesOf(`${dotted(base)}/${length}`);
			const half = 2 ** (31 - length);
			const [one, other] = [base, base + half].map((value) => `${dotted(value)}/${length + 1}`);
			expect(missingFrom(rangesOf(one ?? '', other ?? ''), wanted)).toEqual([]);
			expect(missingFrom(rangesOf(one ?? ''), wanted)).toEqual(wanted);
			expect(missingFrom(wanted, rangesOf(other ?? ''))).toEqual([]);
		}),
	);
});

test.each([
	['10.0.0.1', true],
	['172.31.255.255', true],
	['172.32.0.0', false],
	['192.0.2.1', false],
	['::1', true],
	['fd12::9', true],
	['2001:db8::1', false],
	['not an address', false],
])('%s is private: %s', (address, isInside) => {
	expect(isPrivate(address)).toBe(isInside);
});

test.each(['300.1.1.1', '1.2.3.4/33', '1.2.3', '::1::2', 'fe80::/129', '1:2:3', 'host.example'])(
	'%s is no range',
	(text) => {
		expect(parseRanges(text)).toMatchObject({ok: false});
	},
);
