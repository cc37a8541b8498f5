import {describe, expect, test} from 'vitest';
import {toSafe} from '../../source/contract/text.ts';
import {milliseconds, seconds} from '../../source/contract/time.ts';
import {activityOf, batchOf, batchOn, issueOf, unreadableRow, userOf} from '../support/build.ts';
import {away} from '../support/fake-service.ts';
import {type OpenedEngine, type OpenOptions} from '../support/open-engine.ts';
import {openUsers} from '../support/open-users.ts';

const withIssues = userOf('u-1', {batch: batchOn('finishedWithIssues', 'u-1', {issues: 2})});
const rows = <Row>(list: readonly Row[], bad = 0) => ({
	rows: list,
	unreadable: Array.from({length: bad}, (_, index) => unreadableRow(index)),
});
const user = ({state}: OpenedEngine) => state().details.user;
const batch = ({state}: OpenedEngine) => state().details.batch;

/** The user who is first in the list, opened; the service has something to tell of everything. */
async function openUser(options: OpenOptions = {}): Promise<OpenedEngine> {
	const opened = await openUsers({users: [withIssues, userOf('u-2')], ...options});
	opened.service.says.activity = rows([activityOf('a-1')], 2);
	opened.service.says.issues = rows([issueOf('i-1')], 3);
	opened.service.says.batches = rows([batchOf('finished', 'u-1')], 1);
	await opened.press('enter');
	return opened;
}

/** What is shown of the open user, as ids. */
function shown(opened: OpenedEngine) {
	const {value} = user(opened);
	return (
		value && [value.batches, value.activity, value.issues].map((list) => list.map(({id}) => id))
	);
}

describe('an opened user', () => {
	test('is shown with batches, activity and issues; rows that cannot be read are counted together', async () => {
		const opened = await openUser();
		expect(shown(opened)).toEqual([['b-u-1'], ['a-1'], ['i-1']]);
		expect(user(opened)).toMatchObject({
			id: 'u-1',
			isAsking: false,
			failure: undefined,
			value: {unreadable: 6},
		});
	});

	test.each([
		['without issues', batchOn('finished', 'u-1')],
		['that there is not', undefined],
	])('has no issues asked for of a batch %s', async (_, current) => {
		const opened = await openUser({users: [userOf('u-1', {batch: current})]});
		expect(opened.service.count('listBatches')).toBe(1);
		expect(opened.service.count('getBatch')).toBe(0);
		expect(user(opened).value?.issues).toEqual([]);
	});

	test('is asked about again when the row is newer, and only then', async () => {
		const opened = await openUser();
		opened.service.world.change('u-2', {name: toSafe('Another')});
		await opened.pass(seconds(6));
		expect(opened.service.count('listBatches')).toBe(1);
		opened.service.says.activity = rows([activityOf('a-2'), activityOf('a-1')]);
		opened.service.world.change('u-1', {name: toSafe('Newer')});
		await opened.pass(seconds(6));
		expect(opened.service.count('listBatches')).toBe(2);
		expect(shown(opened)?.[1]).toEqual(['a-2', 'a-1']);
		await opened.pass(seconds(60));
		expect(opened.service.count('listBatches')).toBe(2);
	});

	test.each([
		['listBatches', 0],
		['listUserActivity', 1],
		['getBatch', 2],
	] as const)(
		'without an answer to %s is shown with the other parts, and asked about again after half a minute',
		async (name, part) => {
			const opened = await openUsers({users: [withIssues]});
			opened.service.says.activity = rows([activityOf('a-1')]);
			opened.service.says.issues = rows([issueOf('i-1')]);
			opened.service.next(name, {failure: away});
			await opened.press('enter');
			expect(shown(opened)?.map(({length}) => length)).toEqual(
				[1, 1, 1].map((length, index) => (index === part ? 0 : length)),
			);
			expect(user(opened).failure).toEqual(away);
			opened.service.world.change('u-1', {});
			await opened.pass(seconds(6));
			expect(user(opened).failure).toBeUndefined();
			expect(shown(opened)?.map(({length}) => length)).toEqual([1, 1, 1]);
		},
	);

	test.each(['listBatches', 'listUserActivity', 'getBatch'] as const)(
		'keeps what was there when %s is not answered later',
		async (name) => {
			const opened = await openUser();
			const before = shown(opened);
			opened.service.next(name, {failure: away});
			opened.service.world.change('u-1', {});
			await opened.pass(seconds(6));
			expect(user(opened).failure).toEqual(away);
			expect(shown(opened)).toEqual(before);
		},
	);

	test('of whom nothing could be read is asked about again by itself, not before half a minute', async () => {
		const opened = await openUsers({users: [withIssues]});
		for (const name of ['listBatches', 'listUserActivity', 'getBatch'] as const) {
			opened.service.next(name, {failure: away});
		}

		await opened.press('enter');
		expect(user(opened).value).toBeUndefined();
		await opened.pass(seconds(29));
		expect(opened.service.count('listBatches')).toBe(1);
		await opened.pass(seconds(6));
		expect(opened.service.count('listBatches')).toBe(2);
		expect(user(opened).value).toBeDefined();
	});

	test('does not get what was asked for the one before', async () => {
		const opened = await openUsers({users: [withIssues, userOf('u-2')]});
		const {promise, resolve} = Promise.withResolvers<void>();
		opened.service.next('listBatches', {held: promise});
		await opened.press('enter', 'escape', 'j', 'enter');
		expect(shown(opened)?.[0]).toEqual(['b-u-2']);
		resolve();
		await opened.pass(milliseconds(1));
		expect([user(opened).id, shown(opened)?.[0]]).toEqual(['u-2', ['b-u-2']]);
	});

	test('is asked about once at a time, and an answer for an older row does not replace a newer one', async () => {
		const opened = await openUsers({users: [withIssues, userOf('u-2')]});
		const {promise, resolve} = Promise.withResolvers<void>();
		opened.service.next('listBatches', {held: promise});
		await opened.press('enter');
		opened.service.world.change('u-1', {});
		await opened.pass(seconds(6));
		expect(opened.service.count('listBatches')).toBe(1);
		await opened.press('escape', 'j', 'enter', 'escape', 'k', 'enter');
		const {revision} = user(opened);
		resolve();
		await opened.pass(milliseconds(1));
		expect(user(opened)).toMatchObject({id: 'u-1', revision});
	});

	test('is not asked about while the service wants to be left alone, nor when credentials were refused', async () => {
		const opened = await openUsers({users: [withIssues]});
		const retryAfter = {kind: 'delay', delay: seconds(60)} as const;
		opened.service.next('changes', {failure: {kind: 'throttled', status: 429, retryAfter}});
		await opened.pass(seconds(5));
		await opened.press('enter');
		expect(opened.service.count('listBatches')).toBe(0);
		opened.service.next('changes', {failure: {kind: 'unauthorized'}});
		await opened.pass(seconds(61));
		await opened.press('escape', 'enter');
		expect(opened.service.count('listBatches')).toBe(0);
		await opened.press('R');
		expect(opened.service.count('listBatches')).toBe(1);
	});
});

