import {describe, expect, test} from 'vitest';
import {minutes, seconds} from '../../source/contract/time.ts';
import {chosenTargets, reasonNotToChange} from '../../source/core/targets.ts';
import {sessionOf, userOf} from '../support/build.ts';
import {away, lost} from '../support/fake-service.ts';
import {openEngine, type OpenedEngine} from '../support/open-engine.ts';
import {manyUsers, openUsers} from '../support/open-users.ts';

/** Whom a change would be about now; those that the filter hides in brackets. */
const chosen = ({state}: OpenedEngine) =>
	chosenTargets(state()).map((target) =>
		target.kind === 'group'
			? String(target.group.id)
			: target.isHidden
				? `(${target.user.id})`
				: String(target.user.id),
	);

describe('a change is about', () => {
	test('the user under the cursor, or the one that is open', async () => {
		const opened = await openUsers();
		await opened.press('j');
		expect(chosen(opened)).toEqual(['u-2']);
		await opened.press('enter');
		expect(chosen(opened)).toEqual(['u-2']);
	});

	test('the user whose batch is open, or under the cursor', async () => {
		const opened = await openUsers();
		await opened.press('j', 'enter', 'enter');
		expect(opened.state().view.place.kind).toBe('batch');
		expect(chosen(opened)).toEqual(['u-2']);
		await opened.press('4', 'j');
		expect(chosen(opened)).toHaveLength(1);
	});

	test('the group under the cursor, and inside it the member', async () => {
		const users = [userOf('u-1', {groupId: 'g-2'}), userOf('u-2'), userOf('u-3', {groupId: 'g-2'})];
		const opened = await openEngine({users});
		await opened.press('3', 'j');
		expect(chosen(opened)).toEqual(['g-2']);
		await opened.press('enter', 'j');
		expect(chosen(opened)).toEqual(['u-3']);
		await opened.press('space', 'k');
		expect(chosen(opened)).toEqual(['u-3']);
	});

	test('nobody where nothing is listed', async () => {
		const opened = await openEngine({groups: []});
		expect(chosen(opened)).toEqual([]);
		await opened.press('3');
		expect(chosen(opened)).toEqual([]);
	});

	test('who is marked, in the order of the screen, and then those that the filter hides', async () => {
		const opened = await openUsers({users: manyUsers(5)});
		await opened.press('G', 'space', 'g', 'space', 'space', 'O');
		expect(chosen(opened)).toEqual(['u-14', 'u-11', 'u-10']);
		await opened.press('/');
		await opened.type('u-11');
		await opened.press('enter');
		expect(chosen(opened)).toEqual(['u-11', '(u-14)', '(u-10)']);
	});

	test('who is under the cursor, when all that were marked are gone', async () => {
		const opened = await openUsers();
		await opened.press('space');
		opened.service.world.remove('u-1');
		await opened.pass(seconds(6));
		expect(chosen(opened)).toEqual(['u-2']);
	});
});

describe('nothing can be changed', () => {
	const reason = ({state}: OpenedEngine) => reasonNotToChange(state());

	test('by whoever started it to read only', async () => {
		expect(reason(await openEngine({isReadOnly: true}))).toBe(
			'read-only: started with --read-only',
		);
	});

	test('by whom the service does not allow it', async () => {
		expect(reason(await openEngine({session: sessionOf({mayChange: false})}))).toBe(
			'read-only: pat.admin may not change anything here',
		);
	});

	test('before anything was read', async () => {
		const opened = await openEngine({isIdle: true});
		expect(reason(opened)).toBe('nothing was read yet');
		opened.service.next('session', {held: Promise.withResolvers<void>().promise});
		await opened.dispatch({type: 'app.started'});
		expect(reason(opened)).toBe('your rights were not read yet');
	});

	test('without a connection, however long that lasts', async () => {
		const opened = await openEngine();
		expect(reason(opened)).toBeUndefined();
		opened.service.always('changes', {failure: away});
		for (const past of [seconds(5), minutes(1)]) {
			await opened.pass(past);
			expect(reason(opened)).toBe('no connection: what is shown may be old');
		}
	});

	test('of a user whose last change is not settled, while others are free', async () => {
		const opened = await openUsers();
		opened.service.next('changeUser', {failure: lost});
		await opened.ask('x');
		await opened.press('y', 'escape', 'x');
		expect(opened.notice()).toBe('the last change of u-1@example.com is not settled yet');
		await opened.press('j');
		await opened.ask('x');
		expect(opened.plan().items).toHaveLength(1);
	});
});
