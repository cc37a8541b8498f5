import {describe, expect, test} from 'vitest';
import {type Failure} from '../../source/contract/outcome.ts';
import {toSafe} from '../../source/contract/text.ts';
import {milliseconds, seconds} from '../../source/contract/time.ts';
import {userOf as userNow} from '../../source/core/users/user-table.ts';
import {groupOf, problemOf, userOf} from '../support/build.ts';
import {away, lost} from '../support/fake-service.ts';
import {openEngine, type OpenedEngine} from '../support/open-engine.ts';
import {disableMany, emptied, manyUsers, openUsers} from '../support/open-users.ts';

const results = ({journal}: OpenedEngine) =>
	journal.entries
		.filter(({phase}) => phase === 'result')
		.map(({outcome, detail}) => [outcome, ...(detail === undefined ? [] : [detail])]);

async function disable(opened: OpenedEngine): Promise<OpenedEngine> {
	await opened.ask('x');
	await opened.press('y');
	return opened;
}

async function deleteFirst(opened: OpenedEngine): Promise<OpenedEngine> {
	await opened.ask('D');
	await opened.type('u-1@example.com');
	await opened.press('tab', 'enter');
	await opened.pass(seconds(5));
	return opened;
}

describe('a change that was made', () => {
	test('is told as it is, when the service adds nothing', async () => {
		const opened = await disable(await openUsers());
		expect(opened.notice()).toMatch(
			/^Disabled u-1@example\.com, verified [\d:]+Z \(z undoes it\)$/,
		);
		const gone = await deleteFirst(await openUsers({users: [userOf('u-1', emptied)]}));
		expect(gone.notice()).toMatch(/^Deleted u-1@example\.com, verified [\d:]+Z$/);
	});

	test('is told with what the service adds to it', async () => {
		const opened = await openUsers();
		opened.service.says.notice = toSafe('takes effect when the group is enabled');
		await disable(opened);
		expect(opened.notice()).toContain('; takes effect when the group is enabled');
		expect(opened.state().notice?.tone).toBe('warn');
	});

	test('is told with what a delete may have left behind', async () => {
		const opened = await openUsers({users: [userOf('u-1', emptied)]});
		opened.service.says.mayLeaveData = true;
		await deleteFirst(opened);
		expect(opened.notice()).toContain('may still be in the mailbox');
	});

	test('of a chain of steps is told with what the last one adds', async () => {
		const opened = await openUsers();
		opened.service.says.mayLeaveData = true;
		await opened.press('D', 'r');
		await opened.pass(milliseconds(400));
		await opened.type('u-1@example.com');
		await opened.press('tab', 'enter');
		await opened.pass(seconds(10));
		expect(results(opened)).toEqual([['done'], ['done'], ['done']]);
		expect(opened.notice()).toContain('may still be in the mailbox');
	});

	test('is on screen before it is read back, of a user, of a group and of who was deleted', async () => {
		const user = await openUsers();
		const gone = await openUsers({users: [userOf('u-1', emptied), userOf('u-2')]});
		const group = await openEngine();
		const {promise} = Promise.withResolvers<void>();
		await user.ask('x');
		user.service.always('getUser', {held: promise});
		await user.press('y');
		await gone.ask('D');
		await gone.type('u-1@example.com');
		await gone.press('tab', 'enter');
		await gone.pass(milliseconds(4900));
		gone.service.next('getUser', {}, {held: promise});
		await gone.pass(milliseconds(200));
		await group.press('3');
		await group.ask('x');
		group.service.always('getGroup', {held: promise});
		await group.type('Group g-1');
		await group.press('tab', 'enter');
		expect([user, gone, group].map((opened) => opened.phases())).toEqual([
			['verifying'],
			['verifying'],
			['verifying'],
		]);
		expect(userNow(user.state().entities.users, 'u-1')?.syncStatus).toBe('disabled');
		expect(userNow(gone.state().entities.users, 'u-1')).toBeUndefined();
		expect(group.state().entities.groups.get('g-1')?.syncStatus).toBe('disabled');
	});

	test('has everything read anew a second later, unless the service is to be left alone', async () => {
		const opened = await disable(await openUsers({interval: seconds(60)}));
		const asked = opened.service.count('changes');
		await opened.pass(milliseconds(999));
		expect(opened.service.count('changes')).toBe(asked);
		await opened.pass(milliseconds(1));
		expect(opened.service.count('changes')).toBe(asked + 1);
	});
});

