import {describe, expect, test} from 'vitest';
import {toSafe} from '../../source/contract/text.ts';
import {minutes, seconds} from '../../source/contract/time.ts';
import {type AuditEntry} from '../../source/core/audit.ts';
import {away} from '../support/fake-service.ts';
import {groupId} from '../../source/contract/id.ts';
import {entryOf, userTarget} from '../journal/open-audit.ts';
import {userOf} from '../support/build.ts';
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
		expect(opened.notice()).toContain('A change of an earlier start (u-1@example.com) is UNKNOWN');
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
		['delete', 'done'],
		['disable', 'untold'],
	] as const)('of a user who is gone: %s is %s', async (action, outcome) => {
		const opened = await openAfter([entryOf('old-1-u-9-0', {action, target: userTarget('u-9')})]);
		expect(outcomes(opened)).toEqual([['result', 'old-1-u-9-0', outcome]]);
		expect(opened.state().runs).toEqual([]);
	});

	test('in the middle of a clean-up settles its own step, and the rest is for a person to decide', async () => {
		const opened = await openAfter([entryOf('old-1-u-1-1', {action: 'uninitialize'})], {
			users: [userOf('u-1', {version: 2, mailboxStatus: 'notInitialized', syncStatus: 'disabled'})],
		});
		expect(outcomes(opened)).toEqual([['result', 'old-1-u-1-1', 'done']]);
		expect(opened.service.changes()).toEqual([]);
	});

	test('of a group is read back as well', async () => {
		const opened = await openAfter([
			entryOf('old-1-g-1-0', {
				target: {type: 'group', id: groupId.parse('g-1'), name: toSafe('Sales')},
				before: {version: 0, syncStatus: 'enabled'},
			}),
		]);
		expect(opened.phases()).toEqual(['untold']);
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
