import xterm from '@xterm/headless';
import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {createScreenWriter, type Sink} from '../../source/screen-writer/screen-writer.ts';

/** A terminal emulator as the eye: what it shows is what counts. */
function openEye(columns: number, rows: number) {
	const terminal = new xterm.Terminal({cols: columns, rows, allowProposedApi: true});
	const sent: string[] = [];
	const sink: Sink = {
		write(text) {
			sent.push(text);
			terminal.write(text);
			return true;
		},
		once: () => undefined,
	};
	return {
		sink,
		sent,
		async screen(): Promise<readonly string[]> {
			await new Promise<void>((resolve) => {
				terminal.write('', resolve);
			});
			const {active} = terminal.buffer;
			return Array.from({length: rows}, (_, row) => {
				const line = active.getLine(row);
				return Array.from({length: columns}, (_unused, column) => {
					const cell = line?.getCell(column);
					const text = cell?.getWidth() === 0 ? '' : cell?.getChars() || ' ';
					const look = [
						cell?.isBold() ? 'b' : '',
						cell?.isDim() ? 'd' : '',
						cell?.isInverse() ? 'i' : '',
						cell?.isUnderline() ? 'u' : '',
						cell?.isFgDefault() ? '' : cell?.getFgColor(),
						cell?.isBgDefault() ? '' : `/${cell?.getBgColor()}`,
					].join('');
					return `${text}<${look}>`;
				}).join('');
			});
		},
	};
}

const pieces = fc.constantFrom(
	'a',
	'word ',
	'    ',
	'│',
	'●',
	'漢字',
	'é',
	'e\u0301',
	'Ł',
	'\u001B[1m',
	'\u001B[2m',
	'\u001B[0m',
	'\u001B[31m',
	'\u001B[94m',
	'\u001B[1;91m',
	'\u001B[97;41m',
	'\u001B[38;2;10;20;30m',
	'\u001B[35;7m',
	'\u001B[22m',
	'\u001B[39m',
);
const row = fc.array(pieces, {maxLength: 14}).map((parts) => `${parts.join('')}\u001B[0m`);
const columns = 24;
const height = 7;
const frame = fc.array(row, {minLength: height, maxLength: height});

/** Frames as they follow each other: afresh, a few rows changed, or a block moved by some rows. */
const frames = fc
	.tuple(
		frame,
		fc.array(
			fc.oneof(
				frame.map((rows) => () => rows),
				fc.tuple(fc.nat({max: height - 1}), row).map(
					([at, text]) =>
						(rows: readonly string[]) =>
							rows.with(at, text),
				),
				fc.tuple(fc.integer({min: -3, max: 3}), row).map(
					([by, text]) =>
						(rows: readonly string[]) =>
							rows.map((_, index) => rows[index + by] ?? text),
				),
			),
			{maxLength: 5},
		),
	)
	.map(([first, changes]) => {
		const all: Array<readonly string[]> = [first];
		for (const change of changes) {
			all.push(change(all.at(-1) ?? first));
		}

		return all;
	});

describe('the screen writer', () => {
	test('shows the last frame, whatever frames follow each other', async () => {
		await fc.assert(
			fc.asyncProperty(frames, async (all) => {
				const eye = openEye(columns, height);
				const writer = createScreenWriter(eye.sink);
				for (const rows of all) {
					writer.draw(rows, columns);
				}

				const fresh = openEye(columns, height);
				createScreenWriter(fresh.sink).draw(all.at(-1) ?? [], columns);
				expect(await eye.screen()).toEqual(await fresh.screen());
			}),
			{numRuns: 300},
		);
	});

	test('shows a painted row as a terminal would by itself', async () => {
		await fc.assert(
			fc.asyncProperty(row, async (text) => {
				const eye = openEye(200, 1);
				createScreenWriter(eye.sink).draw([text], 200);
				const plain = openEye(200, 1);
				plain.sink.write(text);
				expect(await eye.screen()).toEqual(await plain.screen());
			}),
			{numRuns: 300},
		);
	});

	test('writes nothing for the same frame again', () => {
		const eye = openEye(columns, height);
		const writer = createScreenWriter(eye.sink);
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
				const writer = createScreenWriter(eye.sink);
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
		const writer = createScreenWriter(eye.sink);
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
		const writer = createScreenWriter({
			write(text) {
				sent.push(text);
				return false;
			},
			once(_, listener) {
				drain = listener;
			},
		});
		writer.draw(['one  '], 5);
		writer.draw(['two  '], 5);
		writer.draw(['three'], 5);
		expect(sent).toHaveLength(1);
		drain?.();
		expect(sent).toHaveLength(2);
		expect(sent[1]).toContain('three');
	});
});
