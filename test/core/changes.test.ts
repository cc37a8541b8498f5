import {expect, test} from 'vitest';
import {toSafe} from '../../source/contract/text.ts';
import {milliseconds, minutes, seconds} from '../../source/contract/time.ts';
import {isReached} from '../../source/core/run.ts';
import {chosenTargets} from '../../source/core/targets.ts';
import {batchOf, batchOn, groupOf, userOf} from '../support/build.ts';
import {away, lost} from '../support/fake-service.ts';
import {manyUsers, openUsers} from '../support/open-users.ts';

test('disabling one user is one guarded request, written down before and after, and read back', async () => {
	const {ask, press, service, journal, phases, run} = await openUsers();
	await ask('x');
	expect(service.changes()).toEqual([]);
	await press('y');
	expect(service.changes()).toEqual([
		{name: 'changeUser', about: 'u-1 disabled', guard: {key: expect.any(String), version: 1}},
	]);
	expect(phases()).toEqual(['done']);
	expect(journal.entries.map(({phase, outcome}) => [phase, outcome])).toEqual([
		['intent', undefined],
		['result', 'done'],
	]);
	expect(journal.entries[0]).toMatchObject({
		actor: 'pat.admin',
		action: 'disable',
		key: service.changes()[0]?.guard?.key,
		target: {type: 'user', id: 'u-1', name: 'u-1@example.com'},
		before: {version: 1, syncStatus: 'enabled'},
	});
	expect(run().endedAt).toBeDefined();
});

test('the intent is on disk before the request leaves', async () => {
	const opened = await openUsers();
	await opened.ask('x');
	const {promise, resolve} = Promise.withResolvers<void>();
	opened.service.next('changeUser', {held: promise});
	await opened.press('y');
	expect(opened.journal.entries.map(({phase}) => phase)).toEqual(['intent']);
	expect(opened.service.changes()).toHaveLength(1);
	resolve();
	await opened.pass(milliseconds(1));
	expect(opened.journal.entries.map(({phase}) => phase)).toEqual(['intent', 'result']);
});

test('when the journal cannot be written nothing is sent, and changes are off from then on [R39]', async () => {
	const {ask, press, service, journal, notice, state} = await openUsers();
	await ask('x');
	journal.outcomes.push({ok: false, reason: toSafe('disk full')});
	await press('y', 'escape', 'x');
	expect(service.changes()).toEqual([]);
	expect(notice()).toContain('disk full');
	expect(state().dialog).toBeUndefined();
});

test('who loses a race is told so, and the request is not repeated [C4, C12]', async () => {
	const {ask, press, pass, service, phases, notice} = await openUsers();
	await ask('x');
	service.world.change('u-1', {mailboxStatus: 'notInitialized'});
	await press('y');
	await pass(minutes(2));
	expect(service.changes()).toHaveLength(1);
	expect(phases()).toEqual(['conflict']);
	expect(service.world.user('u-1')?.syncStatus).toBe('enabled');
	expect(notice()).not.toContain('verified');
});

test('a lost answer is unknown, read back, and found done, after exactly one request [R43, C7]', async () => {
	const {ask, press, pass, service, phases, journal, notice} = await openUsers();
	await ask('x');
	service.next('changeUser', {failure: lost, isApplied: true});
	service.next('getUser', {failure: away}, {failure: away});
	await press('y');
	expect(phases()).toEqual(['unknown']);
	await press('escape', 'e');
	expect(notice()).toContain('not settled');
	await pass(seconds(20));
	expect(phases()).toEqual(['done']);
	expect(service.changes()).toHaveLength(1);
	expect(journal.entries.map(({outcome}) => outcome)).toEqual([undefined, 'unknown', 'done']);
});

test('a lost answer to a request that was not carried out ends as not done, and is not sent again', async () => {
	const {ask, press, pass, service, phases, journal} = await openUsers();
	await ask('x');
	service.next('changeUser', {failure: lost});
	await press('y');
	await pass(seconds(50));
	expect(phases()).toEqual(['unknown']);
	await pass(minutes(5));
	expect(phases()).toEqual(['notApplied']);
	expect(service.changes()).toHaveLength(1);
	expect(journal.entries.at(-1)?.outcome).toBe('notApplied');
});

test('silence settles nothing: without an answer to the read-back it stays unknown', async () => {
	const {ask, press, pass, service, phases} = await openUsers();
	await ask('x');
	service.next('changeUser', {failure: lost});
	service.always('getUser', {failure: away});
	await press('y');
	await pass(minutes(10));
	expect(phases()).toEqual(['unknown']);
	expect(service.changes()).toHaveLength(1);
});

test('what the service says is done is called so, with a word about it, when five readings fail', async () => {
	const {ask, press, pass, service, phases, notice} = await openUsers();
	await ask('x');
	const before = service.count('getUser');
	service.always('getUser', {failure: away});
	await press('y');
	await pass(milliseconds(3999));
	expect(phases()).toEqual(['verifying']);
	await pass(milliseconds(1));
	expect(phases()).toEqual(['done']);
	expect(service.count('getUser')).toBe(before + 5);
	expect(notice()).toContain('done, but not read back: no answer in time');
});

