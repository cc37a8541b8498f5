import {type Problem} from './problem.ts';
import {type SafeText} from './text.ts';
import {type EpochMs, type Milliseconds} from './time.ts';

/** An answer, or the reason why there is none. Expected failures are values; only bugs are thrown. */
export type Outcome<Value> =
	| {readonly ok: true; readonly value: Value}
	| {readonly ok: false; readonly failure: Failure};

/** When a service asks to be left alone: for a while, or until a moment of its own clock. */
export type RetryAfter =
	| {readonly kind: 'delay'; readonly delay: Milliseconds}
	| {readonly kind: 'moment'; readonly moment: EpochMs};

/** The part of a request during which its time ran out. */
export type TimeoutPhase =
	| 'lookup'
	| 'connect'
	| 'secureConnect'
	| 'send'
	| 'response'
	| 'body'
	| 'request';

/** All that can go wrong between a question and its answer. */
export type Failure =
	/** No connection: refused, reset, no route, no such host, TLS refused. `code` is the system's word for it. */
	| {readonly kind: 'unreachable'; readonly code: SafeText; readonly wasSent: boolean}
	| {readonly kind: 'timeout'; readonly phase: TimeoutPhase; readonly wasSent: boolean}
	/** 401, or the token endpoint refused. `reason` is OAuth's code (`invalid_client`), never its description. */
	| {readonly kind: 'unauthorized'; readonly reason?: SafeText}
	| {readonly kind: 'forbidden'; readonly detail?: SafeText}
	| {readonly kind: 'missing'; readonly detail?: SafeText}
	/** 409 or 412: somebody else was first. The problem carries the entity as it is now. */
	| {readonly kind: 'conflict'; readonly problem: Problem}
	/** 410: the revision is too old; read everything again. */
	| {readonly kind: 'startOver'}
	/** A rule of the service forbids it. */
	| {readonly kind: 'refused'; readonly problem: Problem}
	/** 429 or 503: come back later. */
	| {readonly kind: 'throttled'; readonly status: number; readonly retryAfter?: RetryAfter}
	/** Any other status. */
	| {readonly kind: 'broken'; readonly status: number; readonly detail?: SafeText}
	/** It answered, but not with what was agreed. */
	| {readonly kind: 'malformed'; readonly path: SafeText; readonly expected: SafeText}
	/** A redirect that must not be followed. */
	| {readonly kind: 'redirected'; readonly to: SafeText}
	| {readonly kind: 'tooLarge'; readonly limitBytes: number}
	/** More users than this program keeps. */
	| {readonly kind: 'tooMany'; readonly total: number; readonly most: number}
	/** What is asked is a recording, and this was not asked when it was made. */
	| {readonly kind: 'notRecorded'}
	| {readonly kind: 'cancelled'};

export const success = <Value>(value: Value): Outcome<Value> => ({ok: true, value});
export const failed = (failure: Failure): {readonly ok: false; readonly failure: Failure} => ({
	ok: false,
	failure,
});
