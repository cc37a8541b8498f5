import fs from 'node:fs';
import {afterEach, beforeEach, expect, test} from 'vitest';
import * as z from 'zod';
import {epochMs} from '../../source/contract/time.ts';
import {openJournal} from '../../source/platform/journal.ts';
import {modeOf, openFolder} from './temp-folder.ts';

let umask = 0;
beforeEach(() => {
	umask = process.umask(0);
});
afterEach(() => {
	process.umask(umask);
});

const november = epochMs(Date.UTC(2026, 10, 30, 23, 59, 59, 999));
const december = epochMs(november + 1);

const entryOf = (index: number) => ({at: november, index, pad: 'x'.repeat(2000)});

function linesOf(file: string): readonly unknown[] {
	const text = fs.readFileSync(file, 'utf8');
	expect(text.endsWith('\n')).toBe(true);
	return text
		.trimEnd()
		.split('\n')
		.map((line) => JSON.parse(line) as unknown);
}

test('each entry is one line, with the time written out, in the file of its month', async () => {
	using folder = openFolder();
	const journal = openJournal(folder.path, 'audit');
	const entry = {at: november, what: 'line\nbreak and "quotes"'};
	expect(await journal.append(entry)).toEqual({ok: true});
	await journal.append({at: december});
	expect(linesOf(folder.in('audit-2026-11.jsonl'))).toEqual([
		{at: '2026-11-30T23:59:59.999Z', what: 'line\nbreak and "quotes"'},
	]);
	expect(linesOf(folder.in('audit-2026-12.jsonl'))).toEqual([{at: '2026-12-01T00:00:00.000Z'}]);
});

test('entries that come at once keep their order, and two programs do not harm each other', async () => {
	using folder = openFolder();
	const one = openJournal(folder.path, 'audit');
	const other = openJournal(folder.path, 'audit');
	await Promise.all(
		Array.from({length: 100}, async (_, index) =>
			(index % 2 === 0 ? one : other).append(entryOf(index)),
		),
	);
	const numbered = z.object({index: z.number()});
	const order = linesOf(folder.in('audit-2026-11.jsonl')).map((line) => numbered.parse(line).index);
	expect(order.toSorted((a, b) => a - b)).toEqual(Array.from({length: 100}, (_, index) => index));
	for (const parity of [0, 1]) {
		const own = order.filter((index) => index % 2 === parity);
		expect(own).toEqual(own.toSorted((a, b) => a - b));
	}
});

test('what is written stays: a later start adds to the file', async () => {
	using folder = openFolder();
	folder.write('audit-2026-11.jsonl', '{"at":"earlier"}\n');
	await openJournal(folder.path, 'audit').append({at: november});
	expect(linesOf(folder.in('audit-2026-11.jsonl'))).toHaveLength(2);
});

test('the journal is for its owner only, whatever the umask', async () => {
	using folder = openFolder();
	const state = folder.in('state', 'synctop');
	await openJournal(state, 'audit').append({at: november});
	expect([modeOf(state), modeOf(`${state}/audit-2026-11.jsonl`)]).toEqual(['700', '600']);
});

test('changes of the demo are set apart from real ones', async () => {
	using folder = openFolder();
	await openJournal(folder.path, 'audit-demo').append({at: november});
	expect(fs.readdirSync(folder.path)).toEqual(['audit-demo-2026-11.jsonl']);
});

test('a folder that cannot be written is found out before a change, and each entry says so', async () => {
	using folder = openFolder();
	const journal = openJournal(
		folder.in(folder.write('file', '').slice(folder.path.length + 1), 'x'),
		'audit',
	);
	const refused = {ok: false, reason: expect.stringContaining('ENOTDIR')};
	expect(await journal.check()).toEqual(refused);
	expect(await journal.append({at: november})).toEqual(refused);
});

test('one entry that could not be written does not keep later ones from being written', async () => {
	using folder = openFolder();
	const state = folder.in('state');
	fs.writeFileSync(state, '');
	const journal = openJournal(state, 'audit');
	const first = await journal.append({at: november});
	fs.rmSync(state);
	expect([first.ok, (await journal.append({at: november})).ok]).toEqual([false, true]);
});

test('finding out whether lines can be written leaves nothing behind', async () => {
	using folder = openFolder();
	expect(await openJournal(folder.path, 'audit').check()).toEqual({ok: true});
	expect(fs.readdirSync(folder.path)).toEqual([]);
});
