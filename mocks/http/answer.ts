import {type Group} from '../../source/contract/group.ts';
import {type Problem, type ProblemCode} from '../../source/contract/problem.ts';
import {type User} from '../../source/contract/user.ts';
import {raw} from './subject.ts';

/** What a handler says: a value to encode, or why not. */
export type Answer<Value> =
	| {readonly kind: 'done'; readonly value: Value; readonly etag?: number}
	| Refusal;

export type Refusal = {
	readonly kind: 'refused';
	readonly status: number;
	readonly problem: Problem;
	readonly retryAfterSeconds?: number;
};

export const done = <Value>(value: Value, etag?: number): Answer<Value> =>
	etag === undefined ? {kind: 'done', value} : {kind: 'done', value, etag};

// A rule that forbids a change is 422: the request was understood, and a repeat would not help.
const statuses: Readonly<Record<ProblemCode, number>> = {
	'already-so': 422,
	'batch-running': 422,
	'client-refused': 401,
	'contract-not-found': 404,
	'idempotency-key-reused': 409,
	'invalid-request': 400,
	'mailbox-initialized': 422,
	'mailbox-not-initialized': 422,
	'mailbox-unreachable': 422,
	'not-effectively-enabled': 422,
	'not-found': 404,
	'not-permitted': 403,
	'not-signed-in': 401,
	'outlook-only': 422,
	'precondition-required': 428,
	'revision-too-old': 410,
	'sync-enabled': 422,
	throttled: 429,
	'too-soon': 422,
	unavailable: 503,
	'version-mismatch': 412,
};

export type RefusalParts = {
	readonly title: string;
	/** What to do about it. */
	readonly detail: string;
	readonly status?: number;
	readonly currentUser?: User;
	readonly currentGroup?: Group;
	readonly changedBy?: string | undefined;
	readonly retryAfterSeconds?: number;
};

/** Refuses with a stable code, and sentences for people. */
export function refuse(code: ProblemCode, parts: RefusalParts): Refusal {
	const status = parts.status ?? statuses[code];
	return {
		kind: 'refused',
		status,
		problem: {
			code,
			title: raw(parts.title),
			status,
			detail: raw(parts.detail),
			currentUser: parts.currentUser,
			currentGroup: parts.currentGroup,
			changedBy: parts.changedBy === undefined ? undefined : raw(parts.changedBy),
		},
		...(parts.retryAfterSeconds === undefined ? {} : {retryAfterSeconds: parts.retryAfterSeconds}),
	};
}
