import {type EpochMs, epochMs, type Milliseconds, milliseconds} from '../contract/time.ts';

/** Stops what was started. Calling it again does nothing. */
export type Cancel = () => void;

/** Time, handed in. Durations come from `elapsed`, which never jumps; `now` is the machine's wall clock and may. */
export type Clock = {
	readonly now: () => EpochMs;
	/** Milliseconds since an unnamed moment, never going back. It does not count the time a machine was asleep everywhere. */
	readonly elapsed: () => Milliseconds;
	/** Runs `task` once after `delay`. It does not keep the process alive. */
	readonly after: (delay: Milliseconds, task: () => void) => Cancel;
};

/** The machine's own clock. */
export const systemClock: Clock = {
	now: () => epochMs(Date.now()),
	// Not `performance.now()`: what belongs to it takes 2 ms of the start to load.
	elapsed: () => milliseconds(Number(process.hrtime.bigint()) / 1e6),
	after(delay, task) {
		const timer = setTimeout(task, delay);
		timer.unref();
		return () => {
			clearTimeout(timer);
		};
	},
};
