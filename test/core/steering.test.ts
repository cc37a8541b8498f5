import {describe, expect, test} from 'vitest';
import {type Failure} from '../../source/contract/outcome.ts';
import {milliseconds, minutes, seconds} from '../../source/contract/time.ts';
import {freshnessOf} from '../../source/core/feed.ts';
import {manyUsers} from '../support/open-users.ts';
import {openEngine, type OpenedEngine} from '../support/open-engine.ts';

const freshness = ({state}: OpenedEngine) => freshnessOf(state().feed, state().now);
const asks = ({service}: OpenedEngine) => service.count('changes');
const wait20: Failure = {
	kind: 'throttled',
	status: 429,
	retryAfter: {kind: 'delay', delay: seconds(20)},
};

function hold() {
	const {promise, resolve} = Promise.withResolvers<void>();
	return {held: promise, release: resolve};
}

describe('the interval', () => {
	test('is kept for the next start, said, and counts from the key on', async () => {
		const opened = await openEngine();
		await opened.pass(seconds(4));
		const before = asks(opened);
		await opened.press('+');
		expect(opened.asked).toEqual(['interval 10000']);
		expect(opened.notice()).toBe('Asking every 10s');
		await opened.pass(milliseconds(9999));
		expect(asks(opened)).toBe(before);
		await opened.pass(milliseconds(1));
		expect(asks(opened)).toBe(before + 1);
	});

	test('does not shorten the pause after a failure, nor ask twice while an answer is waited for', async () => {
		const opened = await openEngine({interval: seconds(10)});
		opened.service.next('changes', {failure: {kind: 'broken', status: 500}});
		await opened.pass(seconds(10));
		const before = asks(opened);
		await opened.press('-', '-');
		await opened.pass(seconds(4));
		expect(asks(opened)).toBe(before);
		opened.service.next('changes', hold());
		await opened.pass(seconds(1));
		await opened.press('-');
		await opened.pass(minutes(1));
		expect(asks(opened)).toBe(before + 1);
	});
});

describe('R', () => {
	test('asks at once, and the interval counts from then on', async () => {
		const opened = await openEngine();
		await opened.pass(seconds(4));
		const before = asks(opened);
		await opened.press('R');
		expect(asks(opened)).toBe(before + 1);
		await opened.pass(milliseconds(4999));
		expect(asks(opened)).toBe(before + 1);
	});

	test('says how long the service wants to be left alone', async () => {
		const opened = await openEngine();
		opened.service.next('changes', {failure: wait20});
		await opened.pass(seconds(5));
		await opened.press('R');
		expect(opened.notice()).toBe('The service asked for a pause; next try in 20s');
		expect(opened.state().notice?.tone).toBe('warn');
	});

	test('signs in again when credentials were refused, and only then', async () => {
		const opened = await openEngine();
		await opened.press('R');
		expect(opened.service.signIns()).toBe(0);
		opened.service.next('changes', {failure: {kind: 'unauthorized'}});
		await opened.pass(seconds(5));
		await opened.press('R');
		expect(opened.service.signIns()).toBe(1);
		expect(freshness(opened)).toBe('live');
	});

	test('goes on when it was paused', async () => {
		const opened = await openEngine();
		await opened.press('p', 'R');
		expect(freshness(opened)).toBe('live');
		const before = asks(opened);
		await opened.pass(seconds(5));
		expect(asks(opened)).toBe(before + 1);
	});
});

describe('a pause', () => {
	test('keeps what comes meanwhile off the screen, and brings it afterwards', async () => {
		const opened = await openEngine();
		const {held, release} = hold();
		opened.service.world.remove('u-2');
		opened.service.next('changes', {held});
		await opened.pass(seconds(5));
		await opened.press('p');
		release();
		await opened.pass(minutes(1));
		expect(opened.state().entities.users.size).toBe(3);
		await opened.press('p');
		expect(opened.state().entities.users.size).toBe(2);
	});

	test.each([
		[{failure: wait20}, 0],
		[{failure: {kind: 'broken', status: 500}}, 1],
		[{}, 1],
	] as const)(
		'in which %o arrives: whether the service is left alone when it ends',
		async (answer, asked) => {
			const opened = await openEngine({interval: seconds(60)});
			const {held, release} = hold();
			opened.service.next('changes', {...answer, held});
			await opened.pass(seconds(60));
			await opened.press('p');
			release();
			await opened.pass(seconds(1));
			const before = asks(opened);
			await opened.press('p');
			await opened.pass(seconds(18));
			expect(asks(opened)).toBe(before + asked);
		},
	);
});

test('a pause that the service asked for is over when it has been waited out while paused', async () => {
	const opened = await openEngine();
	opened.service.next('changes', {failure: wait20});
	await opened.pass(seconds(5));
	await opened.press('p');
	await opened.pass(seconds(30));
	const before = asks(opened);
	await opened.press('p');
	expect(asks(opened)).toBe(before + 1);
});

describe('after the program was stopped and continued', () => {
	test('it asks at once', async () => {
		const opened = await openEngine({interval: seconds(60)});
		const before = asks(opened);
		await opened.dispatch({type: 'feed.continued'});
		expect(asks(opened)).toBe(before + 1);
	});

	test.each([['p'], []])('it stays as it was when it was %s', async (...keys) => {
		const opened = await openEngine();
		if (keys.length === 0) {
			opened.service.next('changes', {failure: {kind: 'unauthorized'}});
			await opened.pass(seconds(5));
		}

		await opened.press(...keys);
		const before = opened.service.log.length;
		await opened.dispatch({type: 'feed.continued'});
		await opened.pass(minutes(1));
		expect(opened.service.log).toHaveLength(before);
	});
});

describe('in the middle of a list', () => {
	const pages = {users: manyUsers(6), pageLength: 2, isIdle: true};

	test('a page that fails is asked for again, and what was read before it stays', async () => {
		const opened = await openEngine(pages);
		opened.service.next('listUsers', {}, {failure: {kind: 'broken', status: 500}});
		await opened.dispatch({type: 'app.started'});
		expect(freshness(opened)).toBe('stale');
		await opened.pass(seconds(6));
		expect(freshness(opened)).toBe('live');
		expect(opened.state().entities.users.size).toBe(6);
		expect(
			opened.service.log.filter(({name}) => name === 'listUsers').map(({about}) => about),
		).toEqual(['start', 'u-11', 'u-11', 'u-13']);
	});

	test('a page that is forbidden ends the list: the rest is done without', async () => {
		const opened = await openEngine(pages);
		opened.service.next('listUsers', {}, {failure: {kind: 'forbidden'}});
		await opened.dispatch({type: 'app.started'});
		expect(freshness(opened)).toBe('live');
		expect(opened.state().feed.refused.users).toEqual({kind: 'forbidden'});
	});

	test('rights that cannot be read do not cut it short', async () => {
		const opened = await openEngine(pages);
		opened.service.always('session', {failure: {kind: 'broken', status: 500}});
		await opened.dispatch({type: 'app.started'});
		expect(opened.state().entities.users.size).toBe(6);
	});
});

test('a question for changes that is refused like a part is a failure of the whole', async () => {
	const opened = await openEngine();
	opened.service.always('changes', {failure: {kind: 'forbidden'}});
	await opened.pass(seconds(5));
	expect(freshness(opened)).toBe('stale');
	await opened.pass(seconds(20));
	expect(freshness(opened)).toBe('offline');
});
