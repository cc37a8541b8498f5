import {type Failure} from '../../contract/outcome.ts';
import {type SafeText, safe} from '../../contract/text.ts';
import {failureText, nextOnce} from '../../core/failure-text.ts';
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
		? {isFresh: false, text: answered}
		: {isFresh: false, text: safe`${answered}: ${sentenceOf(failure)}`};
}

/** A failure as one line of a log: what, why, what to do where a signal takes the place of keys. */
export function sentenceOf(failure: Failure): SafeText {
	const {what, why} = failureText(failure);
	return safe`${what}; ${why}; ${nextHere(failure)}`;
}

function nextHere(failure: Failure): SafeText {
	switch (failure.kind) {
		case 'unauthorized': {
			return safe`correct the credentials, then reload (SIGHUP)`;
		}

		case 'forbidden': {
			return safe`${nextOnce(failure)}; it is asked again by itself`;
		}

		default: {
			return failureText(failure).next;
		}
	}
}
