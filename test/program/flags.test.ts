import {expect, test} from 'vitest';
import {flags, parseFlags, textOf} from '../../source/flags.ts';
import {programHelp} from '../../source/headless/program-help.ts';

function problemOf(...argv: readonly string[]): string {
	const parsed = parseFlags(argv);
	return parsed.ok ? '' : parsed.problem;
}

test('flags are taken with their values, in both spellings', () => {
	const parsed = parseFlags(['--url', 'https://a.example', '--interval=5', '--read-only']);
	expect(parsed).toEqual({
		ok: true,
		given: {url: 'https://a.example', interval: '5', 'read-only': true},
	});
});

test('nothing is given when nothing was written', () => {
	expect(parseFlags([])).toEqual({ok: true, given: {}});
	expect(textOf({demo: true}, 'demo')).toBeUndefined();
});

test.each([
	[['--frobnicate'], '--frobnicate'],
	[['-x'], '-x'],
	[['stray'], 'stray'],
	[['--url'], '--url'],
	[['--demo=yes'], '--demo'],
	[['--url', '--demo'], '--url'],
])('%j is refused by name, with where to look', (argv, name) => {
	expect(problemOf(...argv)).toContain(name);
	expect(problemOf(...argv)).toContain('"synctop --help" lists what there is.');
	expect(problemOf(...argv)).not.toContain('\n');
});

test('no flag takes a secret itself: the list of processes shows them to everybody', () => {
	const names = flags
		.map(({name}) => name)
		.filter((name) => /token|secret|password|credential/.test(name));
	expect(names.every((name) => /-(?:file|command)$/.test(name))).toBe(true);
	for (const name of ['--password', '--token', '--client-secret']) {
		expect(problemOf(name, 'canary')).toContain(name);
		expect(problemOf(name, 'canary')).not.toContain('canary');
	}
});

test('the help names every flag and every scenario, in lines that fit a terminal', () => {
	const help = programHelp([{name: 'calm', story: 'A calm day.'}]);
	for (const {name} of flags) {
		expect(help).toContain(`--${name}`);
	}

	expect(help).toContain('A calm day.');
	expect(help.split('\n').filter((line) => line.length > 110)).toEqual([]);
});
