import {expect, test} from 'vitest';
import {catalog} from '../../source/commands/catalog.ts';
import {flagsOf} from '../../source/headless/command-flags.ts';
import {commands} from '../../source/headless/command-table.ts';
import {standInFor, withoutScreen} from '../../tools/docs/key-commands.ts';

test('every command of the screen has a command line, or is about the screen alone', () => {
	expect(catalog.filter(({id}) => standInFor(id) === undefined).map(({id}) => id)).toEqual([]);
});

test('every change of the screen has a command line', () => {
	const changes = catalog.filter(({mutates}) => mutates);
	expect(changes.length).toBeGreaterThan(4);
	expect(changes.filter(({id}) => !('line' in (standInFor(id) ?? {})))).toEqual([]);
});

test('every command line that stands in names a command and flags that there are', () => {
	for (const stand of Object.values(withoutScreen)) {
		if (!('line' in stand) || stand.line === 'synctop --help') {
			continue;
		}

		const [, name = ''] = stand.line.split(' ');
		const command = commands.find((known) => known.name === name);
		expect(command?.name, stand.line).toBe(name);
		const known = command === undefined ? [] : flagsOf(command).map((flag) => flag.name);
		for (const [, flag = ''] of stand.line.matchAll(/--([a-z-]+)/g)) {
			expect(known, stand.line).toContain(flag);
		}
	}
});
