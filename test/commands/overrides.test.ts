import * as fc from 'fast-check';
import {expect, test} from 'vitest';
import {catalog} from '../../source/commands/catalog.ts';
import {resolveKeys, withKeys} from '../../source/commands/overrides.ts';

function warningsOf(overrides: Readonly<Record<string, readonly string[]>>): string {
	return resolveKeys(catalog, overrides).warnings.join('\n');
}

function keysOf(id: string, overrides: Readonly<Record<string, readonly string[]>>) {
	return withKeys(catalog, resolveKeys(catalog, overrides).keys).find(
		(command) => command.id === id,
	)?.keys;
}

test('a command has the keys that were chosen for it, and nothing is said about it', () => {
	const overrides = {'status.disable': ['X', 'ctrl+x']};
	expect(keysOf('status.disable', overrides)).toEqual(['X', 'ctrl+x']);
	expect(keysOf('status.enable', overrides)).toEqual(['e']);
	expect(warningsOf(overrides)).toBe('');
});

test.each([
	['a command that there is not', {'status.explode': ['X']}, 'there is no such command'],
	['a name of the language', {constructor: ['X']}, 'there is no such command'],
	['flow control', {'live.pause': ['ctrl+s']}, '"ctrl+s" belongs to the terminal'],
	['a key that is none', {'live.pause': ['shift+ctrl+p']}, 'is no key'],
	['two letters', {'live.pause': ['dd']}, 'is no key'],
	['Ctrl-K', {'live.pause': ['ctrl+k']}, 'deletes elsewhere'],
	['Enter for something else', {'status.disable': ['enter']}, 'keeps its meaning'],
	['Escape for something else', {'live.pause': ['escape']}, 'keeps its meaning'],
	['Escape taken away', {'nav.back': ['B']}, 'it keeps escape'],
	['Ctrl-C taken away', {'app.quit': ['Q']}, 'it keeps ctrl+c'],
	['a yes', {'confirm.yes': ['enter']}, 'keys in dialogs'],
	['a small letter that deletes', {'status.delete': ['d']}, 'capital letter'],
	['a letter of a count', {'count.active': ['a']}, 'carry their letters'],
])('%s is refused, said, and the old keys hold', (_, overrides, said) => {
	expect(warningsOf(overrides)).toContain(said);
	const [id = ''] = Object.keys(overrides);
	expect(keysOf(id, overrides)).toEqual(catalog.find((command) => command.id === id)?.keys);
});

test('of two commands of one place the chosen one has the key, and both are named', () => {
	const overrides = {'status.disable': ['e']};
	expect(keysOf('status.disable', overrides)).toEqual(['e']);
	expect(keysOf('status.enable', overrides)).toEqual([]);
	expect(warningsOf(overrides)).toBe('Key "e": "status.disable" has it, "status.enable" does not.');
	expect(warningsOf({'status.disable': ['X'], 'status.enable': ['X']})).toMatch(
		/"status\.enable" has it, "status\.disable" does not/,
	);
});

test('a key that hides another further out is said', () => {
	expect(warningsOf({'live.pause': ['x']})).toBe(
		'Key "x": where both work, "status.disable" holds, not "live.pause".',
	);
	expect(warningsOf({'live.pause': ['A']})).toContain('"count.active" holds, not "live.pause"');
});

test('whatever is chosen, no key of a place has two meanings, and Enter, Escape and Ctrl-C mean what they do', () => {
	const id = fc.constantFrom(...catalog.map((command) => command.id));
	const key = fc.constantFrom('x', 'e', 'D', 'enter', 'escape', 'ctrl+c', 'y', 'f1', ' ', '漢');
	fc.assert(
		fc.property(fc.dictionary(id, fc.array(key, {maxLength: 3})), (overrides) => {
			const commands = withKeys(catalog, resolveKeys(catalog, overrides).keys);
			const bound = commands.flatMap(({scope, keys}) => keys.map((own) => `${scope} ${own}`));
			expect(new Set(bound).size).toBe(bound.length);
			for (const fixed of ['enter', 'escape', 'ctrl+c']) {
				const holders = (all: typeof catalog) =>
					all.filter(({keys}) => keys.includes(fixed)).map((command) => command.id);
				expect(holders(commands)).toEqual(holders(catalog));
			}
		}),
	);
});
