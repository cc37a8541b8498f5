import {
	type EpochMs,
	epochMs,
	type Milliseconds,
	milliseconds,
} from '../../source/contract/time.ts';
import {type Clock} from '../../source/platform/clock.ts';

export type ManualClock = Clock & {
	/** Fires what is due at once, in the order of its time. */
	readonly advance: (by: Milliseconds) => void;
	/** Moves to the next timer that is due within `by` and fires it, else to the end; says how much is left. */
	readonly step: (by: Milliseconds) => Milliseconds;
	/** Moves only the wall's clock, as a correction of the machine's time or a sleep does. */
	readonly jump: (by: Milliseconds) => void;
	readonly pending: () => number;
};

/** The wall's time when a manual clock starts. */
export const startOfTime: EpochMs = epochMs(Date.UTC(2026, 10, 22, 3, 0, 0));

/** A clock that stands still until it is moved. */
export function manualClock(): ManualClock {
	let elapsed = 0;
	let jumped = 0;
	let tasks: Array<{readonly at: number; readonly task: () => void}> = [];

	const step = (by: Milliseconds): Milliseconds => {
		const end = elapsed + by;
		const [next] = tasks.toSorted((first, second) => first.at - second.at);
		if (next === undefined || next.at > end) {
			elapsed = end;
			return milliseconds(0);
		}

		elapsed = Math.max(elapsed, next.at);
		tasks = tasks.filter((other) => other !== next);
		next.task();
		return milliseconds(end - elapsed);
	};

	return {
		now: () => epochMs(startOfTime + elapsed + jumped),
		elapsed: () => milliseconds(elapsed),
		after(delay, task) {
			const entry = {at: elapsed + delay, task};
			tasks.push(entry);
			return () => {
				tasks = tasks.filter((other) => other !== entry);
			};
		},
		step,
		advance(by) {
			for (let left = by; left > 0;) {
				left = step(left);
			}
		},
		jump(by) {
			jumped += by;
		},
		pending: () => tasks.length,
	};
}
