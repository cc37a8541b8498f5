import {expect, test} from 'vitest';
import {toSafe} from '../../source/contract/text.ts';
import {epochMs} from '../../source/contract/time.ts';
import {type Audit, entryOf, november, openAudit, userTarget} from '../journal/open-audit.ts';
import {runLine} from './run-line.ts';

async function run(opened: Audit, ...argv: readonly string[]) {
	return runLine(['audit', ...argv], {state: opened.folder});
}

/** Two requests of one start, one of them done, and one of a second start that was refused a day later. */
async function openRequests() {
	const opened = openAudit();
	const one = opened.start('one');
	await one.append(entryOf('one-1-u-1-0'));
	await one.append(
		entryOf('one-1-u-1-0', {phase: 'result', outcome: 'done', at: epochMs(november + 900)}),
	);
	await one.append(entryOf('one-2-u-2-0', {target: userTarget('u-2', 'ada')}));
	const two = opened.start('two');
	const later = {at: epochMs(november + 86_400_000), action: 'delete'} as const;
	await two.append(entryOf('two-1-u-3-0', {...later, reason: toSafe('OPS-1')}));
	await two.append(
		entryOf('two-1-u-3-0', {
			...later,
			phase: 'result',
			outcome: 'refused',
			detail: toSafe('data remains'),
		}),
	);
	return opened;
}

test('requests are listed with who, what and what came of it, the oldest first', async () => {
	using opened = await openRequests();
	expect(await run(opened)).toEqual({
		code: 0,
		errors: '',
		output: [
			`2026-11-30 23:00:00Z  done        disable       ${'u-1@example.com'.padEnd(32)}  pat.admin (pat@jump1)`,
			`2026-11-30 23:00:00Z  OPEN        disable       ${'ada'.padEnd(32)}  pat.admin (pat@jump1)`,
			`2026-12-01 23:00:00Z  refused     delete        ${'u-1@example.com'.padEnd(32)}  pat.admin (pat@jump1)  OPS-1  data remains`,
			'',
		].join('\n'),
	});
});

test.each([
	[['--outcome', 'open'], ['ada']],
	[['--since', '2026-12-01'], ['OPS-1']],
	[['--since', '2026-12-01T23:00:01Z'], []],
	[['--action', 'delete'], ['OPS-1']],
	[['--target', 'ADA'], ['ada']],
	[['--target', 'u-2'], ['ada']],
	[['--target', 'nobody'], []],
	[['--demo'], []],
])('%j chooses', async (argv, sees) => {
	using opened = await openRequests();
	const {code, output} = await run(opened, ...argv);
	expect([code, output.split('\n').length - 1]).toEqual([0, sees.length]);
	for (const text of sees) {
		expect(output).toContain(text);
	}
});

test('as JSON the lines come as they stand', async () => {
	using opened = await openRequests();
	const {output} = await run(opened, '--json');
	expect(output.trimEnd().split('\n').toSorted()).toEqual(
		[
			...opened.lines(),
			...(await run(opened, '--json', '--since', '2026-12-01')).output.trimEnd().split('\n'),
		].toSorted(),
	);
});

test('a whole journal verifies, and says how much it holds', async () => {
	using opened = await openRequests();
	expect(await run(opened, 'verify')).toEqual({
		code: 0,
		output: '5 lines of 2 starts: all as they were written.\n',
		errors: '',
	});
});

test('the first line that is not as it was written is named, with the exit code 1 [S19]', async () => {
	using opened = await openRequests();
	opened.rewrite((lines) => lines.with(1, lines[1]?.replace('"done"', '"failed"') ?? ''));
	const {code, errors} = await run(opened, 'verify');
	expect(code).toBe(1);
	expect(errors).toContain('audit-2026-11.jsonl, line 2 was changed after it was written');
});

test('a journal without a line is no fault', async () => {
	using opened = openAudit();
	expect(await run(opened, 'verify')).toMatchObject({
		code: 0,
		output: 'No line was written yet.\n',
	});
	expect(await run(opened)).toMatchObject({code: 0, output: ''});
});

test('what is in the file cannot control the terminal [S5]', async () => {
	using opened = await openRequests();
	opened.rewrite((lines) => [...lines, '\u001B]52;c;aGk=\u0007{"\u009B2J"}']);
	for (const argv of [['verify'], ['--json'], []]) {
		const {output, errors} = await run(opened, ...argv);
		// oxlint-disable-next-line no-control-regex -- control characters are what it is about
		expect(output + errors).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F]/);
	}
});

test.each([
	[['verfy'], '"verfy" is not known; there are: list, verify.'],
	[['--outcome', 'well'], '--outcome is "well", but must be one of: open, done'],
	[['--since', 'yesterday'], '--since is "yesterday", but must be a day or a moment'],
	[['--secret', 'x'], "Unknown option '--secret'"],
])('%j is refused with a sentence', async (argv, sentence) => {
	using opened = openAudit();
	const {code, output, errors} = await run(opened, ...argv);
	expect([code, output]).toEqual([2, '']);
	expect(errors).toContain(sentence);
});