test.each([
	[true, 'done'],
	[false, 'notApplied'],
] as const)(
	'of a user without any batch a synchronization whose answer was lost is told by a batch that is there: %s',
	async (isApplied, end) => {
		const {dispatch, press, pass, service, state, phases} = await openUsers({
			users: [userOf('u-1', {batch: undefined})],
		});
		const targets = chosenTargets(state());
		await dispatch({type: 'change.asked', verb: 'synchronize', targets});
		await pass(milliseconds(400));
		service.next('synchronizeUser', {failure: lost, isApplied});
		await press('y');
		await pass(minutes(2));
		expect(phases()).toEqual([end]);
	},
);

test('a request that never left is not unknown', async () => {
	const {ask, press, service, phases} = await openUsers();
	await ask('x');
	service.next('changeUser', {failure: away});
	await press('y');
	expect(phases()).toEqual(['failed']);
	expect(service.world.user('u-1')?.syncStatus).toBe('enabled');
});

test('a change can be undone once, for ten minutes, where nobody touched it since', async () => {
	const {ask, press, pass, service, notice, plan} = await openUsers({users: manyUsers(4)});
	await press('*');
	await ask('x');
	await press('y');
	service.world.change('u-11', {name: toSafe('Touched')});
	await pass(seconds(20));
	await press('escape');
	await ask('z');
	expect(plan().items.map(({target}) => target.kind === 'user' && target.user.id)).toEqual([
		'u-10',
		'u-12',
		'u-13',
	]);
	await press('y');
	expect(
		service
			.changes()
			.slice(4)
			.map(({about}) => about),
	).toEqual(['u-10 enabled', 'u-12 enabled', 'u-13 enabled']);
	await pass(seconds(10));
	await press('escape', 'z');
	expect(notice()).toContain('no change of the last 10 minutes');
});

test('after ten minutes a change is not undone any more', async () => {
	const {ask, press, pass, notice} = await openUsers();
	await ask('x');
	await press('y');
	await pass(milliseconds(minutes(10) + 1));
	await press('z');
	expect(notice()).toContain('no change of the last 10 minutes');
});

test('what only lifted a hold cannot be put back', async () => {
	const users = [userOf('u-1', {hold: 'throttling'})];
	const {ask, press, pass, notice, phases} = await openUsers({users});
	await ask('e');
	await press('y');
	expect(phases()).toEqual(['done']);
	await pass(seconds(10));
	await press('z');
	expect(notice()).toContain('cannot be put back');
});

test('leaving while a change is on its way is asked about first', async () => {
	const {ask, press, service, asked, state} = await openUsers();
	await ask('x');
	service.next('changeUser', {held: Promise.withResolvers<void>().promise});
	await press('y', 'escape', 'q');
	expect(state().dialog?.kind).toBe('quit');
	expect(asked).toEqual([]);
	await press('enter', 'q', 'y');
	expect(asked).toEqual(['quit']);
});

test('a forced synchronization is done when a new forced batch is seen, not the one that was there', () => {
	const before = userOf('u-1', {batch: batchOn('finished', 'u-1', {kind: 'forced'})});
	const target = {kind: 'user' as const, user: before, group: groupOf('g-1'), isHidden: false};
	const item = {
		target,
		steps: ['synchronize' as const],
		version: 1,
		phase: {kind: 'sending' as const, step: 0},
	};
	expect(isReached('synchronize', item, target)).toBe(false);
	const after = {...before, batch: batchOf('queued', 'u-1', {id: 'b-new', kind: 'forced'})};
	expect(isReached('synchronize', item, {...target, user: after})).toBe(true);
	expect(isReached('delete', item, target)).toBe(false);
	expect(isReached('delete', item, undefined)).toBe(true);
	expect(isReached('disable', item, undefined)).toBe(false);
});

test('a read-back of a user who was removed meanwhile does not bring the user back', async () => {
	const {ask, press, pass, service, state} = await openUsers();
	await ask('x');
	const {promise, resolve} = Promise.withResolvers<void>();
	service.next('getUser', {held: promise});
	await press('y');
	service.world.remove('u-1');
	await pass(seconds(6));
	expect(state().entities.users.size).toBe(2);
	resolve();
	await pass(seconds(6));
	expect(state().entities.users.size).toBe(2);
});

test('the cursor stays on the user whose row moves when a change is made', async () => {
	const {ask, press, dispatch, service, state} = await openUsers();
	await dispatch({type: 'list.sorted', list: 'users', column: 'status'});
	await press('G');
	await ask('x');
	service.next('getUser', {held: Promise.withResolvers<void>().promise});
	await press('y');
	expect(state().view.lists.users).toMatchObject({cursor: 'u-3', position: 0});
});
