import {describe, expect, test} from 'vitest';
import {toSafe} from '../../source/contract/text.ts';
import {milliseconds, minutes, seconds} from '../../source/contract/time.ts';
import {freshnessOf} from '../../source/core/feed.ts';
import {userOf as userNow} from '../../source/core/users/user-table.ts';
import {activityOf, groupOf, overviewOf, unreadableRow, userOf} from '../support/build.ts';
import {openEngine, type OpenedEngine} from '../support/open-engine.ts';
import {manyUsers, openUsers} from '../support/open-users.ts';

const recent = ({state}: OpenedEngine) => state().activity.map(({id}) => String(id));
const unread = ({state}: OpenedEngine) => [...state().unreadable.keys()].toSorted();
const started = async (opened: OpenedEngine) => {
	await opened.dispatch({type: 'app.started'});
	return opened;
};
const readable = <Row>(rows: readonly Row[]) => ({rows, unreadable: []});
const activities = (first: number, last: number) =>
	readable(Array.from({length: last - first + 1}, (_, index) => activityOf(`a-${first + index}`)));

/** Something changes, and the next poll brings what the service says besides. */
async function poll(
	opened: OpenedEngine,
	changes: OpenedEngine['service']['says']['changes'] = {},
): Promise<void> {
	opened.service.says.changes = changes;
	opened.service.world.change('u-3', {notes: undefined});
	await opened.pass(opened.state().feed.interval);
	opened.service.says.changes = {};
}

function hold() {
	const {promise, resolve} = Promise.withResolvers<void>();
	return {held: promise, release: resolve};
}

describe('recent changes', () => {
	test('arrive with the start and with every poll, the newest first, each once', async () => {
		const opened = await openEngine({isIdle: true});
		opened.service.says.overview = {activity: activities(1, 2)};
		await started(opened);
		expect(recent(opened)).toEqual(['a-2', 'a-1']);
		await poll(opened, {activity: activities(2, 4)});
		expect(recent(opened)).toEqual(['a-4', 'a-3', 'a-2', 'a-1']);
		await poll(opened);
		expect(recent(opened)).toHaveLength(4);
	});

	test('are kept up to two hundred', async () => {
		const opened = await openEngine();
		await poll(opened, {activity: activities(1, 150)});
		await poll(opened, {activity: activities(151, 250)});
		expect(recent(opened)).toHaveLength(200);
		expect(recent(opened).at(0)).toBe('a-250');
	});
});

describe('rows that cannot be read', () => {
	test('are known by what they are and by their id, or by their place in the list where they have none', async () => {
		const opened = await openEngine({users: manyUsers(3), pageLength: 2, isIdle: true});
		opened.service.says.overview = {
			groups: {rows: [], unreadable: [unreadableRow(0, 'g-9')]},
			activity: {rows: [], unreadable: [unreadableRow(4)]},
		};
		opened.service.says.unreadableUsers = [unreadableRow(1), unreadableRow(2, 'u-9')];
		await started(opened);
		expect(unread(opened)).toEqual([
			'activity #4',
			'group g-9',
			'user #1',
			// After two rows that could be read and two that could not.
			'user #5',
			'user u-9',
		]);
		expect(new Set(opened.state().unreadable.values())).toEqual(new Set(['version: a number']));
	});

	test('count once while they stay bad, and no more when they can be read or are gone', async () => {
		const opened = await openEngine();
		const users = {rows: [], unreadable: [unreadableRow(0, 'u-1'), unreadableRow(1, 'u-2')]};
		const groups = {rows: [], unreadable: [unreadableRow(0, 'g-1'), unreadableRow(1, 'g-2')]};
		const activity = {rows: [], unreadable: [unreadableRow(0, 'a-1')]};
		await poll(opened, {users, groups, activity});
		await poll(opened, {users});
		const all = ['activity a-1', 'group g-1', 'group g-2', 'user u-1', 'user u-2'];
		expect(unread(opened)).toEqual(all);
		await poll(opened);
		expect(unread(opened)).toEqual(all);
		await poll(opened, {
			users: readable([userOf('u-1', {revision: 90})]),
			removedUsers: [userOf('u-2').id],
			groups: readable([groupOf('g-1', {revision: 90})]),
			removedGroups: [groupOf('g-2').id],
		});
		expect(unread(opened)).toEqual(['activity a-1']);
	});

	test('are forgotten when everything is read anew', async () => {
		const opened = await openEngine();
		await poll(opened, {
			users: {rows: [], unreadable: [unreadableRow(0, 'u-1')]},
			groups: {rows: [], unreadable: [unreadableRow(0, 'g-9')]},
			activity: {rows: [], unreadable: [unreadableRow(0)]},
		});
		expect(unread(opened)).toEqual(['activity #0', 'group g-9', 'user u-1']);
		opened.service.next('changes', {failure: {kind: 'startOver'}});
		await opened.pass(seconds(6));
		expect(unread(opened)).toEqual([]);
	});
});

