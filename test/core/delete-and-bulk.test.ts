import {expect, test} from 'vitest';
import {toSafe} from '../../source/contract/text.ts';
import {milliseconds, minutes, seconds} from '../../source/contract/time.ts';
import {chosenTargets} from '../../source/core/targets.ts';
import {userAt} from '../../source/core/users/user-table.ts';
import {problemOf, userOf} from '../support/build.ts';
import {found, openEngine} from '../support/open-engine.ts';
import {disableMany, emptied, manyUsers, openUsers} from '../support/open-users.ts';

test('a bulk change stops when a line of the journal cannot be written [R39]', async () => {
	const {press, type, service, journal, phases} = await disableMany(12);
	await type('12');
	journal.outcomes.push({ok: false, reason: toSafe('disk full')});
	await press('tab', 'enter');
	expect(phases().filter((kind) => kind === 'cancelled')).toHaveLength(8);
	expect(service.changes()).toHaveLength(3);
});

test('a bulk change goes four at a time, with a result for each [C10]', async () => {
	const {type, press, service, phases, state} = await disableMany(10);
	service.next('changeUser', {failure: {kind: 'refused', problem: problemOf()}});
	await type('10');
	await press('tab', 'enter');
	expect(service.mostOpen()).toBe(4);
	expect(service.changes()).toHaveLength(10);
	expect(phases().toSorted()).toEqual([...Array.from({length: 9}, () => 'done'), 'refused']);
	expect([...state().view.lists.users.marks]).toEqual(['u-10']);
});

test('three failures in a row stop a bulk change, and nothing is repeated [R42]', async () => {
	const {type, press, pass, service, phases} = await disableMany(20);
	service.always('changeUser', {failure: {kind: 'refused', problem: problemOf()}});
	await type('20');
	await press('tab', 'enter');
	await pass(minutes(1));
	expect(service.changes().length).toBeLessThanOrEqual(6);
	expect(phases().filter((kind) => kind === 'cancelled').length).toBeGreaterThanOrEqual(14);
});

test('Escape stops a bulk change before the next one; what is on its way comes to its end', async () => {
	const opened = await disableMany(10);
	const {promise, resolve} = Promise.withResolvers<void>();
	opened.service.always('changeUser', {held: promise});
	await opened.type('10');
	await opened.press('tab', 'enter', 'escape');
	expect(opened.state().dialog?.kind).toBe('run');
	resolve();
	await opened.pass(seconds(5));
	expect(opened.service.changes()).toHaveLength(4);
	expect(opened.phases().filter((kind) => kind === 'done')).toHaveLength(4);
	expect(opened.phases().filter((kind) => kind === 'cancelled')).toHaveLength(6);
});

test('deletes go one at a time, after the phrase and a countdown', async () => {
	const users = manyUsers(3, emptied);
	const {ask, press, type, pass, service, phases} = await openUsers({users});
	await press('*');
	await ask('D');
	await type('delete 3');
	await press('tab', 'enter');
	await pass(milliseconds(4999));
	expect(service.changes()).toEqual([]);
	await pass(seconds(10));
	expect(phases()).toEqual(['done', 'done', 'done']);
	expect(service.mostOpen()).toBe(1);
	expect(service.world.users.size).toBe(0);
});

test('a group that changes under a dialog is said, and a delete has to be confirmed anew [C9]', async () => {
	const {ask, press, type, pass, service, plan} = await openUsers({users: manyUsers(3, emptied)});
	await ask('D');
	await type('u-10@example.com');
	expect(plan().typed.confirmation).not.toBe('');
	service.world.changeGroup('g-1', {syncStatus: 'disabled'});
	await pass(seconds(6));
	expect(plan().typed.confirmation).toBe('');
	await press('tab', 'enter');
	await pass(seconds(20));
	expect(service.changes()).toEqual([]);
});

