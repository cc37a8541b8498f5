import * as fc from 'fast-check';
import {expect, test} from 'vitest';
import * as z from 'zod';
import {forceDelete, statusChange} from '../../source/contract/change.ts';
import {plainId} from '../../source/contract/id.ts';
import {lenient} from '../../source/contract/lenient.ts';
import {fillPath} from '../../source/contract/route.ts';
import {routes} from '../../source/contract/routes.ts';
import {readable, rows} from '../../source/contract/rows.ts';
import {
	epochMs,
	formatTime,
	milliseconds,
	parseHttpDate,
	parseTime,
	wireSeconds,
	wireTime,
} from '../../source/contract/time.ts';
import {word, wordText} from '../../source/contract/word.ts';

test('a moment survives the wire in both directions', () => {
	fc.assert(
		fc.property(fc.integer({min: 0, max: Date.UTC(9999, 11, 31)}), (moment) => {
			const text = wireTime.encode(epochMs(moment));
			expect(wireTime.decode(text)).toBe(moment);
			expect(wireTime.encode(wireTime.decode(text))).toBe(text);
		}),
	);
});

test('a moment may come in any zone and with any precision, but not without a zone', () => {
	const moment = Date.UTC(2026, 10, 22, 3, 0, 0);
	expect(parseTime('2026-11-22T03:00:00Z')).toBe(moment);
	expect(parseTime('2026-11-22T05:30:00+02:30')).toBe(moment);
	expect(parseTime('2026-11-22T03:00:00.123456Z')).toBe(moment + 123);
	expect(formatTime(epochMs(moment))).toBe('2026-11-22T03:00:00.000Z');
	for (const wrong of [
		'2026-11-22',
		'2026-11-22T03:00:00',
		'22.11.2026',
		'soon',
		'2026-13-40T00:00:00Z',
		'',
	]) {
		expect(parseTime(wrong)).toBeUndefined();
		expect(wireTime.safeDecode(wrong).success).toBe(false);
	}
});

test('the date of an HTTP header is read, and anything else is no date', () => {
	expect(parseHttpDate('Sun, 22 Nov 2026 03:00:00 GMT')).toBe(Date.UTC(2026, 10, 22, 3));
	expect(parseHttpDate('Fri, 31 Dec 9999 23:59:59 GMT')).toBe(Date.UTC(9999, 11, 31, 23, 59, 59));
	expect(parseHttpDate('Sat, 01 Jan 10000 00:00:00 GMT')).toBeUndefined();
	expect(parseHttpDate('whenever')).toBeUndefined();
	expect(parseHttpDate('Sat, 13 Sep 275760 00:00:00 GMT')).toBeUndefined();
	expect(parseHttpDate(undefined)).toBeUndefined();
});

test('a duration is seconds on the wire and milliseconds inside, without drift', () => {
	fc.assert(
		fc.property(fc.integer({min: 0, max: 1e9}), (duration) => {
			expect(wireSeconds.decode(wireSeconds.encode(milliseconds(duration)))).toBe(duration);
			const wire = duration / 1000;
			expect(wireSeconds.encode(wireSeconds.decode(wire))).toBe(wire);
		}),
	);
	expect(wireSeconds.safeDecode(-1).success).toBe(false);
});

test('a word of a newer service is kept as text, made safe, and known ones pass as they are [R14]', () => {
	const state = word(['enabled', 'disabled']);
	expect(state.decode('enabled')).toBe('enabled');
	expect(state.decode('Paused')).toBe('Paused');
	expect(wordText(state.decode('paused\u001B[2J'))).toBe('paused^[[2J');
	expect(state.decode('__proto__')).toBe('__proto__');
	expect(state.safeDecode(z.string().catch('').parse(undefined)).success).toBe(true);
	expect(state.encode(state.decode('Paused'))).toBe('Paused');
	expect(z.object({state}).safeParse({state: 7}).success).toBe(false);
});

