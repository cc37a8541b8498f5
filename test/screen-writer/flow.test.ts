import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {createScreenWriter} from '../../source/screen-writer/screen-writer.ts';
import {columns, frame, height} from './any-frames.ts';
import {openEye, openTimer} from './open-eye.ts';

const mark = '\u001B[5n';
const wide = 100;
/** A screen of which every cell is of one letter: two in a row have nothing in common. */
const pageOf = (letter: string): readonly string[] =>
	Array.from({length: 20}, () => letter.repeat(wide));
const marksIn = (text: string): number => text.split(mark).length - 1;

/** A writer on a terminal that answers when the test says so. */
function openWriter() {
	const eye = openEye(wide, 20);
	const writer = createScreenWriter(eye.sink, eye.timer);
	writer.restart();
	return {
		...eye,
		writer,
		show: (letter: string): string => {
			writer.draw(pageOf(letter), wide);
			return eye.taken();
		},
		/** Answers all marks that were sent in a text. */
		answer: (text: string): void => {
			for (let due = marksIn(text); due > 0; due -= 1) {
				writer.acknowledged();
			}
		},
	};
}

/** Draws until the terminal has more on its way than it may. */
function fill({show}: ReturnType<typeof openWriter>): string {
	let sent = '';
	for (let round = 0; round < 40; round += 1) {
		sent += show(round % 2 === 0 ? 'x' : 'y');
	}

	return sent;
}

describe('the flow to a terminal that answers', () => {
	test('small frames carry no mark', () => {
		const {writer, answer, taken} = openWriter();
		writer.draw(['one', 'two'], 10);
		answer(taken());
		for (let count = 0; count < 10; count += 1) {
			writer.draw([`${count}`, 'two'], 10);
		}

		expect(marksIn(taken())).toBe(0);
	});

	test('while an answer is due, frames are replaced and not queued [R37]', async () => {
		const open = openWriter();
		open.answer(open.show('a'));
		const sent = fill(open);
		expect(marksIn(sent)).toBeGreaterThan(0);
		expect(open.show('b')).toBe('');
		expect(open.show('c')).toBe('');
		open.answer(sent);
		expect(await open.screen()).toEqual(Array.from({length: 20}, () => 'c<>'.repeat(wide)));
		expect(open.taken()).not.toContain('b');
	});

	test('an answer that was lost holds the screen back for a while, not for ever', () => {
		const open = openWriter();
		open.answer(open.show('a'));
		fill(open);
		expect(open.show('b')).toBe('');
		open.pass(2400);
		expect(open.taken()).toBe('');
		open.pass(200);
		expect(open.taken()).toContain('b');
	});

	test('a redraw that somebody asks for does not wait for an answer that was lost', () => {
		const open = openWriter();
		open.answer(open.show('a'));
		fill(open);
		open.pass(1100);
		open.writer.restart();
		expect(open.show('b')).toContain('b');
	});

	test('an answer to nothing does no harm', () => {
		const open = openWriter();
		open.writer.acknowledged();
		open.answer(open.show('a'));
		open.writer.acknowledged();
		open.writer.acknowledged();
		expect(open.show('b')).toContain('b');
	});

	test('at the end nothing is written any more, and the last answer is waited for', () => {
		const open = openWriter();
		const sent = open.show('a');
		let isDone = false;
		open.writer.pause(() => {
			isDone = true;
		});
		expect(isDone).toBe(false);
		expect(open.show('b')).toBe('');
		open.answer(sent);
		expect([isDone, open.taken()]).toEqual([true, '']);
	});

	test('the last answer is not waited for longer than somebody would', () => {
		const open = openWriter();
		open.show('a');
		let isDone = false;
		open.writer.pause(() => {
			isDone = true;
		});
		open.pass(299);
		expect(isDone).toBe(false);
		open.pass(2);
		expect(isDone).toBe(true);
	});
});

describe('the flow to a terminal that does not answer', () => {
	test('it is waited for once, then never again', () => {
		const open = openWriter();
		fill(open);
		expect(open.show('b')).toBe('');
		open.pass(1001);
		expect(open.taken()).toContain('b');
		const sent = fill(open);
		expect(marksIn(sent)).toBe(0);
		expect(sent.length).toBeGreaterThan(40_000);
	});

	test('nothing is to be waited for at the end', () => {
		const open = openWriter();
		open.show('a');
		open.pass(1001);
		let isDone = false;
		open.writer.pause(() => {
			isDone = true;
		});
		expect(isDone).toBe(true);
	});

	test('one whose first answer was only late is asked again', () => {
		const open = openWriter();
		open.show('a');
		open.pass(1001);
		open.writer.acknowledged();
		expect(marksIn(open.show('b'))).toBe(1);
	});
});

/** A link of so many bytes a second and so many milliseconds each way; the terminal behind it answers. */
function openLink(rate: number, way: number) {
	const {timer, pass} = openTimer();
	let freeAt = 0;
	let arrived = '';
	let outstanding = 0;
	let most = 0;
	const writer = createScreenWriter(
		{
			// It is never full: that is what a server's buffers are like.
			write(text) {
				most = Math.max(most, outstanding);
				outstanding += Buffer.byteLength(text);
				freeAt = Math.max(freeAt, timer.elapsed()) + (Buffer.byteLength(text) / rate) * 1000;
				timer.after(freeAt - timer.elapsed() + way, () => {
					arrived += text;
					outstanding -= Buffer.byteLength(text);
					for (let due = marksIn(text); due > 0; due -= 1) {
						timer.after(way, writer.acknowledged);
					}
				});
				return true;
			},
			once: () => undefined,
		},
		timer,
	);
	writer.restart();
	return {
		writer,
		pass,
		elapsed: timer.elapsed,
		arrived: () => arrived,
		/** The most that was on its way when something was written. */
		most: () => most,
	};
}

