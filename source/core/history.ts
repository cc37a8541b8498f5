import {type Milliseconds, milliseconds} from '../contract/time.ts';
import {type CountName, countNames} from './tally.ts';

export type Sample = {
	readonly at: Milliseconds;
	readonly counts: Readonly<Record<CountName, number>>;
};

/** The counts over time, thinned as it gets long: days fit into as few samples as minutes. Newest last. */
export type History = {
	readonly start: Sample | undefined;
	readonly samples: readonly Sample[];
	/** The least time between two samples. */
	readonly spacing: Milliseconds;
};

const capacity = 120;

export const noHistory = (spacing: Milliseconds): History => ({
	start: undefined,
	samples: [],
	spacing,
});

/** Adds a sample if the last one is old enough, else brings the last one up to date. */
export function remember(history: History, sample: Sample): History {
	const {samples, spacing} = history;
	const start = history.start ?? sample;
	const beforeLast = samples.at(-2);
	if (beforeLast !== undefined && sample.at - beforeLast.at < spacing) {
		return {...history, start, samples: [...samples.slice(0, -1), sample]};
	}

	return thin({...history, start, samples: [...samples, sample]});
}

/** The course of one count, oldest first. */
export function courseOf(history: History, name: CountName): readonly number[] {
	return history.samples.map((sample) => sample.counts[name]);
}

/** How much a count moved since the program started. */
export function movedSinceStart(history: History, name: CountName, now: number): number {
	return history.start === undefined ? 0 : now - history.start.counts[name];
}

function thin(history: History): History {
	return history.samples.length <= capacity
		? history
		: {
				...history,
				samples: history.samples.filter((_, index) => index % 2 === 0),
				spacing: milliseconds(history.spacing * 2),
			};
}

/** The counts of a tally as a sample. */
export function sampleOf(at: Milliseconds, sums: Readonly<Record<CountName, number>>): Sample {
	const [active, withIssues, suspended, notConfigured] = countNames.map((name) => sums[name]);
	return {
		at,
		counts: {
			active: active ?? 0,
			withIssues: withIssues ?? 0,
			suspended: suspended ?? 0,
			notConfigured: notConfigured ?? 0,
		},
	};
}
