import {describe, expect, test} from 'vitest';
import {toSafe} from '../../source/contract/text.ts';
import {milliseconds, minutes, seconds} from '../../source/contract/time.ts';
import {type AuditEntry} from '../../source/core/audit.ts';
import {away} from '../support/fake-service.ts';
import {batchId, groupId} from '../../source/contract/id.ts';
import {entryOf, userTarget} from '../journal/open-audit.ts';
import {batchOn, groupOf, userOf} from '../support/build.ts';
import {openUsers} from '../support/open-users.ts';

const openAfter = async (
	entries: readonly AuditEntry[],
	options: Parameters<typeof openUsers>[0] = {},
) => openUsers({unsettled: {entries}, ...options});
const outcomes = (opened: Awaited<ReturnType<typeof openUsers>>) =>
	opened.journal.entries.map(({phase, key, outcome}) => [phase, key, outcome]);

describe('a change that an earlier start left open [C8]', () => {
	test('that was made is read back and written down as done; nothing is sent', async () => {
		const opened = await openAfter([entryOf('old-1-u-1-0')], {
			users: [userOf('u-1', {version: 2, syncStatus: 'disabled'}), userOf('u-2')],
		});
		expect(opened.service.changes()).toEqual([]);
		expect(outcomes(opened)).toEqual([['result', 'old-1-u-1-0', 'done']]);
		expect(opened.notice()).toContain('u-1@example.com');
	});

	test('is said, its target is locked, and it is read back until it is known not to have been made', async () => {
		const opened = await openAfter([entryOf('old-1-u-1-0')]);
		expect(opened.state().notice).toMatchObject({
			text: expect.stringContaining('A change of an earlier start (u-1@example.com) is UNKNOWN'),
			tone: 'warn',
		});
		expect(opened.phases()).toEqual(['unknown']);
		await opened.press('x');
		expect(opened.notice()).toContain('not settled');
		await opened.pass(minutes(1));
		expect(opened.phases()).toEqual(['notApplied']);
		expect(opened.service.changes()).toEqual([]);
		expect(outcomes(opened)).toEqual([['result', 'old-1-u-1-0', 'notApplied']]);
	});

	test('and that somebody overtook cannot be told', async () => {
		const opened = await openAfter([entryOf('old-1-u-1-0')], {
			users: [userOf('u-1', {version: 5})],
		});
		expect(opened.phases()).toEqual(['untold']);
	});

	test.each([
		['delete', 'done', 'gone, when looked for at a later start', 'ok'],
		['forceDelete', 'done', 'gone, when looked for at a later start', 'ok'],
		['disable', 'untold', 'deleted by somebody since', 'warn'],
	] as const)('of a user who is gone: %s is %s, "%s"', async (action, outcome, detail, tone) => {
		const entry = entryOf('old-1-u-9-0', {action, target: userTarget('u-9')});
		const opened = await openAfter([entry]);
		expect(opened.journal.entries).toEqual([
			{...entry, phase: 'result', at: expect.any(Number), outcome, detail},
		]);
		expect(opened.state().runs).toEqual([]);
		expect(opened.state().notice).toMatchObject({
			text: 'A change of an earlier start (u-9@example.com): the target is gone',
			tone,
		});
	});

	test('is written down as what it was, with its reason and what was seen before', async () => {
		const entry = entryOf('old-1-u-1-2', {
			action: 'uninitialize',
			before: {version: 4, syncStatus: 'disabled', mailboxStatus: 'initialized'},
			reason: toSafe('laptop lost'),
		});
		const opened = await openAfter([entry], {
			users: [userOf('u-1', {version: 5, mailboxStatus: 'notInitialized', batch: undefined})],
		});
		expect(opened.journal.entries).toEqual([
			{...entry, phase: 'result', at: expect.any(Number), outcome: 'done', actor: 'pat.admin'},
		]);
	});

	test('can be of several users: each is looked for, and has a result of its own', async () => {
		const opened = await openAfter(
			[entryOf('old-1-u-1-0'), entryOf('old-1-u-2-0', {target: userTarget('u-2')})],
			{users: [userOf('u-1', {version: 2, syncStatus: 'disabled'}), userOf('u-2', {version: 7})]},
		);
		expect(opened.phases()).toEqual(['done', 'untold']);
		expect(outcomes(opened)).toEqual([
			['result', 'old-1-u-1-0', 'done'],
			['result', 'old-1-u-2-0', 'untold'],
		]);
	});

	test('can be one of several changes, which stay apart', async () => {
		const opened = await openAfter([
			entryOf('old-1-u-1-0'),
			entryOf('old-2-u-2-0', {target: userTarget('u-2'), change: 'old-2'}),
			entryOf('old-1-u-3-0', {target: userTarget('u-3')}),
		]);
		expect(opened.state().runs.map(({id, items}) => [id, items.length])).toEqual([
			['old-1', 2],
			['old-2', 1],
		]);
	});

	test('is looked for again while the service is away, and its target is free when it is settled', async () => {
		const opened = await openAfter(
			[entryOf('old-1-u-1-0'), entryOf('old-1-u-2-0', {target: userTarget('u-2')})],
			{isIdle: true, users: [userOf('u-1', {version: 5}), userOf('u-2', {version: 5})]},
		);
		opened.service.next('getUser', {failure: away}, {failure: away});
		await opened.dispatch({type: 'app.started'});
		await opened.dispatch({type: 'app.shown'});
		await opened.pass(milliseconds(9999));
		expect(outcomes(opened)).toEqual([]);
		await opened.pass(milliseconds(2));
		expect(opened.phases()).toEqual(['untold', 'untold']);
		await opened.press('2');
		await opened.ask('x');
		expect(opened.plan().items).toHaveLength(1);
	});

	test('stays locked while another one of it is settled', async () => {
		const opened = await openAfter(
			[entryOf('old-1-u-1-0'), entryOf('old-1-u-2-0', {target: userTarget('u-2')})],
			{isIdle: true, users: [userOf('u-1', {version: 5}), userOf('u-2')]},
		);
		opened.service.next('getUser', {}, {failure: away});
		await opened.dispatch({type: 'app.started'});
		await opened.dispatch({type: 'app.shown'});
		expect(outcomes(opened)).toEqual([['result', 'old-1-u-1-0', 'untold']]);
		await opened.press('2', 'j', 'x');
		expect(opened.notice()).toContain('u-2@example.com by an earlier start is not settled yet');
	});

	test.each([
		['b-new', 'b-old', 'done'],
		['b-old', 'b-old', 'notApplied'],
		['b-new', undefined, 'done'],
		[undefined, 'b-old', 'notApplied'],
	] as const)(
		'of a synchronization is told by the batch: %s now and %s before is %s',
		async (now, batch, outcome) => {
			const entry = entryOf('old-1-u-1-0', {
				action: 'synchronize',
				before: {
					version: 1,
					syncStatus: 'enabled',
					...(batch !== undefined && {batch: batchId.parse(batch)}),
				},
			});
			const user = userOf('u-1', {
				batch: now === undefined ? undefined : batchOn('finished', 'u-1', {id: now}),
			});
			const opened = await openAfter([entry], {users: [user]});
			await opened.pass(minutes(2));
			expect(outcomes(opened)).toEqual([['result', 'old-1-u-1-0', outcome]]);
		},
	);

	test('is not offered to be undone: who saw it happen decides that', async () => {
		const opened = await openAfter([entryOf('old-1-u-1-0')], {
			users: [userOf('u-1', {version: 2, syncStatus: 'disabled'})],
		});
		expect(opened.phases()).toEqual(['done']);
		await opened.press('z');
		expect(opened.notice()).toContain('no change of the last 10 minutes');
	});

	test('under a key that does not end in a step, as no version wrote it, is taken for its only step', async () => {
		const opened = await openAfter([entryOf('elsewhere', {change: 'elsewhere'})], {
			users: [userOf('u-1', {version: 2, syncStatus: 'disabled'})],
		});
		expect(opened.phases()).toEqual(['done']);
	});

	test('in the middle of a clean-up settles its own step, and the rest is for a person to decide', async () => {
		const opened = await openAfter([entryOf('old-1-u-1-1', {action: 'uninitialize'})], {
			users: [userOf('u-1', {version: 2, mailboxStatus: 'notInitialized', syncStatus: 'disabled'})],
		});
		expect(outcomes(opened)).toEqual([['result', 'old-1-u-1-1', 'done']]);
		expect(opened.service.changes()).toEqual([]);
	});

	test('of a group is read back as well', async () => {
		const entry = entryOf('old-1-g-1-0', {
			target: {type: 'group', id: groupId.parse('g-1'), name: toSafe('Sales')},
			before: {version: 0, syncStatus: 'enabled'},
		});
		const untold = await openAfter([entry]);
		expect(untold.phases()).toEqual(['untold']);
		const groups = [groupOf('g-1', {syncStatus: 'disabled'})];
		const done = await openAfter([entry], {groups});
		expect(done.phases()).toEqual(['done']);
		expect(done.journal.entries).toMatchObject([{outcome: 'done', before: entry.before}]);
	});

	test('is not taken for done where the list does not have its target: only the service says that it is gone', async () => {
		const opened = await openAfter([entryOf('old-1-u-1-0', {action: 'delete'})], {isIdle: true});
		opened.service.always('listUsers', {failure: {kind: 'forbidden'}});
		await opened.dispatch({type: 'app.started'});
		await opened.dispatch({type: 'app.shown'});
		await opened.pass(minutes(2));
		expect(outcomes(opened)).toEqual([['result', 'old-1-u-1-0', 'notApplied']]);
	});

	test('locks its target before anything of it was read back', async () => {
		const opened = await openAfter([entryOf('old-1-u-1-0')], {isIdle: true});
		opened.service.always('getUser', {failure: away});
		await opened.dispatch({type: 'app.started'});
		await opened.dispatch({type: 'app.shown'});
		await opened.press('2', 'x');
		expect(opened.notice()).toContain('by an earlier start is not settled yet');
		expect(opened.service.changes()).toEqual([]);
		opened.service.always('getUser', undefined);
		await opened.press('j');
		await opened.ask('x');
		expect(opened.plan().items).toMatchObject([{target: {user: {id: 'u-2'}}}]);
	});

	test('of a chain is told by its last step', async () => {
		const opened = await openAfter(
			[
				entryOf('old-1-u-1-0'),
				entryOf('old-1-u-1-1', {
					action: 'uninitialize',
					before: {version: 2, syncStatus: 'disabled'},
				}),
			],
			{
				users: [
					userOf('u-1', {version: 3, mailboxStatus: 'notInitialized', syncStatus: 'disabled'}),
				],
			},
		);
		expect(outcomes(opened)).toEqual([
			['result', 'old-1-u-1-0', 'done'],
			['result', 'old-1-u-1-1', 'done'],
		]);
		expect(opened.journal.entries[0]?.detail).toBe('a later step was sent');
	});

	test('waits while the service cannot be reached', async () => {
		const opened = await openAfter([entryOf('old-1-u-1-0')]);
		opened.service.always('getUser', {failure: away});
		await opened.pass(seconds(120));
		expect(opened.phases()).toEqual(['unknown']);
		opened.service.always('getUser', undefined);
		opened.service.world.change('u-1', {syncStatus: 'disabled'});
		await opened.pass(minutes(2));
		expect(opened.phases()).toEqual(['done']);
	});
});

test('when lines can be written again, asking anew turns changes on again', async () => {
	const opened = await openUsers();
	await opened.ask('x');
	opened.journal.outcomes.push({ok: false, reason: toSafe('disk full')});
	await opened.press('y', 'escape', 'x');
	expect(opened.notice()).toContain('disk full');
	await opened.press('R');
	expect(opened.notice()).toContain('can be written again');
	await opened.ask('x');
	expect(opened.state().dialog?.kind).toBe('confirm');
});
