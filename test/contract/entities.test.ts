import * as fc from 'fast-check';
import {expect, test} from 'vitest';
import * as z from 'zod';
import {activity, activityKinds} from '../../source/contract/activity.ts';
import {batch, batchStates, issue} from '../../source/contract/batch.ts';
import {changes} from '../../source/contract/changes.ts';
import {connectivity} from '../../source/contract/connectivity.ts';
import {dashboard} from '../../source/contract/dashboard.ts';
import {group, mailboxAccessTypes} from '../../source/contract/group.ts';
import {problem, restError, tokenError} from '../../source/contract/problem.ts';
import {session, tokenReply, tokenRequest} from '../../source/contract/session.ts';
import {syncOptions} from '../../source/contract/sync-options.ts';
import {epochMs, formatTime} from '../../source/contract/time.ts';
import {user} from '../../source/contract/user.ts';
import {batchOn, userOf} from '../support/build.ts';
import {hostilePayloads} from '../support/hostile.ts';

const id = fc.stringMatching(/^[\w.:-]{1,12}$/);
const count = fc.nat({max: 1_000_000});
const text = fc.string({unit: fc.constantFrom('a', 'Z', ' ', '漢', 'é', '😀', '<'), maxLength: 8});
const time = fc.integer({min: 0, max: 4e12}).map((moment) => formatTime(epochMs(moment)));
const duration = fc.nat({max: 1_000_000}).map((value) => value / 1000);
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, {nil: undefined});
const openWord = (known: readonly string[]) =>
	fc.oneof(fc.constantFrom(...known), fc.constant('Paused'));
const record = (shape: Readonly<Record<string, fc.Arbitrary<unknown>>>) =>
	fc
		.record(shape)
		.map((value) => z.record(z.string(), z.unknown()).parse(JSON.parse(JSON.stringify(value))));

const wireBatch = record({
	id,
	userId: id,
	state: openWord(batchStates),
	kind: maybe(openWord(['scheduled', 'forced', 'first'])),
	queuedAt: time,
	startedAt: maybe(time),
	endedAt: maybe(time),
	scope: maybe(count),
	changes: maybe(count),
	issues: count,
	error: maybe(
		record({
			code: text,
			category: openWord(['authorization', 'throttling']),
			source: openWord(['vantagepoint', 'mailServer']),
			message: text,
		}),
	),
});
const wireUser = record({
	id,
	version: count,
	revision: count,
	name: text,
	email: text,
	groupId: id,
	syncStatus: openWord(['enabled', 'disabled']),
	mailboxStatus: openWord(['initialized', 'notInitialized']),
	hold: openWord(['none', 'authorization', 'throttling', 'other']),
	holdSince: maybe(time),
	mailPlatform: maybe(openWord(['outlook', 'google'])),
	notes: maybe(text),
	consecutiveFailures: maybe(count),
	intervalSeconds: maybe(duration),
	lastSynchronizedAt: maybe(time),
	batch: maybe(wireBatch),
});
const wireGroup = record({
	id,
	version: count,
	revision: count,
	externalId: text,
	name: text,
	mailboxAccessType: openWord(mailboxAccessTypes),
	syncStatus: openWord(['enabled', 'disabled']),
	isDefault: maybe(fc.boolean()),
	updatedAt: maybe(time),
});
const wireActivity = record({
	id,
	at: time,
	actor: text,
	kind: openWord(activityKinds),
	target: record({type: openWord(['user', 'group', 'service']), id, name: text}),
	detail: maybe(text),
});
const wireIssue = record({
	id,
	objectType: openWord(['file', 'email']),
	name: text,
	direction: openWord(['mailboxToCrm', 'crmToMailbox']),
	operation: openWord(['create', 'update', 'delete']),
	code: text,
	severity: openWord(['low', 'critical']),
	text,
	at: time,
});
const wireDashboard = record({
	users: count,
	counts: record({active: count, withIssues: count, suspended: count, notConfigured: count}),
	provisioning: maybe(record({provisioned: count, notProvisioned: count})),
	addInUsers: maybe(count),
});
const wireOptions = record({
	status: openWord(['running', 'paused', 'stopped']),
	since: maybe(time),
	intervalSeconds: maybe(duration),
	queue: maybe(record({depth: count, running: count, oldestSeconds: maybe(duration)})),
	lastFullPass: maybe(record({endedAt: time, durationSeconds: duration})),
	mailServers: fc.array(
		record({id, name: text, state: openWord(['connected', 'lost']), users: maybe(count)}),
		{maxLength: 2},
	),
	statistics: fc.constant([]),
});
const check = record({isReachable: fc.boolean(), text, latencyMs: maybe(count)});

