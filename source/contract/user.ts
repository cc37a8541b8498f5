import * as z from 'zod';
import {batch} from './batch.ts';
import {count} from './count.ts';
import {groupId, plainId, userId} from './id.ts';
import {lenient} from './lenient.ts';
import {wireText} from './text.ts';
import {wireSeconds, wireTime} from './time.ts';
import {word} from './word.ts';

export const syncStatus = word(['enabled', 'disabled']);
export const mailboxStatus = word(['initialized', 'notInitialized']);
const hold = word(['none', 'authorization', 'throttling', 'other']);

/** A Connect user. Deleting it leaves the Vantagepoint user alone. */
export const user = z.object({
	id: userId,
	/** Moves when something that a decision rests on changes; sent back as `If-Match`. */
	version: count,
	/** The revision of the service at which anything in this row last changed; a row is never replaced by an older one. */
	revision: count,
	name: wireText,
	email: wireText,
	groupId,
	syncStatus,
	mailboxStatus,
	/** Why the service suspended this user, or `none`. */
	hold,
	holdSince: lenient(wireTime),
	mailPlatform: lenient(word(['outlook', 'google'])),
	mailServerId: lenient(plainId),
	employeeNumber: lenient(wireText),
	role: lenient(word(['user', 'groupAdmin', 'platformAdmin'])),
	notes: lenient(wireText),
	/** Failed sessions in a row; ten suspend the user. */
	consecutiveFailures: lenient(count),
	/** The user's own adaptive interval; overdue is judged against it. */
	intervalSeconds: lenient(wireSeconds),
	lastSynchronizedAt: lenient(wireTime),
	nextSynchronizationAt: lenient(wireTime),
	lastAddInUseAt: lenient(wireTime),
	createdAt: lenient(wireTime),
	updatedAt: lenient(wireTime),
	/** The user's current batch: the latest one. */
	batch: lenient(batch),
});

export type User = z.output<typeof user>;
