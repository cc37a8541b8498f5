import * as fc from 'fast-check';
import {expect, test} from 'vitest';
import {safe, toSafe} from '../../source/contract/text.ts';
import {epochMs, milliseconds, minutes, seconds} from '../../source/contract/time.ts';
import {meter, sparkline} from '../../source/format/bar.ts';
import {
	calendarDate,
	clockTime,
	duration,
	shortDuration,
	shortTime,
	timeOrDate,
} from '../../source/format/duration.ts';
import {count, percent, plural, signed} from '../../source/format/number.ts';
import {widthOf} from '../../source/format/width.ts';

const unitMs: Readonly<Record<string, number>> = {s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000};

/** What a shown duration says, in milliseconds. */
function saidBy(text: string): number {
	return [...text.matchAll(/(\d+)([smhd])/g)].reduce(
		(sum, [, amount, unit]) => sum + Number(amount) * (unitMs[unit ?? ''] ?? Number.NaN),
		0,
	);
}

const anyAge = fc.oneof(
	fc.nat({max: 1e9}).map((age) => age / 4),
	fc
		.tuple(
			fc.constantFrom(...Object.values(unitMs)),
			fc.integer({min: 1, max: 100}),
			fc.integer({min: -1, max: 1}),
		)
		.map(([unit, times, off]) => Math.max(0, unit * times + off)),
);

test('no age looks younger than it is, and none much older', () => {
	fc.assert(
		fc.property(anyAge, (age) => {
			for (const [shown, coarsest] of [
				[duration(milliseconds(age)), unitMs.d],
				[shortDuration(milliseconds(age)), unitMs.d],
			] as const) {
				expect(saidBy(shown)).toBeGreaterThanOrEqual(age);
				expect(saidBy(shown) - age).toBeLessThan(coarsest ?? 0);
			}

			expect(saidBy(duration(milliseconds(age))) - age).toBeLessThan(
				age < 60_000 ? 1000 : age < 86_400_000 ? 60_000 : 86_400_000,
			);
		}),
		{numRuns: 1000},
	);
});

test('durations read as people write them', () => {
	expect([0, 1, 1000, 59_001].map((age) => duration(milliseconds(age)))).toEqual([
		'0s',
		'1s',
		'1s',
		'60s',
	]);
	expect(duration(minutes(12))).toBe('12m');
	expect(duration(minutes(185))).toBe('3h 05m');
	expect(duration(minutes(60 * 24 * 9))).toBe('9d');
	expect(shortDuration(minutes(185))).toBe('4h');
	expect(shortDuration(minutes(60 * 47))).toBe('47h');
	expect(shortDuration(minutes(60 * 48))).toBe('2d');
	expect(duration(milliseconds(-5000))).toBe('0s');
});

test('a short duration fits into five cells up to years', () => {
	fc.assert(
		fc.property(fc.integer({min: 0, max: 9000 * 86_400_000}), (age) => {
			expect(shortDuration(milliseconds(age)).length).toBeLessThanOrEqual(5);
		}),
	);
});

test('moments are told in UTC, and say so', () => {
	const moment = epochMs(Date.UTC(2026, 10, 22, 2, 14, 7));
	expect(clockTime(moment)).toBe('02:14:07Z');
	expect(shortTime(moment)).toBe('02:14Z');
	expect(calendarDate(moment)).toBe('2026-11-22');
	expect(timeOrDate(moment, epochMs(moment + minutes(60)))).toBe('02:14:07Z');
	expect(timeOrDate(moment, epochMs(moment + minutes(60 * 21)))).toBe('02:14:07Z');
	// Yesterday evening is not today, however few hours ago it was.
	expect(timeOrDate(moment, epochMs(moment + minutes(60 * 22)))).toBe('2026-11-22');
	expect(timeOrDate(moment, epochMs(moment - minutes(60 * 3)))).toBe('2026-11-22');
});

test('numbers are grouped, signed and counted', () => {
	expect([count(0), count(1204), count(1_000_000)]).toEqual(['0', '1,204', '1,000,000']);
	expect([signed(0), signed(3), signed(-1204)]).toEqual(['±0', '+3', '-1,204']);
	expect([0, 1, 2].map((value) => plural(value, safe`user`, safe`users`))).toEqual([
		'0 users',
		'1 user',
		'2 users',
	]);
	expect([percent(1, 2), percent(0, 5), percent(5, 5), percent(0, 0)]).toEqual([
		'50 %',
		'0 %',
		'100 %',
		'n/a',
	]);
});

test('a part is never called the whole, nor nothing', () => {
	expect(percent(999, 1000)).not.toBe('100 %');
	expect(percent(1, 1000)).not.toBe('0 %');
});

test('a sparkline fills its width, and looks the same for ever while nothing moves', () => {
	fc.assert(
		fc.property(
			fc.array(fc.integer({min: -1e6, max: 1e6}), {maxLength: 60}),
			fc.nat({max: 40}),
			(values, width) => {
				const bars = sparkline(values, width);
				expect(bars).toHaveLength(values.length === 0 ? 0 : width);
				expect(bars).toMatch(/^[▁-█]*$/);
			},
		),
	);
	expect(sparkline([0, 7], 8)).toBe('▁▁▁▁▁▁▁█');
	expect(sparkline([3, 3, 3], 8)).toBe('▃▃▃▃▃▃▃▃');
	expect(sparkline([3], 8)).toBe(sparkline([3, 3, 3, 3], 8));
	expect(sparkline([9, 0, 1], 2)).toBe('▁█');
});

test('a meter is exactly as wide as it is told, whatever it measures', () => {
	const value = fc.integer({min: -10, max: 1000});
	fc.assert(
		fc.property(value, value, fc.integer({min: -2, max: 60}), (part, whole, width) => {
			const bar = meter(part, whole, width);
			expect(widthOf(bar)).toBe(Math.max(0, width));
			expect(bar).toMatch(/^█*░*$/);
		}),
	);
	expect(meter(5, 10, 4)).toBe('██░░');
	expect(meter(20, 10, 4)).toBe('████');
	expect(meter(0, 0, 4)).toBe('░░░░');
});

test('the time that a thing lasted is told the same whoever asks', () => {
	expect(duration(seconds(41))).toBe(shortDuration(seconds(41)));
	expect(toSafe(duration(minutes(61)))).toBe(duration(minutes(61)));
});