test('a bulk delete leaves out who changed meanwhile, and goes through for the others', async () => {
	const {ask, press, type, pass, service} = await openUsers({users: manyUsers(3, emptied)});
	await press('*');
	service.world.change('u-11', {name: toSafe('Changed')});
	await ask('D');
	await type('delete 2');
	await press('tab', 'enter');
	await pass(seconds(15));
	expect(service.changes().map(({about}) => about)).toEqual(['u-10', 'u-12']);
});

test('who changes during the countdown stops the delete, and what was typed is thrown away', async () => {
	const {ask, press, type, pass, service, plan} = await openUsers({users: manyUsers(3, emptied)});
	await press('*');
	await ask('D');
	await type('delete 3');
	await press('tab', 'enter');
	service.world.change('u-11', {name: toSafe('Changed')});
	await pass(seconds(20));
	expect(service.changes()).toEqual([]);
	expect(plan()).toMatchObject({
		typed: {confirmation: ''},
		focus: 'cancel',
		phase: {kind: 'deciding'},
	});
});

test('what is typed differently during the countdown does not go through', async () => {
	const {ask, press, type, pass, service} = await openUsers({users: [userOf('u-1', emptied)]});
	await ask('D');
	await type('u-1@example.com');
	await press('tab', 'enter');
	await type('!');
	await pass(seconds(20));
	expect(service.changes()).toEqual([]);
});

test('Delete is refused while data remains, and its chain is offered as one plan', async () => {
	const {press, pass, type, service, phases, state} = await openUsers();
	await press('D');
	expect(state().dialog?.kind).toBe('deleteBlocked');
	await press('r');
	await pass(milliseconds(400));
	await type('u-1@example.com');
	await press('tab', 'enter');
	await pass(seconds(30));
	expect(phases()).toEqual(['done']);
	expect(service.changes().map(({name, guard}) => [name, guard?.version])).toEqual([
		['changeUser', 1],
		['uninitializeUser', 2],
		['deleteUser', 3],
	]);
	expect(new Set(service.changes().map(({guard}) => guard?.key)).size).toBe(3);
});

test('the chain is offered too when only synchronization stands in the way', async () => {
	const users = [userOf('u-1', {mailboxStatus: 'notInitialized'})];
	const {press, pass, type, service} = await openUsers({users});
	await press('D', 'r');
	await pass(milliseconds(400));
	await type('u-1@example.com');
	await press('tab', 'enter');
	await pass(seconds(30));
	expect(service.changes().map(({name}) => name)).toEqual(['changeUser', 'deleteUser']);
});

test('a refusal stops the chain, and Escape stops it before its next step', async () => {
	const refused = await openUsers();
	refused.service.next('uninitializeUser', {failure: {kind: 'refused', problem: problemOf()}});
	const escaped = await openUsers();
	const {promise, resolve} = Promise.withResolvers<void>();
	escaped.service.next('changeUser', {held: promise});
	for (const opened of [refused, escaped]) {
		await opened.press('D', 'r');
		await opened.pass(milliseconds(400));
		await opened.type('u-1@example.com');
		await opened.press('tab', 'enter');
		await opened.pass(seconds(6));
	}

	await escaped.press('escape');
	expect(escaped.state().dialog?.kind).toBe('run');
	resolve();
	await escaped.pass(seconds(30));
	await refused.pass(seconds(30));
	expect(refused.service.changes().map(({name}) => name)).toEqual([
		'changeUser',
		'uninitializeUser',
	]);
	expect(refused.phases()).toEqual(['refused']);
	expect(escaped.service.changes().map(({name}) => name)).toEqual(['changeUser']);
	expect(escaped.phases()).toEqual(['cancelled']);
});

test('a user without an e-mail is deleted by typing an id, never by typing nothing', async () => {
	const {ask, press, pass, service, type} = await openUsers({
		users: [userOf('u-1', {...emptied, email: ''})],
	});
	await ask('D');
	await press('tab', 'tab', 'enter');
	await pass(seconds(20));
	expect(service.changes()).toEqual([]);
	await type('u-1');
	await press('tab', 'enter');
	await pass(seconds(20));
	expect(service.changes()).toHaveLength(1);
});

