import {describe, expect, test} from 'vitest';
import {type Failure} from '../../source/contract/outcome.ts';
import {milliseconds, minutes, seconds} from '../../source/contract/time.ts';
import {freshnessOf} from '../../source/core/feed.ts';
import {reasonNotToChange} from '../../source/core/targets.ts';
import {userOf as userNow} from '../../source/core/users/user-table.ts';
import {toSafe} from '../../source/contract/text.ts';
import {manyUsers} from '../support/open-users.ts';
import {problemOf, userOf} from '../support/build.ts';
import {away} from '../support/fake-service.ts';
import {openEngine, type OpenedEngine} from '../support/open-engine.ts';

const forbidden: Failure = {kind: 'forbidden'};
const broken: Failure = {kind: 'broken', status: 500};
const freshness = ({state}: OpenedEngine) => freshnessOf(state().feed, state().now);

describe('a part that is refused does not keep the others from being live [R10]', () => {
	test('without the list of users the counts and groups go on, and the list says why it is empty', async () => {
		const opened = await openEngine({isIdle: true});
		opened.service.always('listUsers', {failure: forbidden});
		await opened.dispatch({type: 'app.started'});
		expect(freshness(opened)).toBe('live');
		expect(opened.state().feed.refused.users).toEqual(forbidden);
		expect(opened.state().isComplete).toBe(false);
		expect(opened.state().entities.groups.size).toBe(2);
		const asked = opened.service.count('changes');
		await opened.pass(seconds(30));
		expect(opened.service.count('changes')).toBeGreaterThan(asked + 3);
		expect(freshness(opened)).toBe('live');
	});

	test.each([
		{kind: 'missing'},
		{kind: 'malformed', path: toSafe('users'), expected: toSafe('a list')},
		{kind: 'tooLarge', limitBytes: 1},
		{kind: 'refused', problem: problemOf()},
		{kind: 'conflict', problem: problemOf()},
	] satisfies readonly Failure[])('whatever it is refused with: %o', async (failure) => {
		const opened = await openEngine({isIdle: true});
		opened.service.always('listUsers', {failure});
		await opened.dispatch({type: 'app.started'});
		expect(freshness(opened)).toBe('live');
		expect(opened.state().feed.refused.users).toEqual(failure);
	});

	test('without groups and options the users go on', async () => {
		const opened = await openEngine({isIdle: true});
		opened.service.always('overview', {failure: broken});
		await opened.dispatch({type: 'app.started'});
		await opened.pass(seconds(20));
		expect(freshness(opened)).toBe('live');
		expect(opened.state().entities.users.size).toBe(3);
		expect(opened.state().isComplete).toBe(true);
		expect(opened.state().feed.refused.overview).toEqual(broken);
	});

	test('without rights that could be read everything is shown and nothing can be changed', async () => {
		const opened = await openEngine({isIdle: true});
		opened.service.always('session', {failure: broken});
		await opened.dispatch({type: 'app.started'});
		await opened.pass(seconds(20));
		expect(freshness(opened)).toBe('live');
		expect(opened.state().isComplete).toBe(true);
		expect(reasonNotToChange(opened.state())).toContain('your rights');
		expect(opened.service.count('session')).toBe(1);
		opened.service.always('session', undefined);
		await opened.pass(minutes(1));
		expect(reasonNotToChange(opened.state())).toBeUndefined();
	});

	test('it is asked for again after a minute, and at once by whoever asks', async () => {
		const opened = await openEngine({isIdle: true});
		opened.service.always('listUsers', {failure: forbidden});
		await opened.dispatch({type: 'app.started'});
		await opened.pass(seconds(50));
		expect(opened.service.count('listUsers')).toBe(1);
		await opened.press('R');
		await opened.pass(seconds(6));
		expect(opened.service.count('listUsers')).toBe(2);
		opened.service.always('listUsers', undefined);
		await opened.pass(seconds(70));
		expect(opened.state().isComplete).toBe(true);
		expect(opened.state().feed.refused).toEqual({});
	});

	test('when nothing at all can be read, that is no connection', async () => {
		const opened = await openEngine({isIdle: true});
		opened.service.always('overview', {failure: broken});
		opened.service.always('listUsers', {failure: broken});
		await opened.dispatch({type: 'app.started'});
		await opened.pass(minutes(2));
		expect(freshness(opened)).toBe('offline');
		expect(opened.service.count('listUsers')).toBeLessThan(8);
	});
});

test('a service that says "start over" to every question for changes is asked less and less often', async () => {
	const opened = await openEngine();
	const before = opened.service.count('listUsers');
	opened.service.always('changes', {failure: {kind: 'startOver'}});
	await opened.pass(minutes(10));
	expect(opened.service.count('listUsers') - before).toBeLessThan(16);
	opened.service.always('changes', undefined);
	await opened.pass(minutes(2));
	expect(freshness(opened)).toBe('live');
});

test.each([
	away,
	{kind: 'unreachable', code: toSafe('ECONNRESET'), wasSent: true},
	{kind: 'forbidden'},
	{kind: 'missing'},
	{kind: 'conflict', problem: problemOf()},
	{kind: 'startOver'},
	{kind: 'refused', problem: problemOf()},
	{kind: 'throttled', status: 503},
	{kind: 'redirected', to: toSafe('/login')},
	{kind: 'broken', status: 500},
	{kind: 'malformed', path: toSafe('revision'), expected: toSafe('a number')},
	{kind: 'tooLarge', limitBytes: 1},
] satisfies readonly Failure[])(
	'a question for changes that fails with %o is put again by itself',
	async (failure) => {
		const opened = await openEngine();
		opened.service.next('changes', {failure}, {failure});
		await opened.pass(minutes(1));
		expect(freshness(opened)).toBe('live');
		expect(opened.service.count('changes')).toBeGreaterThan(3);
	},
);

test('an answer of a replica that lags takes nothing back [R3]', async () => {
	const opened = await openEngine();
	opened.service.world.change('u-1', {syncStatus: 'disabled'});
	await opened.pass(seconds(6));
	const {revision} = opened.state().feed;
	const {held, release} = hold();
	opened.service.next('changes', {held});
	await opened.pass(seconds(6));
	opened.service.world.change('u-2', {syncStatus: 'disabled'});
	release();
	await opened.pass(seconds(10));
	expect(opened.state().feed.revision).toBeGreaterThan(revision ?? 0);
});

test('a change that is made while the list is still being read is not undone on screen by older pages', async () => {
	const opened = await openEngine({
		users: [userOf('u-01'), ...manyUsers(5)],
		pageLength: 2,
		isIdle: true,
	});
	const {held, release} = hold();
	opened.service.next('listUsers', {}, {held});
	await opened.dispatch({type: 'app.started'});
	await opened.press('2');
	await opened.ask('x');
	await opened.press('y');
	expect(statusOf(opened, 'u-01')).toBe('disabled');
	release();
	await opened.pass(milliseconds(1));
	expect(statusOf(opened, 'u-01')).toBe('disabled');
});

const statusOf = ({state}: OpenedEngine, id: string) =>
	userNow(state().entities.users, id)?.syncStatus;

function hold() {
	const {promise, resolve} = Promise.withResolvers<void>();
	return {held: promise, release: resolve};
}
