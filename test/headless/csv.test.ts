import * as fc from 'fast-check';
import {expect, test} from 'vitest';
import {csvLine} from '../../source/headless/csv.ts';

test.each([
	[['a', 1, undefined], 'a,1,\n'],
	[['=1+1'], "'=1+1\n"],
	[['@x', '-y', '+z'], "'@x,'-y,'+z\n"],
	[['a,b', 'say "x"'], '"a,b","say ""x"""\n'],
	[[-5], '-5\n'],
])('%j becomes one line [S6]', (values, line) => {
	expect(csvLine(values)).toBe(line);
});

/** Reads a line back, by RFC 4180 and nothing else. */
function read(line: string): readonly string[] {
	const cells: string[] = [];
	const cell = /(?:"((?:[^"]|"")*)"|([^",\n\r]*))([,\n])/gy;
	for (let found = cell.exec(line); found !== null; found = cell.exec(line)) {
		cells.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? '');
	}

	return cells;
}

test('no text becomes a formula or breaks its line, and every text comes back [S6]', () => {
	fc.assert(
		fc.property(fc.array(fc.string({unit: 'binary'}), {minLength: 1}), (texts) => {
			const cells = read(csvLine(texts));
			expect(cells.map((cell) => cell.replace(/^'(?=[=+\-@\t\r])/, ''))).toEqual(
				texts.map((text) => text.replace(/^'(?=[=+\-@\t\r])/, '')),
			);
			expect(cells.filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
		}),
	);
});
