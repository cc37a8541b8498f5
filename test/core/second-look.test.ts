import {describe, expect, test} from 'vitest';
import {milliseconds, seconds} from '../../source/contract/time.ts';
import {chosenTargets} from '../../source/core/targets.ts';
import {entryOf} from '../journal/open-audit.ts';
import {groupOf, userOf} from '../support/build.ts';
import {away} from '../support/fake-service.ts';
import {type OpenedEngine, type OpenOptions} from '../support/open-engine.ts';
import {emptied, manyUsers, openUsers} from '../support/open-users.ts';

/** The dialog that asks whether to delete the first user, with the phrase typed. */
async function deleteTyped(options: OpenOptions = {}): Promise<OpenedEngine> {
	const opened = await openUsers({users: [userOf('u-1', emptied), userOf('u-2')], ...options});
	await opened.ask('D');
	await opened.type('u-1@example.com');
	return opened;
}

async function forceDelete(options: OpenOptions = {}): Promise<OpenedEngine> {
	const opened = await openUsers(options);
	const targets = chosenTargets(opened.state());
	await opened.dispatch({type: 'change.asked', verb: 'forceDelete', targets});
	await opened.pass(milliseconds(400));
	return opened;
}

describe('what was typed for a delete', () => {
	test('stays when another group changes, and is thrown away when the group of the user does', async () => {
		const opened = await deleteTyped();
		opened.service.world.changeGroup('g-2', {syncStatus: 'disabled'});
		await opened.pass(seconds(6));
		expect(opened.plan().typed.confirmation).toBe('u-1@example.com');
		await opened.press('tab', 'enter');
		expect(opened.plan().phase.kind).toBe('countdown');
		opened.service.world.changeGroup('g-1', {syncStatus: 'disabled'});
		await opened.pass(milliseconds(4999));
		expect(opened.plan()).toMatchObject({
			typed: {confirmation: ''},
			focus: 'cancel',
			phase: {kind: 'deciding'},
		});
	});

	test('is thrown away when the group of the user is gone', async () => {
		const opened = await deleteTyped();
		opened.service.says.changes = {removedGroups: [groupOf('g-1').id]};
		opened.service.world.change('u-2', {notes: undefined});
		await opened.pass(seconds(6));
		expect(opened.plan().typed.confirmation).toBe('');
	});

	test('is thrown away when the user is gone by the end of the countdown, and nothing is sent', async () => {
		const opened = await deleteTyped();
		opened.service.always('changes', {failure: away});
		await opened.pass(seconds(1));
		await opened.press('tab', 'enter');
		opened.service.world.remove('u-1');
		await opened.pass(seconds(20));
		expect(opened.service.changes()).toEqual([]);
		expect(opened.plan()).toMatchObject({
			typed: {confirmation: ''},
			focus: 'cancel',
			phase: {kind: 'deciding'},
			items: [{check: {kind: 'gone'}}],
		});
	});

	test('is not asked for anew where one key is enough: a group that changes is shown, and no more', async () => {
		const opened = await openUsers();
		await opened.ask('x');
		await opened.press('tab');
		opened.service.world.changeGroup('g-1', {syncStatus: 'disabled'});
		await opened.pass(seconds(6));
		expect(opened.plan().focus).toBe('apply');
	});
});

test('the countdown is shown from five seconds on, and what Escape stopped can be started again', async () => {
	const opened = await deleteTyped();
	await opened.press('tab', 'enter');
	expect(opened.plan().phase).toEqual({
		kind: 'countdown',
		until: opened.state().now.elapsed + 5000,
	});
	await opened.pass(seconds(2));
	await opened.press('escape');
	expect(opened.plan()).toMatchObject({focus: 'cancel', phase: {kind: 'deciding'}});
	await opened.press('tab', 'tab', 'enter');
	await opened.pass(milliseconds(4999));
	expect(opened.service.changes()).toEqual([]);
	await opened.pass(seconds(2));
	expect(opened.service.changes()).toHaveLength(1);
});

test('what an earlier start left open locks a user although the dialog was open before it was known', async () => {
	const opened = await deleteTyped();
	await opened.press('tab', 'enter');
	opened.service.next('getUser', {failure: away});
	await opened.dispatch({type: 'journal.read', entries: [entryOf('old-1-u-1-0')]});
	await opened.pass(seconds(6));
	expect(opened.service.changes()).toEqual([]);
	expect(opened.state().notice).toMatchObject({
		text: 'a change of u-1@example.com by an earlier start is not settled yet',
		tone: 'warn',
	});
	expect(opened.plan()).toMatchObject({focus: 'cancel', phase: {kind: 'deciding'}});
});

