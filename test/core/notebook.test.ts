import * as fc from 'fast-check';
import {expect, test} from 'vitest';
import {toSafe} from '../../source/contract/text.ts';
import {epochMs, minutes, seconds} from '../../source/contract/time.ts';
import {acknowledgementOf, isAcknowledged, memoOf, userKey} from '../../source/core/acknowledge.ts';
import {
	emptyNotebook,
	mergeNotebooks,
	type Notebook,
	withFilter,
} from '../../source/core/notebook.ts';
import {batchOf, batchOn, userOf} from '../support/build.ts';
import {memoryOfNotes, openEngine} from '../support/open-engine.ts';

const error = (code: string) =>
	({code, category: 'other', source: 'unknown', message: 'failed'}) as const;
const suspended = (code: string) =>
	userOf('u-1', {batch: batchOn('suspended', 'u-1', {error: error(code)})});
const known = userKey('u-1');

test('a user is acknowledged and taken back with one key, and the next start knows', async () => {
	const notes = memoryOfNotes();
	const opened = await openEngine({notes, users: [suspended('EX-401'), userOf('u-2')]});
	await opened.press('2', 'a');
	expect(opened.notice()).toContain('Acknowledged: u-1@example.com');
	expect(acknowledgementOf(opened.state(), known)).toMatchObject({by: 'pat.admin'});
	expect(isAcknowledged(opened.state(), userKey('u-2'))).toBe(false);
	await opened.pass(seconds(1));
	const next = await openEngine({notes, users: [suspended('EX-401')]});
	expect(isAcknowledged(next.state(), known)).toBe(true);
	await next.press('2', 'a');
	expect(next.notice()).toContain('No longer acknowledged');
	next.engine.stop();
	await next.engine.drained();
	const last = await openEngine({notes, users: [suspended('EX-401')]});
	expect(isAcknowledged(last.state(), known)).toBe(false);
});

test('of several that are marked those that are not are acknowledged; all of them together are taken back', async () => {
	const opened = await openEngine();
	const all = () => ['u-1', 'u-2', 'u-3'].map((id) => isAcknowledged(opened.state(), userKey(id)));
	await opened.press('2', 'a', '*', 'a');
	expect(all()).toEqual([true, true, true]);
	await opened.press('a');
	expect(all()).toEqual([false, false, false]);
});

test.each([
	['another cause', 'suspended', 'EX-503', 'suspended EX-401 -> suspended EX-503'],
	['recovery', 'finished', undefined, 'recovered from suspended EX-401'],
	['issues instead', 'finishedWithIssues', undefined, '-> with issues'],
])('an acknowledgement ends by itself with %s, and that is said', async (_, state, code, says) => {
	const opened = await openEngine({users: [suspended('EX-401')]});
	await opened.press('2', 'a');
	opened.service.world.change('u-1', {batch: batchOf('running', 'u-1')});
	await opened.pass(seconds(6));
	expect(isAcknowledged(opened.state(), known)).toBe(true);
	opened.service.world.change('u-1', {
		batch: batchOf('suspended', 'u-1', {error: error('EX-401')}),
	});
	await opened.pass(seconds(6));
	expect(isAcknowledged(opened.state(), known)).toBe(true);
	opened.service.world.change('u-1', {
		batch: batchOf(state, 'u-1', code === undefined ? {} : {error: error(code)}),
	});
	await opened.pass(seconds(5));
	expect(isAcknowledged(opened.state(), known)).toBe(false);
	expect(opened.notice()).toContain(says);
});

test('suspended anew after it recovered while nobody ran this program, it is not acknowledged', async () => {
	const notes = memoryOfNotes();
	const first = await openEngine({notes, users: [suspended('EX-401')]});
	await first.press('2', 'a');
	await first.pass(seconds(1));
	const next = await openEngine({notes, users: [suspended('EX-503')]});
	await next.pass(seconds(6));
	expect(isAcknowledged(next.state(), known)).toBe(false);
});

test('acknowledged while its batch runs, what that ends with is what is known', async () => {
	const opened = await openEngine({users: [userOf('u-1', {batch: batchOn('running', 'u-1')})]});
	await opened.press('2', 'a');
	opened.service.world.change('u-1', {
		batch: batchOf('suspended', 'u-1', {error: error('EX-401')}),
	});
	await opened.pass(seconds(6));
	expect(acknowledgementOf(opened.state(), known)?.trouble).toBe('suspended EX-401');
});

