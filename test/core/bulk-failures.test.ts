import {expect, test} from 'vitest';
import {type Failure} from '../../source/contract/outcome.ts';
import {minutes, seconds} from '../../source/contract/time.ts';
import {type Verb} from '../../source/core/target.ts';
import {problemOf} from '../support/build.ts';
import {away, lost} from '../support/fake-service.ts';
import {disableMany, emptied, manyUsers, openUsers} from '../support/open-users.ts';
import {type OpenedEngine, type OpenOptions} from '../support/open-engine.ts';

const refused: Failure = {kind: 'refused', problem: problemOf()};

/** A bulk change of all users, confirmed, with its countdown over; its first requests are on their way. */
async function confirmed(verb: Verb, phrase: string, options: OpenOptions): Promise<OpenedEngine> {
	const opened = await openUsers(options);
	const targets = [...opened.service.world.users.values()].map((user) => ({
		kind: 'user' as const,
		user,
		group: undefined,
		isHidden: false,
	}));
	await opened.dispatch({type: 'change.asked', verb, targets});
	await opened.pass(seconds(1));
	await opened.type(phrase);
	await opened.press('tab', 'enter');
	return opened;
}

const deleteMany = async (count: number) =>
	confirmed('delete', `delete ${count}`, {users: manyUsers(count, emptied)});

async function disableTwelve(failure: Failure): Promise<OpenedEngine> {
	const opened = await disableMany(12);
	opened.service.always('changeUser', {failure});
	await opened.type('12');
	await opened.press('tab', 'enter');
	return opened;
}

test.each([
	['enable', '8', {syncStatus: 'disabled'}, 4],
	['synchronize', '8', {}, 4],
	['uninitialize', 'un-initialize 8', {}, 1],
	['deleteChain', 'delete 8', {}, 1],
] as const)(
	'to %s eight users, confirmed by "%s", takes as many requests at once as can be undone',
	async (verb, phrase, fields, together) => {
		const {pass, phases, service} = await confirmed(verb, phrase, {users: manyUsers(8, fields)});
		await pass(seconds(20));
		expect(new Set(phases())).toEqual(new Set(['done']));
		expect(service.mostOpen()).toBe(together);
	},
);

test.each([
	['that never leave', away],
	['that are refused', refused],
	['whose answers are lost', lost],
	['that make no sense', {kind: 'broken', status: 500}],
] satisfies ReadonlyArray<readonly [string, Failure]>)(
	'three requests in a row %s stop a bulk change, which had four on their way',
	async (_, failure) => {
		const {phases, service} = await disableTwelve(failure);
		expect(service.changes()).toHaveLength(6);
		expect(phases().filter((kind) => kind === 'cancelled')).toHaveLength(6);
	},
);

test.each([{kind: 'unauthorized'}, {kind: 'forbidden'}] satisfies readonly Failure[])(
	'after the first %o a bulk change sends nothing more: the next request would meet the same',
	async (failure) => {
		const {phases, service} = await disableTwelve(failure);
		expect(service.changes()).toHaveLength(4);
		expect(phases().filter((kind) => kind === 'cancelled')).toHaveLength(8);
	},
);

test('a service that asks to slow down is left alone for a while, and not for ever: what is put off again and again stops it', async () => {
	const {phases, service, pass} = await disableTwelve({kind: 'throttled', status: 429});
	expect(service.changes()).toHaveLength(4);
	await pass(seconds(4));
	expect(service.changes()).toHaveLength(4);
	await pass(minutes(2));
	expect(service.changes()).toHaveLength(16);
	expect(phases().filter((kind) => kind === 'failed')).toHaveLength(4);
	expect(phases().filter((kind) => kind === 'cancelled')).toHaveLength(8);
});

test('failures with a success between them do not stop a bulk change', async () => {
	const {service, phases, pass} = await deleteMany(6);
	const failure = {failure: refused};
	service.next('deleteUser', failure, failure, {}, failure, failure);
	await pass(minutes(1));
	expect(phases()).toEqual(['refused', 'refused', 'done', 'refused', 'refused', 'done']);
});

test('a lost answer counts as one failure, however often it is asked after, and the next one goes out when it is settled', async () => {
	const {service, phases, pass} = await deleteMany(3);
	service.next('deleteUser', {failure: lost});
	await pass(seconds(30));
	expect(phases()).toEqual(['unknown', 'waiting', 'waiting']);
	await pass(minutes(2));
	expect(phases()).toEqual(['notApplied', 'done', 'done']);
});

test('two lost answers that nobody can tell about are two failures, not four', async () => {
	const {service, phases, pass} = await deleteMany(4);
	service.next('deleteUser', {failure: lost}, {failure: lost});
	await pass(seconds(6));
	service.world.change('u-10', {notes: undefined});
	await pass(seconds(6));
	service.world.change('u-11', {notes: undefined});
	await pass(minutes(1));
	expect(phases()).toEqual(['untold', 'untold', 'done', 'done']);
});

test('three failures in a row stop a bulk change that is not the first one', async () => {
	const opened = await openUsers({users: manyUsers(12)});
	await opened.ask('x');
	await opened.press('y');
	expect(opened.phases()).toEqual(['done']);
	opened.service.always('changeUser', {failure: refused});
	await opened.press('*');
	await opened.ask('x');
	await opened.type('11');
	await opened.press('tab', 'enter');
	expect(opened.phases().filter((kind) => kind === 'cancelled')).toHaveLength(5);
});

test('the results of a bulk change stay on screen; those of a single one go by themselves', async () => {
	const opened = await disableMany(2);
	await opened.press('y');
	expect(opened.phases()).toEqual(['done', 'done']);
	expect(opened.state().dialog?.kind).toBe('run');
	const single = await openUsers();
	await single.ask('x');
	await single.press('y');
	expect(single.state().dialog).toBeUndefined();
});

test('a change that ends in the background does not close what another one shows', async () => {
	const opened = await openUsers();
	opened.service.next('changeUser', {failure: lost, isApplied: true});
	opened.service.next('getUser', {}, {failure: away});
	await opened.ask('x');
	await opened.press('y', 'escape', 'j');
	opened.service.next('changeUser', {held: Promise.withResolvers<void>().promise});
	await opened.ask('x');
	await opened.press('y');
	await opened.pass(seconds(10));
	const [first, second] = opened.state().runs;
	expect(first?.items[0]?.phase.kind).toBe('done');
	expect(opened.state().dialog).toMatchObject({kind: 'run', runId: second?.id});
});