describe('whether a mailbox can be reached', () => {
	test('is asked for Force Delete alone, and again with everything else by Ctrl-R', async () => {
		const opened = await forceDelete();
		expect(opened.service.count('checkConnectivity')).toBe(1);
		await opened.press('ctrl+r');
		expect(opened.service.count('checkConnectivity')).toBe(2);
		const mild = await openUsers();
		await mild.ask('x');
		await mild.press('ctrl+r');
		expect(mild.service.count('checkConnectivity')).toBe(0);
		expect(mild.plan().reachability).toEqual({kind: 'notAsked'});
	});

	test('and could not be asked, is said; a late answer to an earlier question does not count', async () => {
		const opened = await openUsers();
		const {promise, resolve} = Promise.withResolvers<void>();
		opened.service.next('checkConnectivity', {held: promise}, {failure: away});
		const targets = chosenTargets(opened.state());
		await opened.dispatch({type: 'change.asked', verb: 'forceDelete', targets});
		await opened.pass(milliseconds(400));
		await opened.press('ctrl+r');
		expect(opened.plan().reachability).toEqual({kind: 'failed', failure: away});
		resolve();
		await opened.pass(milliseconds(1));
		expect(opened.plan().reachability).toEqual({kind: 'failed', failure: away});
	});

	test('is waited for at the end of the countdown: nothing is sent before it is known', async () => {
		const opened = await forceDelete({isReachable: false});
		await opened.type('u-1@example.com');
		await opened.press('tab', 'enter');
		const {promise, resolve} = Promise.withResolvers<void>();
		opened.service.next('checkConnectivity', {held: promise});
		await opened.pass(seconds(11));
		expect(opened.service.changes()).toEqual([]);
		resolve();
		await opened.pass(milliseconds(1));
		expect(opened.service.changes()).toHaveLength(1);
	});
});

test('a late answer to an earlier second look does not count', async () => {
	const opened = await openUsers();
	const {promise, resolve} = Promise.withResolvers<void>();
	opened.service.next('getUser', {failure: away});
	await opened.ask('x');
	opened.service.next('getUser', {held: promise});
	await opened.press('ctrl+r');
	opened.service.world.change('u-1', {mailboxStatus: 'notInitialized'});
	await opened.press('ctrl+n');
	expect(opened.plan().items).toMatchObject([{check: {kind: 'drifted'}}]);
	resolve();
	await opened.pass(milliseconds(1));
	expect(opened.plan().items).toMatchObject([{check: {kind: 'drifted'}}]);
});

test('Enter in a field where something is typed confirms nothing', async () => {
	const opened = await deleteTyped();
	expect(opened.plan().focus).toBe('confirmation');
	await opened.press('enter');
	expect(opened.plan().phase.kind).toBe('deciding');
	await opened.pass(seconds(20));
	expect(opened.service.changes()).toEqual([]);
});

describe('in the dialog', () => {
	test('a letter is taken back from the field that has the keys, and from none on a button', async () => {
		const opened = await forceDelete();
		await opened.type('why');
		await opened.press('backspace', 'tab');
		await opened.type('u-9');
		await opened.press('backspace');
		expect(opened.plan().typed).toEqual({reason: 'wh', confirmation: 'u-'});
		await opened.press('tab', 'backspace');
		expect(opened.plan().typed).toEqual({reason: 'wh', confirmation: 'u-'});
	});

	test('no more is kept of what is typed than anybody types', async () => {
		const opened = await forceDelete();
		const text = 'x'.repeat(6000);
		await opened.press('tab');
		await opened.paste(text);
		expect(opened.plan().typed.reason).toHaveLength(5000);
		await opened.press('tab');
		await opened.paste(text);
		expect(opened.plan().typed.confirmation).toHaveLength(5000);
	});

	test('the list of who is changed is moved in, and not past its ends', async () => {
		const opened = await openUsers({users: manyUsers(3)});
		await opened.press('*');
		await opened.ask('x');
		await opened.press('down');
		expect(opened.plan().top).toBeGreaterThan(0);
		await opened.press('down', 'down', 'down');
		expect(opened.plan().top).toBe(2);
		await opened.press('up', 'up', 'up', 'up');
		expect(opened.plan().top).toBe(0);
	});

	test('a locked button says why, as a warning', async () => {
		const opened = await openUsers({users: [userOf('u-1', emptied)]});
		await opened.ask('D');
		await opened.press('tab', 'tab', 'enter');
		expect(opened.state().notice).toMatchObject({text: 'type u-1@example.com', tone: 'warn'});
	});
});

test('an answer that is five seconds old is fresh enough, however long the program has run', async () => {
	const opened = await openUsers();
	await opened.pass(seconds(600));
	await opened.ask('x');
	const asked = opened.service.count('getUser');
	await opened.pass(milliseconds(4600));
	const {promise} = Promise.withResolvers<void>();
	opened.service.next('changeUser', {held: promise});
	await opened.press('y');
	expect(opened.service.count('getUser')).toBe(asked);
	expect(opened.service.changes()).toHaveLength(1);
});