test('a memo is written, changed, left as it was, and taken away', async () => {
	const opened = await openEngine();
	const memo = () => memoOf(opened.state(), known)?.text;
	await opened.press('2', 'M');
	await opened.type('asked Dana, q');
	await opened.press('enter');
	expect(memo()).toBe('asked Dana, q');
	await opened.press('M', 'backspace', 'escape');
	expect(memo()).toBe('asked Dana, q');
	await opened.press('M', 'backspace');
	await opened.paste('waits for\nIT');
	await opened.press('enter');
	expect(memo()).toBe('asked Dana, waits forIT');
	await opened.press('M', 'ctrl+u', 'enter');
	expect(memo()).toBeUndefined();
	expect(opened.state().notebook.memos.get(known)?.text).toBe('');
});

test('notes need no right to change anything, and nothing is sent for them', async () => {
	const opened = await openEngine({isReadOnly: true});
	await opened.press('2', 'a', 'M', 'x', 'enter');
	expect(isAcknowledged(opened.state(), known)).toBe(true);
	expect(memoOf(opened.state(), known)?.text).toBe('x');
	expect(opened.service.changes()).toEqual([]);
});

test('notes that cannot be kept are said once, and hold until the end', async () => {
	const failing = {
		read: async () => ({notebook: emptyNotebook}),
		keep: async () => ({ok: false as const, reason: toSafe('the disk is full')}),
	};
	const opened = await openEngine({notes: failing});
	await opened.press('2', 'a');
	await opened.pass(seconds(1));
	expect(opened.notice()).toContain('could not be saved: the disk is full');
	await opened.press('j', 'a');
	await opened.pass(seconds(1));
	expect(opened.notice()).toContain('Acknowledged');
	await opened.pass(minutes(1));
	expect(isAcknowledged(opened.state(), known)).toBe(true);
});

const wall = epochMs(1_000_000);
const note = fc.record({
	key: fc.constantFrom('user:1', 'user:2', 'cause:x'),
	at: fc.integer({min: 0, max: 5}).map((at) => epochMs(at)),
	text: fc.constantFrom('', 'a', 'b').map((text) => toSafe(text)),
});
const notebook = fc.array(note, {maxLength: 5}).map((list): Notebook => ({
	...emptyNotebook,
	memos: new Map(list.map(({key, ...memo}) => [key, memo])),
}));

test('of each note the later one holds, whoever reads whose first', () => {
	fc.assert(
		fc.property(notebook, notebook, notebook, (one, two, three) => {
			const merge = (first: Notebook, second: Notebook) => mergeNotebooks(first, second, wall);
			const times = ({memos}: Notebook) =>
				[...memos].map(([key, {at}]) => `${key} ${at}`).toSorted();
			expect(merge(one, one)).toEqual(one);
			expect(times(merge(one, two))).toEqual(times(merge(two, one)));
			expect(times(merge(merge(one, two), three))).toEqual(times(merge(one, merge(two, three))));
			for (const [key, {at}] of merge(one, two).memos) {
				expect(at).toBe(Math.max(one.memos.get(key)?.at ?? -1, two.memos.get(key)?.at ?? -1));
			}
		}),
	);
});

test('filters are remembered once each, the newest first, and not without end', () => {
	const used = Array.from({length: 60}, (_, index) => `filter ${index}`);
	const filled = used.reduce((kept, text) => withFilter(kept, text), emptyNotebook);
	expect(filled.filterHistory).toHaveLength(50);
	expect(withFilter(filled, ' filter 30 ').filterHistory.slice(0, 2)).toEqual([
		'filter 30',
		'filter 59',
	]);
	expect(withFilter(filled, '  ')).toBe(filled);
});

test('a filter that is kept with Enter is there at the next start; one that is left is not', async () => {
	const notes = memoryOfNotes();
	const opened = await openEngine({notes});
	await opened.press('2', '/', 'u', '-', '1', 'enter', '/', '2', 'escape');
	opened.engine.stop();
	await opened.engine.drained();
	expect((await openEngine({notes})).state().notebook.filterHistory).toEqual(['u-1']);
});