describe('an opened batch', () => {
	test('is shown with its issues, the gravest first, and those that cannot be read are counted', async () => {
		const opened = await openUser();
		opened.service.says.issues = rows([issueOf('i-1'), issueOf('i-2', {severity: 'severe'})], 3);
		await opened.press('enter');
		expect(batch(opened)).toMatchObject({
			id: 'b-u-1',
			isAsking: false,
			value: {batch: {id: 'b-u-1'}, issues: [{id: 'i-1'}, {id: 'i-2'}], unreadable: 3},
		});
		expect(opened.state().view.lists.issues.cursor).toBe('i-2');
	});

	test('is asked about again when it is the current one and its user changes', async () => {
		const opened = await openUser();
		await opened.press('enter');
		const asked = opened.service.count('getBatch');
		opened.service.world.change('u-1', {});
		await opened.pass(seconds(6));
		expect(opened.service.count('getBatch')).toBe(asked + 1);
	});

	test('of the past does not change any more', async () => {
		const opened = await openUser();
		await opened.press('enter');
		const asked = opened.service.count('getBatch');
		opened.service.world.change('u-1', {batch: batchOf('running', 'u-1', {id: 'b-next'})});
		await opened.pass(seconds(6));
		expect(opened.service.count('getBatch')).toBe(asked);
	});

	test('keeps what was read when it cannot be read again', async () => {
		const opened = await openUser();
		await opened.press('enter');
		opened.service.next('getBatch', {failure: away});
		opened.service.world.change('u-1', {});
		await opened.pass(seconds(6));
		expect(batch(opened)).toMatchObject({failure: away, value: {unreadable: 3}});
	});
});
