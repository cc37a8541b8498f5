import {expect, test} from 'vitest';
import {milliseconds} from '../../source/contract/time.ts';
import {createPace} from '../../source/tui/pace.ts';
import {manualClock} from '../support/manual-clock.ts';

/** A pace under test; a frame takes as long as it is told. */
function openPace(cost = 0) {
	const clock = manualClock();
	const frames: number[] = [];
	const pace = createPace(clock, () => {
		clock.advance(milliseconds(cost));
		frames.push(clock.elapsed());
	});
	return {
		...pace,
		frames,
		key: (): void => {
			pace.changed();
			pace.hurry();
		},
		pass: (by: number): void => {
			clock.advance(milliseconds(by));
		},
	};
}

test('several events make one frame, and frames are spaced', () => {
	const {changed, pass, frames} = openPace();
	for (let at = 0; at < 240; at += 1) {
		changed();
		pass(1);
	}

	expect(frames).toHaveLength(3);
});

test('a key is drawn in its own turn, also right after a frame', () => {
	const {key, changed, pass, frames} = openPace();
	changed();
	pass(1);
	pass(2);
	key();
	expect(frames.at(-1)).toBe(3);
	pass(1);
	key();
	expect(frames).toHaveLength(3);
});

test('a key that changed nothing draws nothing', () => {
	const {hurry, pass, frames} = openPace();
	hurry();
	pass(100);
	expect(frames).toEqual([]);
});

test('where frames take long, keys leave half of the time to everything else, and the last one is drawn', () => {
	const {key, pass, frames} = openPace(10);
	key();
	pass(2);
	key();
	expect(frames).toHaveLength(1);
	pass(20);
	expect(frames).toHaveLength(2);
});

test('after the end nothing is drawn', () => {
	const {changed, stop, pass, frames} = openPace();
	changed();
	stop();
	pass(100);
	expect(frames).toEqual([]);
});