describe('counts and options', () => {
	const counts = {active: 5, withIssues: 1, suspended: 2, notConfigured: 3};
	const {dashboard, syncOptions} = overviewOf({
		dashboard: {users: 9, counts},
		syncOptions: {status: 'paused', mailServers: [], statistics: []},
	});

	test('come with a poll, and stay when a poll says nothing of them', async () => {
		const opened = await openEngine();
		await poll(opened, {dashboard, syncOptions});
		await poll(opened);
		expect(opened.state().dashboard?.counts).toEqual(counts);
		expect(opened.state().syncOptions?.status).toBe('paused');
	});
});

describe('a full read', () => {
	test('ends when a page leads to itself: that is told, and not asked for ever', async () => {
		const opened = await openEngine({users: manyUsers(4), pageLength: 2, isIdle: true});
		opened.service.says.next = userOf('u-11').id;
		await started(opened);
		await opened.pass(minutes(2));
		expect(freshnessOf(opened.state().feed, opened.state().now)).not.toBe('live');
		expect(opened.state().feed.failure).toMatchObject({kind: 'malformed', path: 'next'});
		expect(opened.service.count('listUsers')).toBeLessThan(12);
	});

	test('misses nothing that changed on a page while the next one was asked for', async () => {
		const opened = await openEngine({users: manyUsers(4), pageLength: 2, isIdle: true});
		const {held, release} = hold();
		opened.service.next('listUsers', {held});
		await started(opened);
		opened.service.world.change('u-10', {name: toSafe('Meanwhile')});
		release();
		await opened.pass(milliseconds(1));
		expect(userNow(opened.state().entities.users, 'u-10')?.name).toBe('Meanwhile');
	});

	test('keeps a change that was made during it, page after page', async () => {
		const opened = await openUsers({users: manyUsers(6), pageLength: 2, isIdle: true});
		const [second, third] = [hold(), hold()];
		opened.service.next('listUsers', {}, second, third);
		await started(opened);
		await opened.ask('x');
		await opened.press('y');
		second.release();
		await opened.pass(milliseconds(1));
		expect(opened.state().entities.users.size).toBe(4);
		expect(userNow(opened.state().entities.users, 'u-10')?.syncStatus).toBe('disabled');
		await opened.press('escape', '3');
		await opened.ask('x');
		await opened.type('Group g-1');
		await opened.press('tab', 'enter');
		expect(opened.phases()).toEqual(['done']);
		opened.service.next('changes', hold());
		third.release();
		await opened.pass(milliseconds(1));
		expect(opened.state().entities.users.size).toBe(6);
		expect(opened.state().entities.groups.get('g-1')?.syncStatus).toBe('disabled');
	});
});

describe('a poll', () => {
	test('of a replica that lags takes nothing back, and does not say that there is more', async () => {
		const opened = await openEngine();
		await poll(opened);
		const asked = opened.service.count('changes');
		await poll(opened, {
			revision: 1,
			more: true,
			users: readable([userOf('u-1', {revision: 99, name: 'Of long ago'})]),
		});
		expect(userNow(opened.state().entities.users, 'u-1')?.name).toBe('Name u-1');
		expect(opened.service.count('changes')).toBe(asked + 1);
	});

	test('that is told of more asks again at once, unless it gets no further', async () => {
		const opened = await openEngine();
		const asked = opened.service.count('changes');
		await poll(opened, {more: true});
		expect(opened.service.count('changes')).toBe(asked + 2);
		await poll(opened, {more: true, revision: opened.state().feed.revision ?? 0});
		expect(opened.service.count('changes')).toBe(asked + 3);
	});
});
