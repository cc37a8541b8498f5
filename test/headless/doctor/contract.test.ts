import {describe, expect, test} from 'vitest';
import {applyEdit} from '../../../mocks/edit.ts';
import {clauses} from '../../../source/headless/doctor/contract/clauses.ts';
import {openService} from '../../e2e/open-service.ts';
import {openFolder} from '../../platform/temp-folder.ts';
import {openBent} from '../../support/open-bent.ts';
import {runLine} from '../run-line.ts';
import {body, changes, isPatch, list, problem, reading, redirect, token} from './bends.ts';
import {diagnose} from './told.ts';

const signed = {environment: {SYNCTOP_TOKEN: token}};

type Service = Awaited<ReturnType<typeof openService>>;

/** Somebody who can be switched off and on again without a trace. */
function idle(service: Service): string {
	const found = service.world.users.find(
		({syncStatus, hold, batch, groupIndex}) =>
			syncStatus === 'enabled' &&
			hold === 'none' &&
			batch?.state === 'finished' &&
			service.world.groups[groupIndex]?.syncStatus === 'enabled',
	);
	return found?.email ?? '';
}

const changing = (service: Service): readonly string[] => [
	'--changes',
	'--yes',
	'--user',
	idle(service),
];

test('the embedded service keeps every clause, and a user who was changed for it is as before', async () => {
	await using service = await openService({bearerToken: token});
	const name = idle(service);
	const {code, failed, notAnswered, ok} = await diagnose(
		['--contract', service.url, ...changing(service)],
		signed,
	);
	expect([code, failed]).toEqual([0, []]);
	// The only one that a service in good order gives no occasion for.
	expect(notAnswered).toEqual(['problem.retry-after']);
	expect(ok).toHaveLength(clauses.length - 1);
	expect(service.world.users.find(({email}) => email === name)).toMatchObject({
		syncStatus: 'enabled',
		hold: 'none',
	});
});

test('without --changes nothing is sent that could change something', async () => {
	await using service = await openService({bearerToken: token});
	const {code, notAnswered} = await diagnose(['--contract', service.url], signed);
	expect(code).toBe(0);
	expect(
		service.requests.list().filter(({method, route}) => method !== 'GET' && route !== 'token'),
	).toEqual([]);
	expect(notAnswered).toEqual([
		'problem.retry-after',
		...clauses.filter(({needs}) => needs === 'changing').map(({id}) => id),
	]);
});

test('what was changed stands in the journal, with what came of it', async () => {
	await using service = await openService();
	using folder = openFolder();
	const name = idle(service);
	await diagnose(['--contract', service.url, ...changing(service)], {state: folder.path});
	const {output} = await runLine(['audit'], {state: folder.path});
	expect(output.trimEnd().split('\n')).toEqual([
		expect.stringMatching(new RegExp(`done +disable +${name} .*conformance$`)),
		expect.stringMatching(new RegExp(`done +enable +${name} .*conformance$`)),
	]);
});

