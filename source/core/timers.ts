import {type Milliseconds} from '../contract/time.ts';
import {type Cancel, type Clock} from '../platform/clock.ts';
import {type TimerName} from './effect.ts';

export type Timers = {
	/** Starts a timer; one of the same name is replaced. */
	readonly start: (name: TimerName, delay: Milliseconds, task: () => void) => void;
	readonly stop: (name: TimerName) => void;
	readonly stopAll: () => void;
};

/** Timers by name on a clock that was handed in. */
export function createTimers(clock: Clock): Timers {
	const running = new Map<TimerName, Cancel>();
	const stop = (name: TimerName): void => {
		running.get(name)?.();
		running.delete(name);
	};
	return {
		start(name, delay, task) {
			stop(name);
			running.set(
				name,
				clock.after(delay, () => {
					running.delete(name);
					task();
				}),
			);
		},
		stop,
		stopAll() {
			for (const name of running.keys()) {
				stop(name);
			}
		},
	};
}
