import {expect, test} from 'vitest';
import {toSafe} from '../../source/contract/text.ts';
import {milliseconds, minutes, seconds} from '../../source/contract/time.ts';
import {userOf} from '../support/build.ts';
import {away} from '../support/fake-service.ts';
import {openEngine} from '../support/open-engine.ts';
import {disableMany, emptied, openUsers} from '../support/open-users.ts';

test('Enter never means yes by itself', async () => {
	const {ask, press, service, state} = await openUsers();
	await ask('x');
	await press('enter');
	expect(state().dialog).toBeUndefined();
	expect(service.changes()).toEqual([]);
});

test('keys typed before the dialog could be read do nothing in it [R45, R47]', async () => {
	const {press, pass, service, plan} = await openUsers();
	await press('x', 'y', 'tab', 'enter');
	expect(plan().focus).toBe('cancel');
	await pass(milliseconds(399));
	await press('y');
	expect(service.changes()).toEqual([]);
	await pass(milliseconds(1));
	await press('y');
	expect(service.changes()).toHaveLength(1);
});

test('pasted text confirms nothing [R46]', async () => {
	const {ask, paste, service, state, notice} = await openUsers();
	await paste('xyyyy\n');
	expect(state().dialog).toBeUndefined();
	await ask('x');
	await paste('y\n');
	expect(service.changes()).toEqual([]);
	expect(notice()).toContain('Paste ignored');
});

test('a number to type can be pasted, but its line end presses nothing', async () => {
	const {paste, press, service, plan} = await disableMany(6);
	await press('tab');
	await paste('6\n');
	expect(plan().typed.confirmation).toBe('6');
	expect(service.changes()).toEqual([]);
	await press('tab', 'enter');
	expect(service.changes()).toHaveLength(6);
});

test('a poll behind the dialog does not change who is in it [C1]', async () => {
	const {ask, press, pass, service, plan} = await openUsers();
	await ask('x');
	service.world.change('u-1', {name: toSafe('Zz top'), version: 1});
	service.world.remove('u-2');
	await pass(seconds(6));
	expect(plan().items.map(({target}) => target.kind === 'user' && target.user.name)).toEqual([
		'Name u-1',
	]);
	await press('y');
	expect(service.changes().map(({about}) => about)).toEqual(['u-1 disabled']);
});

test('a user who changed between the screen and the second look is not changed [C3]', async () => {
	const {ask, press, service, plan} = await openUsers();
	service.world.change('u-1', {mailboxStatus: 'notInitialized'});
	await ask('x');
	expect(plan().items[0]?.check.kind).toBe('drifted');
	await press('y', 'tab', 'enter');
	expect(service.changes()).toEqual([]);
});

test('starting again from the present state shows it, asks anew, and goes through', async () => {
	const {ask, press, pass, service, plan} = await openUsers();
	service.world.change('u-1', {mailboxStatus: 'notInitialized'});
	await ask('x');
	await press('ctrl+n');
	expect(plan().items[0]?.target).toMatchObject({user: {mailboxStatus: 'notInitialized'}});
	await pass(milliseconds(400));
	await press('y');
	expect(service.changes().map(({guard}) => guard?.version)).toEqual([2]);
});

test('a user who is gone, or so already, or cannot be read again, is not changed [C2, C5, C6]', async () => {
	const gone = await openUsers();
	gone.service.world.remove('u-1');
	await gone.ask('x');
	await gone.press('y');
	const already = await openUsers({users: [userOf('u-1', {syncStatus: 'disabled'})]});
	await already.ask('x');
	expect(already.state().dialog).toBeUndefined();
	expect(already.notice()).toContain('disabled already');
	const unread = await openUsers();
	unread.service.next('getUser', {failure: away});
	await unread.ask('x');
	await unread.press('y');
	expect(unread.notice()).toContain('could not be read again');
	expect([gone, already, unread].flatMap(({service}) => service.changes())).toEqual([]);
	await unread.press('ctrl+r', 'y');
	expect(unread.service.changes()).toHaveLength(1);
});

test('an answer older than five seconds is asked for again before anything is sent', async () => {
	const {ask, press, pass, service, plan} = await openUsers();
	await ask('x');
	await pass(seconds(6));
	service.world.change('u-1', {mailboxStatus: 'notInitialized'});
	await press('y');
	expect(service.changes()).toEqual([]);
	expect(plan().items[0]?.check.kind).toBe('drifted');
});

test.each(['escape', 'ctrl+c'])(
	'%s during the countdown leaves everything as it was',
	async (key) => {
		const {ask, press, type, pass, service, notice, asked} = await openUsers({
			users: [userOf('u-1', emptied)],
		});
		await ask('D');
		await type('u-1@example.com');
		await press('tab', 'enter');
		await pass(seconds(2));
		await press(key);
		expect(notice()).toContain('nothing was sent');
		await pass(minutes(1));
		expect(service.changes()).toEqual([]);
		expect(asked).toEqual([]);
	},
);

test('disabling a group asks for its name, and touches the group alone', async () => {
	const {press, ask, type, service} = await openEngine();
	await press('3');
	await ask('x');
	await press('y');
	expect(service.changes()).toEqual([]);
	await press('backspace');
	await type('Group g-1');
	await press('tab', 'enter');
	expect(service.changes().map(({about}) => about)).toEqual(['g-1 disabled']);
});

test('who cannot be seen in the list of batches is not changed', async () => {
	const {press, type, service, state, notice} = await openEngine();
	await press('4', '/');
	await type('nobody');
	await press('enter', 'x');
	expect(state().dialog).toBeUndefined();
	expect(notice()).toContain('nothing is chosen');
	expect(service.changes()).toEqual([]);
});
