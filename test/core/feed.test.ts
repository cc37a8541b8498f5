import * as fc from 'fast-check';
import {expect, test} from 'vitest';
import {type Failure} from '../../source/contract/outcome.ts';
import {type EpochMs, epochMs, milliseconds, minutes, seconds} from '../../source/contract/time.ts';
import {ageOf, freshnessOf, serviceNow} from '../../source/core/feed.ts';
import {askedPause, backOff, intervals, stepInterval} from '../../source/core/polling.ts';
import {reasonNotToChange} from '../../source/core/targets.ts';
import {toSafe} from '../../source/contract/text.ts';
import {userOf} from '../support/build.ts';
import {away} from '../support/fake-service.ts';
import {openEngine, type OpenedEngine} from '../support/open-engine.ts';

const startOver: Failure = {kind: 'startOver'};
const freshness = ({state}: OpenedEngine) => freshnessOf(state().feed, state().now);

test('failures are waited out for 5, 10, 20, 40, 60, 60 seconds, give or take a fifth [R4]', () => {
	expect([1, 2, 3, 4, 5, 6, 50].map((failures) => backOff(failures, 0.5))).toEqual(
		[5, 10, 20, 40, 60, 60, 60].map((value) => seconds(value)),
	);
	fc.assert(
		fc.property(
			fc.integer({min: 1, max: 100}),
			fc.double({min: 0, max: 0.999_999, noNaN: true}),
			(failures, random) => {
				const middle = backOff(failures, 0.5);
				expect(Math.abs(backOff(failures, random) - middle)).toBeLessThanOrEqual(middle * 0.2);
				expect(backOff(failures + 1, random)).toBeGreaterThanOrEqual(backOff(failures, random));
			},
		),
	);
	expect(backOff(1, 0)).toBe(4000);
});

test('a pause that the service asks for is kept in both forms, a minute without one, ten at most [R7]', () => {
	const now = epochMs(1_000_000);
	expect(askedPause({kind: 'delay', delay: seconds(20)}, now)).toBe(20_000);
	expect(askedPause({kind: 'moment', moment: epochMs(now + 30_000)}, now)).toBe(30_000);
	expect(askedPause(undefined, now)).toBe(60_000);
	expect(askedPause({kind: 'delay', delay: minutes(10_000)}, now)).toBe(minutes(10));
	expect(askedPause({kind: 'moment', moment: epochMs(0)}, now)).toBe(1000);
});

test('the interval steps through 2, 5, 10, 30 and 60 seconds and stays there', () => {
	expect(intervals).toEqual([2000, 5000, 10_000, 30_000, 60_000]);
	expect(stepInterval(seconds(5), 1)).toBe(10_000);
	expect(stepInterval(seconds(5), -1)).toBe(2000);
	expect(stepInterval(seconds(60), 1)).toBe(60_000);
	expect(stepInterval(seconds(2), -1)).toBe(2000);
	expect(stepInterval(seconds(7), 1)).toBe(10_000);
});

test('everything is read in pages once, then only what changed', async () => {
	const users = ['u-1', 'u-2', 'u-3', 'u-4', 'u-5'].map((id) => userOf(id));
	const opened = await openEngine({users, pageLength: 2});
	expect(
		opened.service.log.filter(({name}) => name === 'listUsers').map(({about}) => about),
	).toEqual(['start', 'u-2', 'u-4']);
	expect(opened.state()).toMatchObject({isComplete: true, entities: {users: {size: 5}}});
	opened.service.world.change('u-3', {name: toSafe('Changed')});
	opened.service.world.remove('u-5');
	await opened.pass(seconds(60));
	expect(opened.service.count('listUsers')).toBe(3);
	expect(opened.service.count('session')).toBe(1);
	expect(opened.service.count('changes')).toBe(13);
	expect(opened.state().entities.users.size).toBe(4);
});

test('a slow service is never asked twice at once [R5]', async () => {
	const opened = await openEngine();
	const asked = opened.service.count('changes');
	const {promise, resolve} = Promise.withResolvers<void>();
	opened.service.next('changes', {held: promise});
	await opened.pass(seconds(60));
	await opened.press('R', 'R', 'p', 'p', 'R', 'p', 'p');
	expect(opened.service.count('changes')).toBe(asked + 1);
	resolve();
	await opened.pass(seconds(1));
	expect(freshness(opened)).toBe('live');
	await opened.pass(seconds(5));
	expect(freshness(opened)).toBe('live');
});