const entities = [
	['user', user, wireUser],
	['group', group, wireGroup],
	['batch', batch, wireBatch],
	['issue', issue, wireIssue],
	['activity', activity, wireActivity],
	['dashboard', dashboard, wireDashboard],
	['Sync Options', syncOptions, wireOptions],
	['connectivity check', connectivity, record({at: time, mailbox: check, crm: check})],
	[
		'problem',
		problem,
		record({code: openWord(['already-so']), detail: maybe(text), currentUser: maybe(wireUser)}),
	],
	[
		'reply to a poll',
		changes,
		record({
			revision: count,
			more: fc.boolean(),
			users: fc.array(wireUser, {maxLength: 2}),
			removedUsers: fc.array(id, {maxLength: 2}),
			groups: fc.array(wireGroup, {maxLength: 2}),
			removedGroups: fc.array(id, {maxLength: 2}),
			activity: fc.array(wireActivity, {maxLength: 2}),
		}),
	],
] as const;

test.each(entities)('a %s comes out of the wire as it went in', (_, schema, wire) => {
	fc.assert(
		fc.property(wire, (value) => {
			const decoded: unknown = z.decode(schema as z.ZodType, value);
			const encoded: unknown = JSON.parse(JSON.stringify(z.encode(schema as z.ZodType, decoded)));
			expect(encoded).toEqual(value);
		}),
		{numRuns: 60},
	);
});

test('a user survives odd values in every field that no decision rests on [R13]', () => {
	const odd = user.parse({
		...z.encode(user, userOf('u-1')),
		batch: {state: 'running'},
		holdSince: 'yesterday',
		consecutiveFailures: -3,
		intervalSeconds: 'often',
		role: null,
		__proto__: {syncStatus: 'disabled'},
		favouriteColour: 'from a newer service',
	});
	expect([odd.batch, odd.holdSince, odd.consecutiveFailures, odd.intervalSeconds]).toEqual(
		Array.from({length: 4}, () => undefined),
	);
	expect(odd.syncStatus).toBe('enabled');
});

test.each([
	'id',
	'version',
	'revision',
	'name',
	'groupId',
	'syncStatus',
	'mailboxStatus',
	'hold',
] as const)('a user without a readable %s is not guessed at', (field) => {
	const wire = z.encode(user, userOf('u-1'));
	expect(user.safeParse({...wire, [field]: undefined}).success).toBe(false);
	expect(user.safeParse({...wire, [field]: {}}).success).toBe(false);
});

test.each(Object.entries(hostilePayloads))(
	'%s in any text of a user or batch is made safe',
	(_, payload) => {
		const read = user.parse({
			...z.encode(user, userOf('u-1')),
			name: payload,
			email: payload,
			notes: payload,
			employeeNumber: payload,
			syncStatus: payload,
			hold: payload,
			batch: batchOn(payload, 'u-1', {
				error: {code: payload, category: payload, source: payload, message: payload},
			}),
		});
		const texts = [
			read.name,
			read.email,
			read.notes,
			read.employeeNumber,
			read.syncStatus,
			read.hold,
			read.batch?.state,
			read.batch?.error?.code,
			read.batch?.error?.category,
			read.batch?.error?.source,
			read.batch?.error?.message,
		];
		for (const shown of texts) {
			expect(shown).toBeTypeOf('string');
			expect(shown).not.toMatch(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/u);
		}
	},
);

test('the three shapes of a refusal are told apart', () => {
	expect(problem.parse({code: 'too-soon', status: '409', currentUser: {id: 'half'}})).toMatchObject(
		{
			code: 'too-soon',
			status: undefined,
			currentUser: undefined,
		},
	);
	expect(problem.safeParse({title: 'no code'}).success).toBe(false);
	expect(restError.parse({message: 'No\u0007'}).message).toBe('No^G');
	expect(tokenError.parse({error: 'invalid_client', error_description: 'the password'})).toEqual({
		error: 'invalid_client',
	});
});

test('signing in speaks only of the grants that there are, and tokens must be there', () => {
	const password = {
		grant_type: 'password',
		Username: 'a',
		Password: 'b',
		Client_Id: 'c',
		client_secret: 'd',
	};
	expect(tokenRequest.parse(password)).toMatchObject({Integrated: 'N'});
	expect(tokenRequest.safeParse({...password, grant_type: 'implicit'}).success).toBe(false);
	const reply = {access_token: 't', token_type: 'bearer', expires_in: 1800};
	expect(tokenReply.parse({...reply, refresh_token: null}).refresh_token).toBeUndefined();
	expect(tokenReply.safeParse({...reply, access_token: ''}).success).toBe(false);
	expect(tokenReply.safeParse({...reply, expires_in: 0}).success).toBe(false);
});

test('a service of another contract is not taken for this one', () => {
	const wire = {
		actor: 'a',
		tenant: 't',
		mayChange: true,
		service: {name: 's', contract: 'sync-service/1'},
	};
	expect(session.safeParse(wire).success).toBe(true);
	expect(
		session.safeParse({...wire, service: {name: 's', contract: 'sync-service/2'}}).success,
	).toBe(false);
	expect(session.safeParse({...wire, mayChange: 'yes'}).success).toBe(false);
});
