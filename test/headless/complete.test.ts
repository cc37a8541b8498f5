import * as fc from 'fast-check';
import {expect, test} from 'vitest';
import {bashCandidate, bashWords} from '../../source/headless/bash-words.ts';
import {commands} from '../../source/headless/command-table.ts';
import {complete} from '../../source/headless/complete.ts';

const source = {
	names: () => ({
		users: ['ada@x.example', 'Abe@x.example', 'bob@x.example'],
		groups: ['Field Sales'],
		causes: ['secret-regenerated'],
	}),
	contexts: () => ['acme'],
};

function offered(...words: readonly string[]) {
	const {candidates, hasFiles} = complete(commands, words, source);
	return hasFiles ? 'files' : candidates.map(({text}) => text);
}

test.each([
	[['us'], ['users', 'user']],
	[
		['--demo', 'us'],
		['users', 'user'],
	],
	[['--url', 'us'], []],
	[['users', '--wh'], ['--where']],
	[['users', '--output', 'js'], ['json']],
	[['users', '--output=cs'], ['--output=csv']],
	[
		['user', 'a'],
		['ada@x.example', 'Abe@x.example'],
	],
	[['user', '--demo', 'B'], ['bob@x.example']],
	[['user', '--output', 'text', 'b'], ['bob@x.example']],
	[['causes', ''], ['secret-regenerated']],
	[['export', 'h'], ['handover']],
	[
		['set', ''],
		['user', 'group'],
	],
	[
		['set', 'user', 'bob@x.example', 'd'],
		['disabled', 'deleted'],
	],
	[['set', 'group', 'f'], ['Field Sales']],
	[['ack', 'cause', ''], ['secret-regenerated']],
	[['sync', '--cause', ''], ['secret-regenerated']],
	[['apply', ''], 'files'],
	[['export', 'users', '--to', ''], 'files'],
	[['--token-file', ''], 'files'],
	[['--context', 'a'], ['acme']],
	[['users', '--context=a'], ['--context=acme']],
	[
		['contexts', ''],
		['use', 'remove'],
	],
	[['contexts', 'use', ''], ['acme']],
	[['login', ''], ['acme']],
	[['users', 'x'], []],
	[['nothing', 'x'], []],
	[['--sc'], ['--scenario']],
])('after %j the shell is offered %j', (words, wanted) => {
	expect(offered(...words)).toEqual(wanted);
});

test('every command and every flag of each is offered', () => {
	expect(offered('')).toEqual(commands.map(({name}) => name));
	for (const {name, flags} of commands) {
		expect(offered(name, '--')).toEqual(
			expect.arrayContaining(flags.map((flag) => `--${flag.name}`)),
		);
	}
});

test.each([
	['synctop us', ['synctop', 'us'], 'us'],
	['synctop user "Ada L', ['synctop', 'user', 'Ada L'], '"Ada L'],
	['synctop user Ada\\ L', ['synctop', 'user', 'Ada L'], 'Ada\\ L'],
	["synctop --where 'a b' ", ['synctop', '--where', 'a b', ''], ''],
	['synctop "a\\"b"', ['synctop', 'a"b'], '"a\\"b"'],
])('bash has the words of %j', (line, words, written) => {
	expect(bashWords(line)).toEqual({words, written});
});

test('bash gets what comes after its last break, with backslashes where they are needed', () => {
	const breaks = ' \t\n"\'@><=;|&(:';
	expect(bashCandidate('ada@x.example', 'ada@x', 'ada@x', breaks)).toBe('x.example');
	expect(bashCandidate('Field Sales', 'Fi', 'Fi', breaks)).toBe('Field\\ Sales');
	expect(bashCandidate('Field Sales', 'Fi', '"Fi', breaks)).toBe('Field Sales');
	expect(bashCandidate('$(reboot)', '', '', breaks)).toBe('\\$\\(reboot\\)');
});

test('whatever a name is, bash reads it back as that name and runs nothing', () => {
	fc.assert(
		fc.property(fc.string({unit: 'grapheme', minLength: 1}), (name) => {
			fc.pre(!name.includes('\n'));
			expect(
				bashWords(bashCandidate(name, '', '', ''))
					.words.join(' ')
					.trim(),
			).toBe(name.trim());
		}),
	);
});

test('a line that is not finished is completed without a throw, whatever it is', () => {
	fc.assert(
		fc.property(fc.array(fc.string({unit: 'grapheme'})), (words) => {
			complete(commands, words, source);
			bashWords(words.join(' '));
		}),
	);
});