test('a failure takes nothing away; the second in a row is said, and a success ends it [R2, R3]', async () => {
	const opened = await openEngine();
	opened.service.always('changes', {failure: away});
	await opened.pass(seconds(5));
	expect(freshness(opened)).toBe('stale');
	expect(reasonNotToChange(opened.state())).toContain('may be old');
	await opened.pass(seconds(5));
	expect(freshness(opened)).toBe('offline');
	expect(opened.state().entities.users.size).toBe(3);
	await opened.pass(minutes(5));
	expect(opened.service.count('changes')).toBeLessThanOrEqual(11);
	opened.service.always('changes', undefined);
	await opened.press('R');
	expect(freshness(opened)).toBe('live');
	expect(opened.notice()).toContain('back after');
	expect(reasonNotToChange(opened.state())).toBeUndefined();
});

test('a service that asks for a pause is left alone; R does not jump it [R7]', async () => {
	const opened = await openEngine();
	opened.service.next('changes', {
		failure: {kind: 'throttled', status: 429, retryAfter: {kind: 'delay', delay: seconds(20)}},
	});
	await opened.pass(seconds(5));
	const asked = opened.service.log.length;
	await opened.press('R', 'ctrl+r', '+', '-');
	await opened.pass(milliseconds(19_999));
	expect(opened.service.log).toHaveLength(asked);
	await opened.pass(milliseconds(1));
	expect(opened.service.log).toHaveLength(asked + 1);
});

test('a pause that the service asked for cannot be jumped by pausing and going on', async () => {
	const opened = await openEngine();
	opened.service.next('changes', {
		failure: {kind: 'throttled', status: 429, retryAfter: {kind: 'delay', delay: seconds(20)}},
	});
	await opened.pass(seconds(5));
	const asked = opened.service.log.length;
	await opened.press('p', 'p');
	expect(opened.service.log).toHaveLength(asked);
	await opened.pass(seconds(21));
	expect(opened.service.log.length).toBeGreaterThan(asked);
});

test('when credentials are refused polling stops until somebody asks for it [R9]', async () => {
	const opened = await openEngine();
	opened.service.next('changes', {failure: {kind: 'unauthorized'}});
	await opened.pass(seconds(5));
	const asked = opened.service.log.length;
	await opened.pass(minutes(10));
	expect(opened.service.log).toHaveLength(asked);
	expect(freshness(opened)).toBe('signedOut');
	expect(opened.state().entities.users.size).toBe(3);
	await opened.press('R');
	expect(freshness(opened)).toBe('live');
});

test('a revision that is too old starts over, with the old rows on screen meanwhile', async () => {
	const opened = await openEngine();
	const {promise, resolve} = Promise.withResolvers<void>();
	opened.service.next('changes', {failure: startOver});
	opened.service.next('listUsers', {held: promise});
	opened.service.world.remove('u-2');
	await opened.pass(seconds(6));
	expect(opened.state().entities.users.size).toBe(3);
	resolve();
	await opened.pass(milliseconds(1));
	expect(opened.state().entities.users.size).toBe(2);
	expect(freshness(opened)).toBe('live');
});

test('a service that answers "start over" to everything is not hammered', async () => {
	const opened = await openEngine({isIdle: true});
	opened.service.always('overview', {failure: startOver});
	opened.service.always('listUsers', {failure: startOver});
	await opened.dispatch({type: 'app.started'});
	await opened.pass(minutes(5));
	expect(opened.service.log.length).toBeLessThan(40);
});

test('while paused nothing is asked and nothing can be changed; p goes on', async () => {
	const opened = await openEngine();
	await opened.press('p');
	const asked = opened.service.log.length;
	await opened.pass(minutes(5));
	expect(opened.service.log).toHaveLength(asked);
	expect(freshness(opened)).toBe('paused');
	await opened.press('2', 'x');
	expect(opened.notice()).toContain('paused');
	await opened.press('p');
	expect(freshness(opened)).toBe('live');
});

test('an answer to a question from before a pause does not bring back a removed user', async () => {
	const opened = await openEngine();
	const early = Promise.withResolvers<void>();
	const sizes: number[] = [];
	opened.engine.store.subscribe(({entities}) => {
		sizes.push(entities.users.size);
	});
	const late = Promise.withResolvers<void>();
	opened.service.world.change('u-2', {name: toSafe('Old news')});
	opened.service.next('changes', {held: early.promise}, {}, {held: late.promise});
	await opened.pass(seconds(5));
	opened.service.world.remove('u-2');
	await opened.press('p', 'p');
	opened.service.world.change('u-1', {name: toSafe('News')});
	await opened.pass(seconds(5));
	early.resolve();
	await opened.pass(milliseconds(1));
	late.resolve();
	await opened.pass(seconds(30));
	expect(sizes.at(-1)).toBe(2);
	expect(sizes.lastIndexOf(3)).toBeLessThan(sizes.indexOf(2));
	expect(freshness(opened)).toBe('live');
});

