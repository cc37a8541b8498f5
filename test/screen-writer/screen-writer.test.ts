import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {createScreenWriter} from '../../source/screen-writer/screen-writer.ts';
import {columns, frames, height, row} from './any-frames.ts';
import {openEye, openTimer} from './open-eye.ts';

describe('the screen writer', () => {
	test('shows the last frame, whatever frames follow each other', async () => {
		await fc.assert(
			fc.asyncProperty(frames, async (all) => {
				const eye = openEye(columns, height);
				const writer = createScreenWriter(eye.sink, eye.timer);
				for (const rows of all) {
					writer.draw(rows, columns);
				}

				const fresh = openEye(columns, height);
				createScreenWriter(fresh.sink, fresh.timer).draw(all.at(-1) ?? [], columns);
				expect(await eye.screen()).toEqual(await fresh.screen());
			}),
			{numRuns: 300},
		);
	});

	test('shows a painted row as a terminal would by itself', async () => {
		await fc.assert(
			fc.asyncProperty(row, async (text) => {
				const eye = openEye(200, 1);
				createScreenWriter(eye.sink, eye.timer).draw([text], 200);
				const plain = openEye(200, 1);
				plain.sink.write(text);
				expect(await eye.screen()).toEqual(await plain.screen());
			}),
			{numRuns: 300},
		);
	});

	test('writes nothing for the same frame again', () => {
		const eye = openEye(columns, height);
		const writer = createScreenWriter(eye.sink, eye.timer);
		const rows = Array.from({length: height}, (_, index) => `row ${index}`);
		writer.draw(rows, columns);
		const before = eye.sent.length;
		writer.draw([...rows], columns);
		expect(eye.sent).toHaveLength(before);
	});

	test('never writes more than a plain repaint of all rows', () => {
		fc.assert(
			fc.property(frames, (all) => {
				const eye = openEye(columns, height);
				const writer = createScreenWriter(eye.sink, eye.timer);
				for (const rows of all) {
					const before = eye.sent.length;
					writer.draw(rows, columns);
					const plain = `\u001B[H${rows.map((text) => `${text}\u001B[K`).join('\r\n')}`;
					const written = eye.sent.slice(before).join('');
					expect(Buffer.byteLength(written)).toBeLessThanOrEqual(Buffer.byteLength(plain) + 8);
				}
			}),
			{numRuns: 500},
		);
	});

	test('scrolls a list by a few bytes instead of writing it anew', () => {
		const eye = openEye(80, 24);
		const writer = createScreenWriter(eye.sink, eye.timer);
		const list = (from: number) =>
			Array.from({length: 24}, (_, index) =>
				index < 3 || index > 20
					? `frame ${index}`
					: `person number ${from + index} of a long list of people`,
			);
		writer.draw(list(0), 80);
		const before = eye.sent.length;
		writer.draw(list(1), 80);
		expect(eye.sent.slice(before).join('').length).toBeLessThan(90);
	});

	test('keeps only the newest frame while the terminal does not keep up', () => {
		const sent: string[] = [];
		let drain: (() => void) | undefined;
		const writer = createScreenWriter(
			{
				write(text) {
					sent.push(text);
					return false;
				},
				once(_, listener) {
					drain = listener;
				},
			},
			openTimer().timer,
		);
		writer.draw(['one  '], 5);
		writer.draw(['two  '], 5);
		writer.draw(['three'], 5);
		expect(sent).toHaveLength(1);
		drain?.();
		expect(sent).toHaveLength(2);
		expect(sent[1]).toContain('three');
	});
});

/** A screen of which every row differs from any other by letters that stand a few cells apart: the worst for one who skips cells. */
const scattered = fc
	.tuple(fc.integer({min: 1, max: 12}), fc.constantFrom('', '1', '31', '38;2;10;20;30'), fc.nat())
	.map(
		([gap, style, seed]) =>
			(turn: number) =>
				Array.from({length: 30}, (_, row) =>
					Array.from({length: 100}, (_unused, column) => {
						const letter = String.fromCodePoint(
							97 + ((seed + turn * 7 + row * 3 + column * 5) % 26),
						);
						const painted = style === '' ? letter : `\u001B[${style}m${letter}\u001B[0m`;
						return column % gap === 0 ? painted : '.';
					}).join(''),
				),
	);

test('when every row changed, it writes no more than a plain repaint, with the marks around it', () => {
	fc.assert(
		fc.property(scattered, (screenOf) => {
			const eye = openEye(100, 30);
			const writer = createScreenWriter(eye.sink, eye.timer);
			writer.draw(screenOf(0), 100);
			writer.acknowledged();
			eye.taken();
			writer.draw(screenOf(1), 100);
			const plain = `\u001B[H${screenOf(1)
				.map((text) => `${text}\u001B[K`)
				.join('\r\n')}`;
			expect(Buffer.byteLength(eye.taken())).toBeLessThanOrEqual(Buffer.byteLength(plain) + 24);
		}),
		{numRuns: 100},
	);
});

test('a frame larger than the terminal is cut, and moves nothing on it', async () => {
	const eye = openEye(20, 6);
	eye.sink.write('\u001B[?7l');
	const writer = createScreenWriter(eye.sink, eye.timer);
	for (const turn of ['one', 'two']) {
		writer.draw(
			Array.from({length: 12}, (_, row) => `${row} ${turn} `.padEnd(30, 'x')),
			30,
		);
	}

	const shown = (await eye.screen()).map((line) => line.replaceAll('<>', ''));
	for (const row of [0, 1, 2, 3, 4]) {
		expect(shown[row]?.slice(0, 19)).toBe(`${row} two `.padEnd(19, 'x'));
	}
});

test.each([
	[1, 1],
	[2, 1],
	[0, 0],
])('a frame of %i columns and %i rows does no harm', async (columns, rows) => {
	const eye = openEye(20, 6);
	const writer = createScreenWriter(eye.sink, eye.timer);
	for (const text of ['漢', 'ab', '']) {
		writer.draw(
			Array.from({length: rows}, () => text),
			columns,
		);
	}

	expect((await eye.screen()).join('').replaceAll(/<>| /g, '')).toBe('');
});
