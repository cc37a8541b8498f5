import fs from 'node:fs';
import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {epochMs} from '../../source/contract/time.ts';
import {firstFault} from '../../source/journal/chain.ts';
import {readJournal} from '../../source/journal/journal-files.ts';
import {type Audit, entryOf, november, openAudit} from './open-audit.ts';

async function faultIn(audit: Audit) {
	const lines = await readJournal(audit.folder, 'audit');
	const found = firstFault(lines);
	return found && {line: lines[found.index]?.place, fault: found.fault};
}

/** Six lines of one start of the program. */
async function openWritten() {
	const audit = openAudit();
	const journal = audit.start('one');
	for (let index = 0; index < 6; index += 1) {
		await journal.append(entryOf(`one-1-u-${index}-0`));
	}

	return audit;
}

describe('the chain of the journal [S19]', () => {
	test('an untouched journal has no fault', async () => {
		using audit = await openWritten();
		expect(await faultIn(audit)).toBeUndefined();
	});

	test.each([
		[
			'a word that was changed',
			(lines: readonly string[]) => lines.with(2, lines[2]?.replace('disable', 'enable') ?? ''),
			{line: 3, fault: 'edited'},
		],
		[
			'the last line, changed',
			(lines: readonly string[]) => lines.with(5, lines[5]?.replace('pat.admin', 'eve') ?? ''),
			{line: 6, fault: 'edited'},
		],
		[
			'a line that was taken away',
			(lines: readonly string[]) => lines.toSpliced(2, 1),
			{line: 3, fault: 'misplaced'},
		],
		[
			'the first line, taken away',
			(lines: readonly string[]) => lines.slice(1),
			{line: 1, fault: 'misplaced'},
		],
		[
			'two lines that changed places',
			(lines: readonly string[]) => lines.with(2, lines[3] ?? '').with(3, lines[2] ?? ''),
			{line: 3, fault: 'misplaced'},
		],
		[
			'a line that was copied',
			(lines: readonly string[]) => lines.toSpliced(4, 0, lines[1] ?? ''),
			{line: 5, fault: 'misplaced'},
		],
		[
			'a line that was cut short',
			(lines: readonly string[]) => lines.with(3, lines[3]?.slice(0, 40) ?? ''),
			{line: 4, fault: 'unreadable'},
		],
		[
			'a line of something else',
			(lines: readonly string[]) => lines.toSpliced(3, 0, '{"hello": "world"}'),
			{line: 4, fault: 'unreadable'},
		],
	])('%s is found, by its place', async (_, change, found) => {
		using audit = await openWritten();
		audit.rewrite(change);
		expect(await faultIn(audit)).toEqual(found);
	});

	test('whichever programs write at once, in whatever order, their lines make one whole', async () => {
		const writers = fc.array(fc.integer({min: 0, max: 3}), {minLength: 1, maxLength: 40});
		await fc.assert(
			fc.asyncProperty(writers, async (order) => {
				using audit = openAudit();
				const starts = ['a', 'b', 'c', 'd'].map((name) => audit.start(name));
				// The month ends in the middle: all go on in the next file.
				await Promise.all(
					order.map(async (who, index) =>
						starts[who]?.append(
							entryOf(`${who}-1-u-${index}-0`, {
								at: epochMs(november + (index > order.length / 2 ? 7_200_000 : 0)),
							}),
						),
					),
				);
				expect(await faultIn(audit)).toBeUndefined();
			}),
			{numRuns: 60},
		);
	});

	test('months that were put away as whole files are no fault', async () => {
		using audit = await openWritten();
		const later = audit.start('two');
		await later.append(entryOf('two-1-u-1-0', {at: epochMs(november + 7_200_000)}));
		audit.remove('audit-2026-11.jsonl');
		expect(await faultIn(audit)).toBeUndefined();
	});

	test('a line that a full disk cut off stands alone, is accounted for by the next one, and hides nothing after it', async () => {
		using audit = await openWritten();
		fs.truncateSync(audit.file, fs.statSync(audit.file).size - 30);
		await audit.start('two').append(entryOf('two-1-u-1-0'));
		await audit.start('three').append(entryOf('three-1-u-1-0'));
		expect(audit.lines()).toHaveLength(8);
		expect(await faultIn(audit)).toBeUndefined();
		audit.rewrite((lines) => lines.with(7, lines[7]?.replace('pat.admin', 'eve') ?? ''));
		expect(await faultIn(audit)).toEqual({line: 8, fault: 'edited'});
		audit.rewrite((lines) => lines.toSpliced(6, 1));
		expect(await faultIn(audit)).toEqual({line: 6, fault: 'unreadable'});
	});
});
