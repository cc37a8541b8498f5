import {describe, expect, test} from 'vitest';
import {minutes, seconds} from '../../source/contract/time.ts';
import {chosenTargets} from '../../source/core/targets.ts';
import {undoOf} from '../../source/core/undo.ts';
import {lost} from '../support/fake-service.ts';
import {openEngine, type OpenedEngine} from '../support/open-engine.ts';
import {disableMany, openUsers} from '../support/open-users.ts';
import {problemOf, userOf} from '../support/build.ts';

/** Who would be put back, and how; or why nobody. */
function offered({state}: OpenedEngine) {
	const undo = undoOf(state());
	return 'reason' in undo
		? undo.reason
		: {
				verb: undo.verb,
				ids: undo.targets.map((target) =>
					target.kind === 'user' ? target.user.id : target.group.id,
				),
			};
}

async function change(opened: OpenedEngine, key: string): Promise<void> {
	await opened.ask(key);
	await opened.press('y');
}

describe('undo', () => {
	test('disables again who was enabled', async () => {
		const opened = await openUsers({users: [userOf('u-1', {syncStatus: 'disabled'})]});
		await change(opened, 'e');
		expect(offered(opened)).toEqual({verb: 'disable', ids: ['u-1']});
	});

	test('enables again who was disabled, and is not undone in turn', async () => {
		const opened = await openUsers();
		await change(opened, 'x');
		expect(offered(opened)).toEqual({verb: 'enable', ids: ['u-1']});
		await opened.press('z');
		await opened.pass(seconds(1));
		await opened.press('y');
		expect(opened.service.world.user('u-1')?.syncStatus).toBe('enabled');
		expect(offered(opened)).toBe('there is no change of the last 10 minutes to undo');
	});

	test('enables nobody whose hold alone was lifted: a hold cannot be put back', async () => {
		const opened = await openUsers({users: [userOf('u-1', {hold: 'throttling'}), userOf('u-2')]});
		await change(opened, 'e');
		expect(offered(opened)).toContain('cannot be put back');
	});

	test('offers a group as well', async () => {
		const opened = await openEngine();
		await opened.press('3');
		await opened.ask('x');
		await opened.type('Group g-1');
		await opened.press('tab', 'enter');
		expect(opened.phases()).toEqual(['done']);
		expect(offered(opened)).toEqual({verb: 'enable', ids: ['g-1']});
	});

	test('takes of a bulk change those that were done and that nobody touched since', async () => {
		const opened = await disableMany(4);
		opened.service.next('changeUser', {failure: {kind: 'refused', problem: problemOf()}});
		await opened.press('y');
		await opened.pass(seconds(2));
		expect(opened.phases()).toEqual(['refused', 'done', 'done', 'done']);
		opened.service.world.change('u-12', {notes: undefined});
		await opened.pass(seconds(6));
		expect(offered(opened)).toEqual({verb: 'enable', ids: ['u-11', 'u-13']});
	});

	test('leaves alone what was found done after its answer was lost: somebody else may have done it', async () => {
		const opened = await openUsers();
		opened.service.next('changeUser', {failure: lost, isApplied: true});
		await change(opened, 'x');
		await opened.pass(seconds(6));
		expect(opened.phases()).toEqual(['done']);
		expect(offered(opened)).toContain('nothing to undo');
	});

	test('is over after ten minutes', async () => {
		const opened = await openUsers();
		await change(opened, 'x');
		await opened.pass(minutes(9.9));
		expect(offered(opened)).toEqual({verb: 'enable', ids: ['u-1']});
		await opened.pass(minutes(0.2));
		expect(offered(opened)).toBe('there is no change of the last 10 minutes to undo');
	});

	test('counts the ten minutes from the end of the change, however long the program has run', async () => {
		const opened = await openUsers();
		await opened.pass(minutes(30));
		await change(opened, 'x');
		await opened.pass(minutes(9));
		expect(offered(opened)).toEqual({verb: 'enable', ids: ['u-1']});
	});

	test('waits for the end of a change', async () => {
		const opened = await disableMany(2);
		const {promise, resolve} = Promise.withResolvers<void>();
		opened.service.next('changeUser', {}, {held: promise});
		await opened.press('y');
		expect(opened.phases()).toEqual(['done', 'sending']);
		expect(offered(opened)).toBe('there is no change of the last 10 minutes to undo');
		resolve();
		await opened.pass(seconds(1));
		expect(offered(opened)).toEqual({verb: 'enable', ids: ['u-10', 'u-11']});
	});

	test('leaves out who is gone', async () => {
		const opened = await disableMany(2);
		await opened.press('y');
		opened.service.world.remove('u-10');
		await opened.pass(seconds(6));
		expect(offered(opened)).toEqual({verb: 'enable', ids: ['u-11']});
	});

	test('takes back the last change that did something, past one that was refused', async () => {
		const opened = await openUsers();
		await change(opened, 'x');
		opened.service.next('changeUser', {failure: {kind: 'refused', problem: problemOf()}});
		await opened.press('escape', 'j');
		await change(opened, 'x');
		expect(opened.phases()).toEqual(['refused']);
		expect(offered(opened)).toEqual({verb: 'enable', ids: ['u-1']});
	});

	test('does not take back what removes data, though synchronization ended with it', async () => {
		const opened = await openUsers();
		await opened.dispatch({
			type: 'change.asked',
			verb: 'uninitialize',
			targets: chosenTargets(opened.state()),
		});
		await opened.pass(seconds(1));
		await opened.type('u-1@example.com');
		await opened.press('tab', 'enter');
		await opened.pass(seconds(6));
		expect(opened.phases()).toEqual(['done']);
		expect(offered(opened)).toBe('there is no change of the last 10 minutes to undo');
	});

	test('without a change offers nothing', async () => {
		const opened = await openUsers();
		expect(offered(opened)).toBe('there is no change of the last 10 minutes to undo');
	});
});
