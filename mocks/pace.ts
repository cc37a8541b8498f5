import {type EpochMs, epochMs, type Milliseconds, milliseconds} from '../source/contract/time.ts';
import {type Clock} from '../source/platform/clock.ts';
import {advanceTo} from './world/world.ts';
import {type World} from './world/state.ts';

/** Drives the simulation by a clock, speeded up. */
export type Pace = {
	/** Brings the simulation to the present. */
	readonly catchUp: () => void;
	/** Jumps ahead. */
	readonly skip: (by: Milliseconds) => void;
	readonly stop: () => void;
};

const tick = milliseconds(200);
const slice = 5000;
// When the machine is too slow, simulated time slows down rather than keep requests waiting.
const longestWork = 50;

export function createPace(
	world: World,
	{clock, speed}: {readonly clock: Clock; readonly speed: number},
): Pace {
	let origin: {readonly elapsed: Milliseconds; readonly moment: EpochMs} = {
		elapsed: clock.elapsed(),
		moment: world.now,
	};
	const restart = (): void => {
		origin = {elapsed: clock.elapsed(), moment: world.now};
	};

	const catchUp = (): void => {
		const began = clock.elapsed();
		const target = Math.floor(origin.moment + (began - origin.elapsed) * speed);
		while (world.now < target) {
			advanceTo(world, epochMs(Math.min(target, world.now + slice)));
			if (clock.elapsed() - began > longestWork) {
				restart();
				return;
			}
		}
	};

	const beat = (): void => {
		catchUp();
		cancel = clock.after(tick, beat);
	};

	let cancel = speed > 0 ? clock.after(tick, beat) : () => {};
	return {
		catchUp,
		skip(by) {
			catchUp();
			advanceTo(world, epochMs(world.now + by));
			restart();
		},
		stop() {
			cancel();
		},
	};
}