test('one bad row is counted with what was wrong, and the good ones beside it are read [R13]', () => {
	const list = rows(z.object({id: plainId, size: z.number()}));
	const read = list.decode([
		{id: 'a', size: 1},
		{id: 'b', size: 'large'},
		null,
		{id: 'not an id!', size: 2},
		{id: 'c', size: 3, more: 'from a newer service'},
	]);
	expect(read.rows.map(({id}) => id)).toEqual(['a', 'c']);
	expect(read.unreadable.map(({index, id, path}) => [index, id, path])).toEqual([
		[1, 'b', 'size'],
		[2, undefined, ''],
		[3, 'not an id!', 'id'],
	]);
	expect(read.unreadable[0]?.expected).toContain('expected number');
	expect(list.encode(readable(read.rows))).toEqual([
		{id: 'a', size: 1},
		{id: 'c', size: 3},
	]);
	expect(list.safeDecode(JSON.parse('{"rows": []}')).success).toBe(false);
});

test('a row whose id is no text has none to be known by, and one that is hostile is made safe', () => {
	const list = rows(z.object({id: plainId}));
	const nested = rows(z.object({batch: z.object({error: z.string()})}));
	expect(nested.decode([{batch: {error: 1}}]).unreadable[0]?.path).toBe('batch.error');
	expect(list.decode([{id: 7}, {id: 'a\u001B'}, 'b']).unreadable.map(({id}) => id)).toEqual([
		undefined,
		'a^[',
		undefined,
	]);
});

test('a time that cannot be read is told by what it should have been', () => {
	expect(wireTime.safeDecode('soon').error?.issues[0]?.message).toBe(
		'not an ISO 8601 time with a zone',
	);
});

test('what is asked for is one of two states, and the reason for a Force Delete is text like any other', () => {
	for (const syncStatus of ['enabled', 'disabled']) {
		expect(statusChange.parse({syncStatus})).toEqual({syncStatus});
	}

	expect(statusChange.safeParse({syncStatus: 'suspended'}).success).toBe(false);
	expect(forceDelete.parse({reason: 'lost\u001B'})).toEqual({reason: 'lost^['});
	expect(forceDelete.parse({})).toEqual({});
});

test('a field that a row can do without reads as absent when it is missing, null or wrong', () => {
	const row = z.object({note: lenient(z.string()), count: lenient(z.int().nonnegative())});
	expect(row.parse({note: 'x', count: 2})).toEqual({note: 'x', count: 2});
	for (const wrong of [{}, {note: null, count: null}, {note: 7, count: 'many'}, {count: -1}]) {
		const {note, count} = row.parse(wrong);
		expect([note, count]).toEqual([undefined, undefined]);
	}
});

test('ids are checked, never cleaned', () => {
	for (const good of ['u-1', 'a.b:c_d', 'x'.repeat(64)]) {
		expect(plainId.parse(good)).toBe(good);
	}

	for (const bad of ['', '../x', 'a/b', 'a b', 'a\u001B', 'x'.repeat(65), 'ä', 'a\n']) {
		expect(plainId.safeParse(bad).success).toBe(false);
	}
});

test('what goes into a path cannot leave its place there', () => {
	expect(fillPath('/users/{userId}/batches', {userId: 'u-1'})).toBe('/users/u-1/batches');
	expect(fillPath('/users/{userId}', {userId: '../groups?x=1#y'})).toBe(
		'/users/..%2Fgroups%3Fx%3D1%23y',
	);
	fc.assert(
		fc.property(fc.string({unit: 'grapheme'}), (userId) => {
			const segments = fillPath(routes.getUser.path, {userId}).split(/[/?#]/);
			expect(segments).toHaveLength(3);
			expect(decodeURIComponent(segments[2] ?? '')).toBe(userId);
		}),
	);
});

test('every parameter in a path of the contract is declared, and every change is guarded', () => {
	for (const route of Object.values(routes)) {
		const inPath = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
		expect(new Set(inPath)).toEqual(new Set(Object.keys(route.params.shape)));
		const isRead =
			route.method === 'GET' ||
			route.path === '/token' ||
			route.path.endsWith('connectivity-check');
		expect(route.guard === 'none').toBe(isRead);
	}
});
