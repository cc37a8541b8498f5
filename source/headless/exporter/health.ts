import {type SafeText, safe} from '../../contract/text.ts';
import {failureText} from '../../core/failure-text.ts';
import {ageOf, freshnessOf, type Moment} from '../../core/feed.ts';
import {type State} from '../../core/state.ts';
import {duration} from '../../format/duration.ts';

/** Whether what is told is fresh; why not, or how fresh. */
export type Health = {readonly isFresh: boolean; readonly text: SafeText};

/** By the same rule as the header of the screen. */
export function healthOf({feed}: State, now: Moment): Health {
	const freshness = freshnessOf(feed, now);
	const answered =
		feed.last === undefined
			? safe`the service never answered`
			: safe`the last answer is ${duration(ageOf(feed.last, now))} old`;
	if (freshness === 'live') {
		return {isFresh: true, text: answered};
	}

	const failure = feed.failure ?? feed.roundFailure;
	return failure === undefined
		? {isFresh: false, text: safe`${answered}`}
		: {isFresh: false, text: safe`${answered}: ${sentenceOf(failure)}`};
}

/** A failure as one line of a log. */
export function sentenceOf(failure: Parameters<typeof failureText>[0]): SafeText {
	const {what, why, next} = failureText(failure);
	return safe`${what}; ${why}; ${next}`;
}
