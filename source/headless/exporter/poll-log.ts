import {type Failure} from '../../contract/outcome.ts';
import {type Engine} from '../../core/engine.ts';
import {type State} from '../../core/state.ts';
import {type Cancel} from '../../platform/clock.ts';

/** What came of the polls since the start. */
export type PollCounts = {
	readonly polls: number;
	/** By the kind of failure. */
	readonly errors: ReadonlyMap<string, number>;
	/** How many polls took at most so many seconds, by the bounds. */
	readonly within: readonly number[];
	readonly seconds: number;
};

/** Seconds; what takes longer is counted as well. */
export const pollBounds = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30] as const;

export type PollLog = {
	readonly counts: () => PollCounts;
	/** Counts the polls of an engine, until it is told to stop. */
	readonly follow: (engine: Pick<Engine, 'store'>) => Cancel;
};

/** Counts polls over the engines of a whole life: a connection that is opened anew does not begin at nothing. */
export function createPollLog(): PollLog {
	const errors = new Map<string, number>();
	const within = pollBounds.map(() => 0);
	let polls = 0;
	let seconds = 0;
	const note = (took: number, failure: Failure | undefined): void => {
		polls += 1;
		seconds += took;
		for (const [index, bound] of pollBounds.entries()) {
			within[index] = (within[index] ?? 0) + (took <= bound ? 1 : 0);
		}

		if (failure !== undefined) {
			errors.set(failure.kind, (errors.get(failure.kind) ?? 0) + 1);
		}
	};
	return {
		counts: () => ({polls, errors, within, seconds}),
		follow({store}) {
			return store.subscribe((state, before) => {
				const took = tookNow(state, before);
				if (took !== undefined) {
					note(took, state.feed.roundFailure);
				}
			});
		},
	};
}

// A round of questions is over with the answer to the last of them.
function tookNow({feed, now}: State, before: State): number | undefined {
	const {doing} = feed;
	const isOver = doing !== before.feed.doing && doing.kind === 'asking' && doing.open === 0;
	return isOver ? Math.max(0, now.elapsed - doing.since) / 1000 : undefined;
}
