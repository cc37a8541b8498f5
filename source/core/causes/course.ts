import {type EpochMs, minutes, seconds} from '../../contract/time.ts';
import {type Cause, firstSeen} from './cause-index.ts';

/** How many users a cause hit at a moment of the service's clock. */
export type CauseSample = {readonly at: EpochMs; readonly users: number};

/** The course of each cause since this program watches, oldest first. */
export type CauseCourses = ReadonlyMap<string, readonly CauseSample[]>;

const kept = 60;
const spacing = seconds(15);

/** Notes where each cause stands now. A sample that follows closely takes the place of the last. */
export function noteCourses(
	courses: CauseCourses,
	causes: ReadonlyMap<string, Cause>,
	now: EpochMs,
): CauseCourses {
	const next = new Map<string, readonly CauseSample[]>();
	for (const [key, {users}] of causes) {
		const samples = courses.get(key) ?? [];
		const isClose = now - (samples.at(-2)?.at ?? Number.NEGATIVE_INFINITY) < spacing;
		next.set(key, thin([...(isClose ? samples.slice(0, -1) : samples), {at: now, users}]));
	}

	return next;
}

// Days fit into as few samples as minutes: the older half is thinned, the newer stays fine.
function thin(samples: readonly CauseSample[]): readonly CauseSample[] {
	const half = kept / 2;
	return samples.length <= kept
		? samples
		: samples.filter((_, index) => index >= half || index % 2 === 0);
}

/**
The course of a cause from its beginning until now, as so many numbers: from those who are hit, by the minute since when they are, for the
time before this program watched; as counted after that.
*/
export function courseOf(
	cause: Cause,
	samples: readonly CauseSample[],
	{now, points}: {readonly now: EpochMs; readonly points: number},
): readonly number[] {
	const first = Math.min(firstSeen(cause) ?? now, samples[0]?.at ?? now);
	const watched = samples[0]?.at ?? now;
	const arrivals = [...cause.since].map(([minute, users]) => ({at: minute * 60_000, users}));
	return Array.from({length: points}, (_, index) => {
		const at = index === points - 1 ? now : first + ((now - first) * index) / (points - 1);
		return at < watched
			? arrivals.reduce((sum, one) => (one.at <= at ? sum + one.users : sum), 0)
			: index === points - 1
				? cause.users
				: (samples.findLast((sample) => sample.at <= at)?.users ?? cause.users);
	});
}

/** How many more users are hit than five minutes ago (fewer: below zero); nothing when that is not known. */
export function movedLately(
	cause: Cause,
	samples: readonly CauseSample[],
	now: EpochMs,
): number | undefined {
	const then = now - minutes(5);
	const before = samples.findLast((sample) => sample.at <= then);
	if (before !== undefined) {
		return cause.users - before.users;
	}

	const [start] = samples;
	if (start === undefined) {
		return undefined;
	}

	// Not watched for five minutes yet: who came before that is known by when they were hit.
	const cameBefore = [...cause.since].reduce(
		(sum, [minute, users]) =>
			minute * 60_000 > then && minute * 60_000 <= start.at ? sum + users : sum,
		0,
	);
	return cause.users - start.users + cameBefore;
}
