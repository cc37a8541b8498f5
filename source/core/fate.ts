import {type Failure} from '../contract/outcome.ts';

/** What became of a change whose request was not answered with a success. */
export type Fate =
	/** Somebody else was first, or a rule of the service forbids it; it says so, and nothing was done. */
	| 'conflict'
	| 'refused'
	/** Nothing was sent, or nothing was done. */
	| 'failed'
	/** It was sent, and may have been made. */
	| 'unknown';

/** Reads the fate of a change off its failure. In doubt it may have been made. */
export function fateOf(failure: Failure): Fate {
	switch (failure.kind) {
		case 'conflict':
		case 'refused': {
			return failure.kind;
		}

		case 'unreachable':
		case 'timeout': {
			return failure.wasSent ? 'unknown' : 'failed';
		}

		// An answer that makes no sense says nothing about the change: it was sent, so it may have been made.
		case 'malformed':
		case 'tooLarge':
		case 'broken':
		case 'redirected': {
			return 'unknown';
		}

		// A proxy may say 503 after it passed the request on; a service that refuses work says when to come back.
		case 'throttled': {
			return failure.status === 503 && failure.retryAfter === undefined ? 'unknown' : 'failed';
		}

		case 'unauthorized':
		case 'forbidden':
		case 'missing':
		case 'startOver':
		case 'tooMany':
		case 'notRecorded':
		case 'cancelled': {
			return 'failed';
		}
	}
}
