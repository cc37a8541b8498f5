import * as fc from 'fast-check';
import {expect, test} from 'vitest';
import {milliseconds, seconds} from '../../source/contract/time.ts';
import {
	courseOf,
	type History,
	movedSinceStart,
	noHistory,
	remember,
	sampleOf,
} from '../../source/core/history.ts';

const sums = (active: number) => ({active, withIssues: 2, suspended: 3, notConfigured: 4});

function after(moments: readonly number[]): History {
	return moments.reduce(
		(history, at) => remember(history, sampleOf(milliseconds(at), sums(at))),
		noHistory(seconds(5)),
	);
}

test('counts that come faster than the spacing bring the last one up to date', () => {
	expect(courseOf(after([0, 4999]), 'active')).toEqual([0, 4999]);
	expect(courseOf(after([0, 4000, 4999]), 'active')).toEqual([0, 4999]);
	expect(courseOf(after([0, 4000, 5000]), 'active')).toEqual([0, 4000, 5000]);
	expect(courseOf(after([0]), 'notConfigured')).toEqual([4]);
});

test('a count has moved by what it differs from the start of the program', () => {
	expect(movedSinceStart(noHistory(seconds(5)), 'active', 7)).toBe(0);
	expect(movedSinceStart(after([3, 9000]), 'active', 10)).toBe(7);
});

test('however long it runs, the course stays short, in order, and ends with the present', () => {
	const steps = fc.array(fc.integer({min: 1, max: 60_000}), {minLength: 1, maxLength: 600});
	fc.assert(
		fc.property(steps, (pauses) => {
			let now = 0;
			const moments = pauses.map((pause) => (now += pause));
			const history = after(moments);
			const course = courseOf(history, 'active');
			expect(course.length).toBeLessThanOrEqual(120);
			expect(course).toEqual(course.toSorted((one, other) => one - other));
			expect(course.at(0)).toBe(moments.at(0));
			expect(history.start?.at).toBe(moments.at(0));
			expect((history.samples.at(-1)?.at ?? 0) >= now - history.spacing).toBe(true);
		}),
	);
});

test('a long course is thinned to every second one, and half as many are kept from then on', () => {
	const full = after(Array.from({length: 120}, (_, index) => index * 5000));
	expect([full.samples.length, full.spacing]).toEqual([120, 5000]);
	const thinned = remember(full, sampleOf(milliseconds(600_000), sums(1)));
	expect([thinned.samples.length, thinned.spacing]).toEqual([61, 10_000]);
	expect(thinned.samples.map(({at}) => at).slice(0, 3)).toEqual([0, 10_000, 20_000]);
	expect(thinned.samples.at(-1)?.at).toBe(600_000);
});
