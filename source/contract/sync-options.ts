import * as z from 'zod';
import {count} from './count.ts';
import {plainId} from './id.ts';
import {lenient} from './lenient.ts';
import {rows} from './rows.ts';
import {wireText} from './text.ts';
import {wireSeconds, wireTime} from './time.ts';
import {word} from './word.ts';

export const mailServer = z.object({
	id: plainId,
	name: wireText,
	platform: lenient(word(['outlook', 'google'])),
	state: word(['connected', 'throttled', 'lost']),
	since: lenient(wireTime),
	checkedAt: lenient(wireTime),
	latencyMs: lenient(z.number().nonnegative()),
	users: lenient(count),
});

/** What was synchronized since midnight UTC, for one kind of object in one direction. */
export const objectStatistics = z.object({
	objectType: word(['file', 'email', 'appointment', 'contact', 'task']),
	direction: word(['mailboxToCrm', 'crmToMailbox']),
	created: count,
	updated: count,
	deleted: count,
	failed: count,
});

/** The service's own page. */
export const syncOptions = z.object({
	status: word(['running', 'paused', 'stopped']),
	since: lenient(wireTime),
	intervalSeconds: lenient(wireSeconds),
	/** The interval doubles, then doubles again, for users in whose mailbox nothing happens. */
	isAdaptive: lenient(z.boolean()),
	queue: lenient(z.object({depth: count, running: count, oldestSeconds: lenient(wireSeconds)})),
	/** Batches that ended within the last minute. */
	batchesPerMinute: lenient(z.number().nonnegative()),
	lastFullPass: lenient(z.object({endedAt: wireTime, durationSeconds: wireSeconds})),
	mailServers: rows(mailServer),
	statistics: rows(objectStatistics),
});

export type MailServer = z.output<typeof mailServer>;
export type SyncOptions = z.output<typeof syncOptions>;
