import fs from 'node:fs';
import {afterEach, beforeEach, expect, test} from 'vitest';
import * as z from 'zod';
import {epochMs} from '../../source/contract/time.ts';
import {openJournal} from '../../source/journal/journal.ts';
import {modeOf, openFolder} from '../platform/temp-folder.ts';

let umask = 0;
beforeEach(() => {
	umask = process.umask(0);
});
afterEach(() => {
	process.umask(umask);
});

const november = epochMs(Date.UTC(2026, 10, 30, 23, 59, 59, 999));
const december = epochMs(november + 1);

const writer = {start: 'one', pid: 7, host: 'jump1', account: 'pat'};
const open = (folder: string, stem = 'audit', start = 'one') =>
	openJournal({folder, stem, writer: {...writer, start}});

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
	const journal = open(folder.path);
	const entry = {at: november, what: 'line\nbreak and "quotes"'};
	expect(await journal.append(entry)).toEqual({ok: true});
	await journal.append({at: december});
	expect(linesOf(folder.in('audit-2026-11.jsonl'))).toEqual([
		{
			at: '2026-11-30T23:59:59.999Z',
			what: 'line\nbreak and "quotes"',
			...writer,
			seq: 1,
			line: 1,
			prev: '',
			hash: expect.stringMatching(/^[0-9a-f]{64}$/),
		},
	]);
	expect(linesOf(folder.in('audit-2026-12.jsonl'))).toMatchObject([
		{at: '2026-12-01T00:00:00.000Z', seq: 2, line: 1},
	]);
});

test('entries that come at once keep their order, and two programs do not harm each other [R40]', async () => {
	using folder = openFolder();
	const one = open(folder.path);
	const other = open(folder.path, 'audit', 'other');
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
	await open(folder.path).append({at: november});
	expect(linesOf(folder.in('audit-2026-11.jsonl'))).toHaveLength(2);
});

test('the journal is for its owner only, whatever the umask [S14]', async () => {
	using folder = openFolder();
	const state = folder.in('state', 'synctop');
	await open(state).append({at: november});
	expect([modeOf(state), modeOf(`${state}/audit-2026-11.jsonl`)]).toEqual(['700', '600']);
});

test('changes of the demo are set apart from real ones', async () => {
	using folder = openFolder();
	await open(folder.path, 'audit-demo').append({at: november});
	expect(fs.readdirSync(folder.path)).toEqual(['audit-demo-2026-11.jsonl']);
});

test('a folder that cannot be written is found out before a change, and each entry says so', async () => {
	using folder = openFolder();
	const journal = open(folder.in(folder.write('file', '').slice(folder.path.length + 1), 'x'));
	const refused = {ok: false, reason: expect.stringContaining('ENOTDIR')};
	expect(await journal.check(november)).toEqual(refused);
	expect(await journal.append({at: november})).toEqual(refused);
});

test('one entry that could not be written does not keep later ones from being written', async () => {
	using folder = openFolder();
	const state = folder.in('state');
	fs.writeFileSync(state, '');
	const journal = open(state);
	const first = await journal.append({at: november});
	fs.rmSync(state);
	expect([first.ok, (await journal.append({at: november})).ok]).toEqual([false, true]);
});

test('a journal that is no file is found out before a change', async () => {
	using folder = openFolder();
	fs.mkdirSync(folder.in('audit-2026-11.jsonl'));
	expect(await open(folder.path).check(november)).toMatchObject({ok: false});
});

test('finding out whether lines can be written leaves nothing behind', async () => {
	using folder = openFolder();
	expect(await open(folder.path).check(november)).toEqual({ok: true});
	expect(fs.readdirSync(folder.path)).toEqual([]);
});