test('Force Delete of a mailbox that answers asks why, and the reason goes with it', async () => {
	const {dispatch, press, type, pass, service, state, plan} = await openUsers();
	const target = {
		kind: 'user' as const,
		user: found(userAt(state().entities.users, 0), 'a user'),
		group: undefined,
		isHidden: false,
	};
	await dispatch({type: 'change.asked', verb: 'forceDelete', targets: [target]});
	await pass(milliseconds(400));
	// What is typed on a button goes to the reason first.
	await type('lost laptop');
	expect(plan().typed).toEqual({reason: 'lost laptop', confirmation: ''});
	await press('tab', 'tab', 'enter');
	await pass(seconds(20));
	expect(service.changes()).toEqual([]);
	while (plan().focus !== 'confirmation') {
		await press('tab');
	}

	await type('u-1@example.com');
	await press('tab', 'enter');
	await pass(seconds(9));
	expect(service.changes()).toEqual([]);
	await pass(seconds(10));
	expect(service.changes().map(({about}) => about)).toEqual(['u-1: lost laptop']);
});

test('Force Delete of several goes through them one by one, each with its own question', async () => {
	const {press, dispatch, type, pass, service, state, plan} = await openUsers({isReachable: false});
	await press('*');
	const targets = ['u-1', 'u-2', 'u-3'].map((id) => ({
		kind: 'user' as const,
		user: found(service.world.user(id), id),
		group: undefined,
		isHidden: false,
	}));
	await dispatch({type: 'change.asked', verb: 'forceDelete', targets});
	await press('enter');
	for (const id of ['u-1', 'u-2']) {
		await pass(milliseconds(400));
		expect(plan().items).toHaveLength(1);
		await type(`${id}@example.com`);
		await press('tab', 'enter');
		await pass(seconds(20));
		await press('enter');
	}

	expect(plan().items[0]?.target).toMatchObject({user: {id: 'u-3'}});
	await press('escape');
	expect(state().dialog).toBeUndefined();
	expect(service.changes().map(({about}) => about)).toEqual(['u-1', 'u-2']);
});

test('Escape leaves the question whether to go through several one by one, and sends nothing', async () => {
	const {press, dispatch, service, state} = await openUsers();
	await press('*');
	await dispatch({
		type: 'change.asked',
		verb: 'forceDelete',
		targets: chosenTargets(state()),
	});
	expect(state().dialog?.kind).toBe('oneByOne');
	await press('escape');
	expect(state().dialog).toBeUndefined();
	expect(service.changes()).toEqual([]);
});

test('of several that are gone through one by one, Escape leaves out the one that is asked about', async () => {
	const {press, pass, dispatch, type, service, state, plan} = await openUsers();
	await press('*');
	await dispatch({
		type: 'change.asked',
		verb: 'forceDelete',
		targets: chosenTargets(state()),
	});
	await press('enter', 'escape');
	expect(plan().items[0]?.target).toMatchObject({user: {id: 'u-2'}});
	await pass(milliseconds(400));
	await type('why');
	await press('tab');
	await type('u-2@example.com');
	await press('tab', 'enter');
	await pass(seconds(15));
	expect(service.changes().map(({about}) => about)).toEqual(['u-2: why']);
});

test('a group is not deleted; its members are offered', async () => {
	const {press, state} = await openEngine();
	await press('3', 'D');
	expect(state().dialog?.kind).toBe('groupDelete');
	await press('enter');
	expect(state().view.place).toEqual({kind: 'group', id: 'g-1'});
});

test('who is named twice is changed once', async () => {
	const {dispatch, press, pass, service, state} = await openUsers();
	const user = found(userAt(state().entities.users, 0), 'a user');
	const target = {kind: 'user' as const, user, group: undefined, isHidden: false};
	await dispatch({type: 'change.asked', verb: 'disable', targets: [target, target]});
	await pass(milliseconds(400));
	await press('y');
	expect(service.changes()).toHaveLength(1);
});