describe('the flow over a link', () => {
	test.each([
		['2 KB/s, 100 ms', 2000, 50, 1300],
		['64 kbit/s, 100 ms', 8000, 50, 500],
		['fast, 200 ms', 1_000_000, 100, 320],
		['fast and near', 10_000_000, 1, 11],
	])('%s: after a key that was held down the last frame is there soon', (_, rate, way, soon) => {
		const link = openLink(rate, way);
		const rows = (turn: number): readonly string[] =>
			Array.from({length: 20}, (_unused, row) =>
				row % 4 === 0 ? `turn ${turn}`.padEnd(60) + turn : 'the same as before'.padEnd(wide),
			);
		link.writer.draw(pageOf('a'), wide);
		link.pass(5000);
		let turn = 0;
		for (; turn < 300; turn += 1) {
			link.writer.draw(rows(turn), wide);
			link.pass(33);
		}

		link.writer.draw([...rows(turn).slice(0, -1), 'QWQWQW'], wide);
		const start = link.elapsed();
		while (!link.arrived().includes('QWQWQW') && link.elapsed() - start < 60_000) {
			link.pass(10);
		}

		expect(link.elapsed() - start).toBeLessThan(soon);
	});

	test('whatever is drawn over whatever link that answers in time, no frame leaves while more than 32 KB are on their way', () => {
		// The first answer is there within a second: one that comes later is taken for none.
		const link = fc.record({
			rate: fc.integer({min: 8000, max: 2_000_000}),
			way: fc.integer({min: 0, max: 300}),
		});
		const steps = fc.array(
			fc.record({
				letter: fc.constantFrom('a', 'b', 'c', 'd'),
				changed: fc.integer({min: 1, max: 20}),
				pause: fc.integer({min: 0, max: 400}),
			}),
			{minLength: 50, maxLength: 200},
		);
		fc.assert(
			fc.property(link, steps, ({rate, way}, drawn) => {
				const {writer, pass, most} = openLink(rate, way);
				for (const {letter, changed, pause} of drawn) {
					writer.draw([...pageOf(letter).slice(0, changed), ...pageOf('z').slice(changed)], wide);
					pass(pause);
				}

				// A tail of up to a kilobyte carries no mark yet.
				expect(most()).toBeLessThanOrEqual(32_768 + 1024);
			}),
			// Shrinking two hundred frames would take longer than reading them.
			{numRuns: 200, endOnFailure: true},
		);
	});

	test('a long fast link is not throttled to one frame a round trip', () => {
		const link = openLink(1_000_000, 150);
		link.writer.draw(pageOf('a'), wide);
		link.pass(5000);
		for (let turn = 0; turn < 300; turn += 1) {
			link.writer.draw(pageOf('x').with(turn % 20, `turn ${turn} `.padEnd(600, 'z')), wide);
			link.pass(33);
		}

		expect(link.arrived().split('turn').length).toBeGreaterThan(250);
	});
});

test('whatever frames, answers and drains follow each other, the newest is there at the end', async () => {
	const step = fc.oneof(
		{weight: 3, arbitrary: frame},
		{weight: 2, arbitrary: fc.constantFrom('answer', 'drain', 'invalidate', 'redraw')},
		{weight: 1, arbitrary: fc.integer({min: 1, max: 5000})},
	);
	await fc.assert(
		fc.asyncProperty(fc.array(step, {maxLength: 30}), fc.boolean(), async (steps, isNarrow) => {
			const eye = openEye(columns, height);
			const state = {isFull: false, due: 0};
			let drain = (): void => undefined;
			const writer = createScreenWriter(
				{
					write(text) {
						expect(state.isFull).toBe(false);
						eye.sink.write(text);
						state.due += marksIn(text);
						state.isFull = isNarrow;
						return !isNarrow;
					},
					once(_, listener) {
						drain = () => {
							state.isFull = false;
							listener();
						};
					},
				},
				eye.timer,
			);
			writer.restart();
			const answer = (): void => {
				if (state.due > 0) {
					state.due -= 1;
					writer.acknowledged();
				}
			};
			let newest: readonly string[] | undefined;
			for (const one of steps) {
				if (typeof one === 'number') {
					eye.pass(one);
				} else if (typeof one !== 'string') {
					newest = one;
					writer.draw(one, columns);
				} else if (one === 'invalidate') {
					writer.invalidate();
				} else if (one === 'redraw') {
					writer.restart();
				} else if (one === 'answer') {
					answer();
				} else if (state.isFull) {
					drain();
				}
			}

			for (let round = 0; round < 1000 && (state.due > 0 || state.isFull); round += 1) {
				answer();
				if (state.isFull) {
					drain();
				}
			}

			const fresh = openEye(columns, height);
			createScreenWriter(fresh.sink, fresh.timer).draw(newest ?? [], columns);
			expect(await eye.screen()).toEqual(await fresh.screen());
		}),
		{numRuns: 300},
	);
});