test('what is shown never looks younger than it is, whatever the network and the clocks do [R35]', async () => {
	const step = fc.record({
		roundTrip: fc.nat({max: 9000}),
		failure: fc.constantFrom<Failure | undefined>(undefined, undefined, away, startOver),
		jump: fc.constantFrom(0, 0, 7_200_000, -600_000),
		pass: fc.nat({max: 20_000}),
	});
	await fc.assert(
		fc.asyncProperty(fc.array(step, {maxLength: 6}), async (steps) => {
			const opened = await openEngine();
			let truth = opened.clock.elapsed();
			for (const {roundTrip, failure, jump, pass} of steps) {
				opened.clock.jump(milliseconds(jump));
				opened.service.next('changes', {
					...(failure && {failure}),
					roundTrip: milliseconds(roundTrip),
				});
				const before = opened.state().feed.last;
				await opened.pass(milliseconds(pass));
				const {feed} = opened.state();
				// The answer may have been made as long ago as the question was put.
				truth =
					feed.last === before || feed.last === undefined
						? truth
						: milliseconds(feed.last.moment.elapsed - feed.last.roundTrip);
				const now = {elapsed: opened.clock.elapsed(), wall: opened.clock.now()};
				expect(feed.last === undefined ? Infinity : ageOf(feed.last, now)).toBeGreaterThanOrEqual(
					now.elapsed - truth,
				);
			}
		}),
		{numRuns: 40},
	);
});

test('no age of a row looks smaller than it is: the clock of the service is never taken for earlier than it is [R35, C11]', async () => {
	const step = fc.record({
		roundTrip: fc.nat({max: 4000}),
		// When in the round trip the answer was made.
		share: fc.double({min: 0, max: 1, noNaN: true}),
		pass: fc.nat({max: 9000}),
		isLost: fc.boolean(),
	});
	await fc.assert(
		fc.asyncProperty(
			fc.integer({min: -7_200_000, max: 7_200_000}),
			fc.array(step, {maxLength: 12}),
			async (skew, steps) => {
				const opened = await openEngine({isIdle: true});
				const truth = () => opened.clock.now() + skew;
				const answer = (roundTrip: number, share: number) => ({
					roundTrip: milliseconds(roundTrip),
					// As HTTP says it: whole seconds, rounded down, of the moment when it was made.
					says: (now: EpochMs) =>
						epochMs(Math.floor((now + skew - roundTrip * share) / 1000) * 1000),
				});
				for (const name of ['session', 'overview', 'listUsers', 'changes'] as const) {
					opened.service.always(name, answer(200, 0.5));
				}

				await opened.dispatch({type: 'app.started'});
				for (const {roundTrip, share, pass, isLost} of steps) {
					opened.service.next('changes', {
						...answer(roundTrip, share),
						...(isLost && {failure: away}),
					});
					await opened.pass(milliseconds(pass));
					const now = {elapsed: opened.clock.elapsed(), wall: opened.clock.now()};
					expect(serviceNow(opened.state().feed, now)).toBeGreaterThanOrEqual(truth());
					// Nor much later than it is.
					expect(serviceNow(opened.state().feed, now)).toBeLessThanOrEqual(truth() + 6000);
				}
			},
		),
		{numRuns: 60},
	);
});

test.each([1, 2, 5])(
	'a service whose clock stands still is known for it, asked every %i seconds',
	async (interval) => {
		const opened = await openEngine({interval: seconds(interval)});
		opened.service.standStill();
		const present = () => serviceNow(opened.state().feed, opened.state().now);
		await opened.pass(seconds(3 * interval + 3));
		const moments = new Set<number>();
		for (let half = 0; half < 20; half += 1) {
			moments.add(present());
			await opened.pass(milliseconds(500));
		}

		expect(moments.size).toBe(1);
	},
);

test('a machine that slept shows old data as old [R35]', async () => {
	const opened = await openEngine();
	opened.clock.jump(minutes(120));
	await opened.dispatch({type: 'clock.ticked'});
	expect(freshness(opened)).toBe('stale');
	await opened.pass(seconds(5));
	expect(freshness(opened)).toBe('live');
	expect(opened.service.count('changes')).toBeLessThanOrEqual(3);
});

test('after the stop there are no timers, no questions and no changes', async () => {
	const opened = await openEngine();
	opened.engine.stop();
	const asked = opened.service.log.length;
	expect(opened.clock.pending()).toBe(0);
	await opened.pass(minutes(1));
	await opened.press('R', '2', 'x');
	expect(opened.service.log).toHaveLength(asked);
	expect(opened.state().dialog).toBeUndefined();
});
