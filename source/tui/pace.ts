import {milliseconds} from '../contract/time.ts';
import {type Clock} from '../platform/clock.ts';

/** When frames are drawn. */
export type Pace = {
	/** Something changed: draws after this turn, and at most once a frame time. */
	readonly changed: () => void;
	/** Draws what changed without waiting, for the answer to a key; later if drawing takes all the time there is. */
	readonly hurry: () => void;
	readonly stop: () => void;
};

/** At most one frame in this time, the last one always: what changes by itself need not come faster. A key does not wait for it. */
const frameTime = milliseconds(100);
const soon = milliseconds(0);

export function createPace(clock: Clock, draw: () => void): Pace {
	let isDue = false;
	let cancel: (() => void) | undefined;
	// Of the last frame: when it was ready, and how long it took.
	let readyAt = Number.NEGATIVE_INFINITY;
	let took = 0;

	const drawNow = (): void => {
		cancel?.();
		isDue = false;
		const start = clock.elapsed();
		draw();
		readyAt = clock.elapsed();
		took = readyAt - start;
		cancel = clock.after(frameTime, rested);
	};
	const rested = (): void => {
		cancel = undefined;
		if (isDue) {
			drawNow();
		}
	};

	return {
		changed() {
			isDue = true;
			// After this turn: several events of one turn make one frame.
			cancel ??= clock.after(soon, rested);
		},
		hurry() {
			if (!isDue) {
				return;
			}

			// At most half of the time goes into frames, however fast keys come.
			const rest = took - (clock.elapsed() - readyAt);
			if (rest <= 0) {
				drawNow();
			} else {
				cancel?.();
				cancel = clock.after(milliseconds(rest), rested);
			}
		},
		stop() {
			cancel?.();
		},
	};
}