describe('the journal has a line for', () => {
	test.each([
		[{kind: 'refused', problem: problemOf({detail: 'no right'})}, ['refused', 'no right']],
		[{kind: 'refused', problem: problemOf()}, ['refused']],
		[{kind: 'conflict', problem: problemOf({detail: 'by kim'})}, ['conflict', 'by kim']],
		[away, ['failed']],
	] satisfies ReadonlyArray<readonly [Failure, readonly string[]]>)(
		'a change that met %o, with what the service said of it',
		async (failure, line) => {
			const opened = await openUsers();
			opened.service.next('changeUser', {failure});
			await disable(opened);
			expect(results(opened)).toEqual([line]);
		},
	);

	test('what could not be read back, and why', async () => {
		const opened = await openUsers();
		await opened.ask('x');
		opened.service.always('getUser', {failure: {kind: 'forbidden'}});
		await opened.press('y');
		await opened.pass(seconds(6));
		expect(results(opened)).toEqual([['done', expect.stringContaining('not read back')]]);
	});

	test('what cannot be told, and why', async () => {
		const opened = await openUsers();
		opened.service.next('changeUser', {failure: lost});
		opened.service.next('getUser', {}, {failure: away});
		await disable(opened);
		opened.service.world.change('u-1', {notes: undefined});
		await opened.pass(seconds(6));
		expect(results(opened)).toEqual([
			['unknown'],
			['untold', 'changed by somebody since (version 2)'],
		]);
	});

	test('what was done and not yet read back when the program ends, and for nothing else', async () => {
		const opened = await disableMany(3);
		const {promise} = Promise.withResolvers<void>();
		opened.service.next('changeUser', {failure: lost}, {}, {held: promise});
		opened.service.always('getUser', {held: promise});
		await opened.press('y');
		expect(opened.phases()).toEqual(['unknown', 'verifying', 'sending']);
		await opened.dispatch({type: 'app.ending'});
		expect(results(opened)).toEqual([
			['unknown'],
			['done', 'the program was ended before it could be read back'],
		]);
	});
});

describe('a lost race', () => {
	test('shows the user as somebody else left him, at once', async () => {
		const opened = await openUsers();
		await opened.ask('x');
		const currentUser = opened.service.world.change('u-1', {name: toSafe('By kim')});
		opened.service.says.problem = {currentUser};
		await opened.press('y');
		expect(opened.phases()).toEqual(['conflict']);
		expect(userNow(opened.state().entities.users, 'u-1')?.name).toBe('By kim');
	});

	test('shows the group as somebody else left it, at once', async () => {
		const opened = await openEngine({groups: [groupOf('g-1')]});
		await opened.press('3');
		await opened.ask('x');
		const currentGroup = opened.service.world.changeGroup('g-1', {syncStatus: 'disabled'});
		opened.service.says.problem = {currentGroup};
		await opened.type('Group g-1');
		await opened.press('tab', 'enter');
		expect(opened.phases()).toEqual(['conflict']);
		expect(opened.state().entities.groups.get('g-1')?.syncStatus).toBe('disabled');
	});
});

test('two changes under way are followed each by itself', async () => {
	const opened = await openUsers({users: manyUsers(2)});
	for (const key of ['j', 'k']) {
		opened.service.next('changeUser', {failure: lost, isApplied: true});
		opened.service.next('getUser', {}, {failure: away});
		await opened.press(key);
		await disable(opened);
		expect(opened.phases()).toEqual(['unknown']);
		await opened.press('escape');
	}

	await opened.pass(seconds(12));
	expect(opened.state().runs.map(({items}) => items.map(({phase}) => phase.kind))).toEqual([
		['done'],
		['done'],
	]);
});
