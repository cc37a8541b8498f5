import {expect, test} from 'vitest';
import {toSafe} from '../../source/contract/text.ts';
import {epochMs} from '../../source/contract/time.ts';
import {findUnsettled} from '../../source/journal/unsettled.ts';
import {type Audit, entryOf, november, openAudit, service} from './open-audit.ts';

const find = async (audit: Audit, alive: readonly number[] = [], later = 1000) =>
	findUnsettled(
		{
			folder: audit.folder,
			stem: 'audit',
			writer: {start: 'now', pid: 99, host: 'jump1', account: 'pat'},
		},
		service,
		{now: epochMs(november + later), isAlive: (pid) => alive.includes(pid)},
	);
const keysOf = async (audit: Audit, alive?: readonly number[]) =>
	(await find(audit, alive)).entries.map(({key}) => key);

test('a request without a result is found, one with a result is not', async () => {
	using audit = openAudit();
	const journal = audit.start('one');
	await journal.append(entryOf('one-1-u-1-0'));
	await journal.append(entryOf('one-1-u-2-0'));
	await journal.append(entryOf('one-1-u-1-0', {phase: 'result', outcome: 'done'}));
	expect(await find(audit)).toEqual({entries: [entryOf('one-1-u-2-0')]});
});

test('an unknown answer is open until a later line settles it', async () => {
	using audit = openAudit();
	const journal = audit.start('one');
	await journal.append(entryOf('one-1-u-1-0'));
	await journal.append(entryOf('one-1-u-1-0', {phase: 'result', outcome: 'unknown'}));
	expect(await keysOf(audit)).toEqual(['one-1-u-1-0']);
	await journal.append(entryOf('one-1-u-1-0', {phase: 'result', outcome: 'notApplied'}));
	expect(await keysOf(audit)).toEqual([]);
});

test('a request of last month is found', async () => {
	using audit = openAudit();
	const journal = audit.start('one');
	await journal.append(entryOf('one-1-u-1-0'));
	await journal.append(entryOf('one-1-u-2-0', {at: epochMs(november + 7_200_000)}));
	expect(await keysOf(audit)).toEqual(['one-1-u-1-0', 'one-1-u-2-0']);
});

test('what was sent to another service is left to whoever watches that', async () => {
	using audit = openAudit();
	await audit.start('one').append(entryOf('one-1-u-1-0', {service: toSafe('https://other/api')}));
	expect(await keysOf(audit)).toEqual([]);
});

test('what another program that is still running has begun is left to it', async () => {
	using audit = openAudit();
	await audit.start('one', 7).append(entryOf('one-1-u-1-0'));
	expect(await keysOf(audit, [7])).toEqual([]);
	expect(await keysOf(audit, [8])).toEqual(['one-1-u-1-0']);
	// Later the number may be that of any other process.
	expect((await find(audit, [7], 180_000)).entries).toHaveLength(1);
});

test('lines that cannot be read are named, and the others count [R41]', async () => {
	using audit = openAudit();
	await audit.start('one').append(entryOf('one-1-u-1-0'));
	audit.rewrite((lines) => ['half a li', ...lines]);
	expect(await find(audit)).toEqual({
		entries: [entryOf('one-1-u-1-0')],
		warning:
			'The audit journal has 1 line that cannot be read: audit-2026-11.jsonl, line 1. "synctop audit verify" tells more.',
	});
});

test('without a journal nothing is found and nothing is said', async () => {
	using audit = openAudit();
	expect(await find({...audit, folder: `${audit.folder}/none`})).toEqual({entries: []});
});
