import {type Failure, type RetryAfter} from '../contract/outcome.ts';
import {type EpochMs, type Milliseconds, milliseconds, minutes, seconds} from '../contract/time.ts';

/** The intervals that `+` and `-` step through. */
export const intervals: readonly Milliseconds[] = [2, 5, 10, 30, 60].map((value) => seconds(value));

const firstPause = seconds(5);
const longestPause = seconds(60);
// A service that asks for a week is asked again every ten minutes: admins expect recovery to be seen.
const longestObeyed = minutes(10);
const jitter = 0.2;

/**
How long to wait after `failures` failed polls in a row: 5, 10, 20, 40, 60, 60 … seconds, spread by ±20 % so that many clients
do not come back at the same moment. `random` is in [0, 1).
*/
export function backOff(failures: number, random: number): Milliseconds {
	const pause = Math.min(longestPause, firstPause * 2 ** Math.max(0, failures - 1));
	return milliseconds(Math.round(pause * (1 - jitter + 2 * jitter * random)));
}

/** What the service asked for, in milliseconds from its own `serviceNow`; a minute when it gave no time. */
export function askedPause(retryAfter: RetryAfter | undefined, serviceNow: EpochMs): Milliseconds {
	const asked = pauseOf(retryAfter, serviceNow);
	return milliseconds(Math.min(longestObeyed, Math.max(seconds(1), asked)));
}

function pauseOf(retryAfter: RetryAfter | undefined, serviceNow: EpochMs): number {
	if (retryAfter === undefined) {
		return seconds(60);
	}

	return retryAfter.kind === 'delay' ? retryAfter.delay : retryAfter.moment - serviceNow;
}

/** Whether asking again by itself can help: not when credentials were refused. A redirect may be a page for the time of some work. */
export function isWorthRetrying(failure: Failure): boolean {
	switch (failure.kind) {
		case 'unauthorized':
		case 'notRecorded':
		case 'cancelled': {
			return false;
		}

		case 'unreachable':
		case 'timeout':
		case 'forbidden':
		case 'missing':
		case 'conflict':
		case 'startOver':
		case 'refused':
		case 'throttled':
		case 'redirected':
		case 'broken':
		case 'malformed':
		case 'tooLarge':
		case 'tooMany': {
			return true;
		}
	}
}

/** Whether a failure is about what was asked for, and not about the connection or the credentials. */
export function isOfOnePart({kind}: Failure): boolean {
	return [
		'forbidden',
		'missing',
		'broken',
		'malformed',
		'tooLarge',
		'tooMany',
		'refused',
		'conflict',
		'notRecorded',
	].includes(kind);
}

/** The next longer or shorter interval. */
export function stepInterval(current: Milliseconds, by: 1 | -1): Milliseconds {
	const longer = intervals.find((interval) => interval > current);
	const shorter = intervals.findLast((interval) => interval < current);
	return (by === 1 ? longer : shorter) ?? current;
}