describe('a server that breaks one clause is told by exactly that one', () => {
	test.each(reading)('%s, by reading', async (clause, bend) => {
		await using service = await openService({bearerToken: token});
		await using bent = await openBent(service, bend);
		const {code, failed} = await diagnose(['--contract', bent.url], signed);
		expect([code, failed]).toEqual([1, [clause]]);
	});

	test.each(changes)('%s, by a change that is put back', async (clause, bend) => {
		await using service = await openService({bearerToken: token});
		await using bent = await openBent(service, bend);
		const name = idle(service);
		const {code, failed} = await diagnose(['--contract', bent.url, ...changing(service)], signed);
		expect([code, failed]).toEqual([1, [clause]]);
		expect(service.world.users.find(({email}) => email === name)?.syncStatus).toBe('enabled');
	});

	test('a redirect is told as such, and the route that it stands for has not its status', async () => {
		await using service = await openService({bearerToken: token});
		await using bent = await openBent(service, redirect);
		const {failed} = await diagnose(['--contract', bent.url], signed);
		expect(failed).toEqual(['http.no-redirect', 'group.shape']);
	});

	test('a change that is not made breaks that clause, and what rests on it is not answered', async () => {
		await using service = await openService({bearerToken: token});
		await using bent = await openBent(service, {
			before: (passing) =>
				isPatch(passing) && 'if-match' in passing.headers && 'idempotency-key' in passing.headers
					? problem(422, 'not-permitted')
					: passing,
		});
		const {failed, check} = await diagnose(['--contract', bent.url, ...changing(service)], signed);
		expect(failed).toEqual(['change.applies']);
		expect(check('idempotency.repeat').state).toBe('notAnswered');
		expect(check('change.put-back').state).toBe('ok');
	});

	test('a server that ignores keys and versions breaks those clauses, and the user is put back all the same', async () => {
		await using service = await openService({bearerToken: token});
		let many = 0;
		await using bent = await openBent(service, {
			before(passing) {
				many += 1;
				const headers = {'if-match': '*', 'idempotency-key': `own-${many}`};
				return isPatch(passing) ? {...passing, headers: {...passing.headers, ...headers}} : passing;
			},
		});
		const name = idle(service);
		const {failed} = await diagnose(['--contract', bent.url, ...changing(service)], signed);
		expect(failed).toEqual(
			expect.arrayContaining([
				'guard.key-required',
				'guard.version-required',
				'idempotency.reused',
			]),
		);
		expect(service.world.users.find(({email}) => email === name)?.syncStatus).toBe('enabled');
	});
});

test('new words and new fields break nothing, and the words are told', async () => {
	await using service = await openService();
	await using bent = await openBent(
		service,
		body(/limit=1000/, (found) => ({
			...found,
			addedLater: true,
			rows: list.parse(found['rows']).map((row) => ({...row, mailboxStatus: 'unheardOf', x: [1]})),
		})),
	);
	const {failed, check} = await diagnose(['--contract', bent.url]);
	// The counts of the service were made of the true words.
	expect(failed).toEqual(['overview.counts']);
	expect(check('words.open')).toMatchObject({state: 'ok', who: ['unheardOf']});
});

test('a server that asks to wait is asked again after that', async () => {
	await using service = await openService();
	service.arm('overview', {kind: 'status', status: 429, retryAfter: 'seconds', seconds: 1});
	const {code, failed, check} = await diagnose(['--contract', service.url]);
	expect([code, failed]).toEqual([0, []]);
	expect(check('problem.retry-after').state).toBe('ok');
});

test('nobody there breaks one clause, and nothing else is said of it', async () => {
	const {code, failed, ok} = await diagnose(['--contract', 'http://127.0.0.1:9/api']);
	expect([code, failed, ok]).toEqual([1, ['http.answers'], ['words.open']]);
});

test.each([
	[['--changes'], 'Name the user (--user NAME) and say --yes'],
	[['--changes', '--user', 'x'], 'Name the user (--user NAME) and say --yes'],
	[['--user', 'x'], '--user belongs to --changes'],
	[['--changes', '--yes', '--user', 'nobody at all'], 'There is no user "nobody at all"'],
	[['--changes', '--yes', '--user', 'x', '--read-only'], '--changes and --read-only exclude'],
	[['--url', 'https://x.example'], '--contract names the server itself'],
])('%j is refused, and nothing is changed', async (argv, sentence) => {
	await using service = await openService();
	const {code, output, errors} = await runLine(['doctor', '--contract', service.url, ...argv]);
	expect([code, output]).toEqual([2, '']);
	expect(errors).toContain(sentence);
	expect(service.changes()).toEqual([]);
});

test.each([
	['on hold', {hold: 'other'}],
	['in a disabled group', {groupId: 'g-008'}],
] as const)('a user %s is not touched: it could not be put back', async (_, set) => {
	await using service = await openService({scenario: 'calm'});
	const name = idle(service);
	const user = service.world.users.find(({email}) => email === name);
	applyEdit(service.world, {type: 'user', id: user?.id ?? '', actor: 'test', set});
	const argv = ['doctor', '--contract', service.url, '--changes', '--yes', '--user', name];
	const {code, errors} = await runLine(argv);
	expect(code).toBe(6);
	expect(errors).toContain('Nothing was changed');
	expect(service.changes()).toEqual([]);
});
