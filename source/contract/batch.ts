import * as z from 'zod';
import {count} from './count.ts';
import {batchId, plainId, userId} from './id.ts';
import {lenient} from './lenient.ts';
import {wireText} from './text.ts';
import {wireTime} from './time.ts';
import {word} from './word.ts';

/** Source: A batch is queued, runs, and ends in one of the last four. */
export const batchStates = [
	'queued',
	'running',
	'finished',
	'finishedWithIssues',
	'suspended',
	'interrupted',
] as const;

/** Why a batch failed. `category` decides the hold that follows (domain: authorization, throttling, other). */
export const batchError = z.object({
	code: wireText,
	category: word(['authorization', 'throttling', 'other']),
	source: word(['vantagepoint', 'mailServer', 'connector', 'unknown']),
	message: wireText,
});

/** How often objects of a batch failed in one way: what tells one cause from another without reading every issue. */
export const issueKind = z.object({
	code: wireText,
	severity: word(['low', 'moderate', 'severe', 'critical']),
	/** The text of one of them, as it came. */
	text: wireText,
	count: z.int().positive(),
});

/** One synchronization session of one user's mailbox. */
export const batch = z.object({
	id: batchId,
	userId,
	state: word(batchStates),
	kind: lenient(word(['scheduled', 'forced', 'first'])),
	queuedAt: wireTime,
	startedAt: lenient(wireTime),
	endedAt: lenient(wireTime),
	/** Records in the synchronization scope. */
	scope: lenient(count),
	changes: lenient(count),
	/** Objects that this batch could not synchronize. */
	issues: count,
	/** The same issues by how they failed, the most frequent first. */
	issueKinds: lenient(z.array(issueKind).readonly()),
	error: lenient(batchError),
});

/** One object (file, e-mail, appointment, contact, task) that a batch could not synchronize. */
export const issue = z.object({
	id: plainId,
	objectType: word(['file', 'email', 'appointment', 'contact', 'task']),
	/** Full name of a contact, subject of an e-mail or event, name of a file. */
	name: wireText,
	direction: word(['mailboxToCrm', 'crmToMailbox']),
	operation: word(['create', 'update', 'delete']),
	code: wireText,
	severity: word(['low', 'moderate', 'severe', 'critical']),
	/** Passed through from the side that refused the write. */
	text: wireText,
	at: wireTime,
});

export type BatchState = (typeof batchStates)[number];
export type BatchError = z.output<typeof batchError>;
export type Batch = z.output<typeof batch>;
export type IssueKind = z.output<typeof issueKind>;
export type Issue = z.output<typeof issue>;
