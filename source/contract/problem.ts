import * as z from 'zod';
import {group} from './group.ts';
import {lenient} from './lenient.ts';
import {wireText} from './text.ts';
import {user} from './user.ts';
import {word} from './word.ts';

/** Why the service refused, as a stable code. The text beside it is for people and may change. */
export const problemCodes = [
	'already-so',
	'batch-running',
	'client-refused',
	'contract-not-found',
	'idempotency-key-reused',
	'invalid-request',
	'mailbox-initialized',
	'mailbox-not-initialized',
	'mailbox-unreachable',
	'not-effectively-enabled',
	'not-found',
	'not-permitted',
	'not-signed-in',
	'outlook-only',
	'precondition-required',
	'revision-too-old',
	'sync-enabled',
	'throttled',
	'too-soon',
	'unavailable',
	'version-mismatch',
] as const;

/** Problem details (RFC 9457) with a stable `code`; a lost race carries the entity as it is now. */
export const problem = z.object({
	code: word(problemCodes),
	title: lenient(wireText),
	status: lenient(z.int()),
	detail: lenient(wireText),
	currentUser: lenient(user),
	currentGroup: lenient(group),
	/** Who changed it, when the service knows. */
	changedBy: lenient(wireText),
});

/** The error of Vantagepoint's REST API. */
export const restError = z.object({message: wireText, detail: lenient(wireText)});

/** The error of its token endpoint. The description may repeat a password, so it is read by nobody. */
export const tokenError = z.object({error: wireText});

export type ProblemCode = (typeof problemCodes)[number];
export type Problem = z.output<typeof problem>;
