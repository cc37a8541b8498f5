import * as z from 'zod';
import {batchId, groupId, userId} from '../contract/id.ts';
import {wireText} from '../contract/text.ts';
import {wireTime} from '../contract/time.ts';
import {mailboxStatus, syncStatus} from '../contract/user.ts';
import {type AuditEntry, auditOutcomes} from '../core/audit.ts';
import {steps} from '../core/target.ts';
import {type Ties} from './chain.ts';

const entry = z.object({
	v: z.literal(1),
	phase: z.enum(['intent', 'result']),
	at: wireTime,
	connection: wireText,
	service: wireText,
	actor: wireText,
	change: z.string(),
	key: z.string(),
	action: z.enum(steps),
	target: z.discriminatedUnion('type', [
		z.object({type: z.literal('user'), id: userId, name: wireText}),
		z.object({type: z.literal('group'), id: groupId, name: wireText}),
	]),
	before: z.object({
		version: z.number(),
		syncStatus,
		mailboxStatus: mailboxStatus.exactOptional(),
		batch: batchId.exactOptional(),
	}),
	reason: wireText.exactOptional(),
	undoes: z.string().exactOptional(),
	after: z.object({version: z.number()}).exactOptional(),
	outcome: z.enum(auditOutcomes).exactOptional(),
	detail: wireText.exactOptional(),
});

/** One line as it stands in a file. Somebody may have edited it: its texts are made safe as those of the service are. */
export const auditLine = entry.extend({
	pid: z.number(),
	host: wireText,
	account: wireText,
});

export type AuditLine = z.output<typeof auditLine>;

/** A line as it was handed to the journal: without who wrote it. */
export function toEntry({
	pid: _pid,
	host: _host,
	account: _account,
	...line
}: AuditLine): AuditEntry {
	return line;
}

export const ties: z.ZodType<Ties> = z.object({
	start: z.string(),
	seq: z.int().positive(),
	line: z.int().positive(),
	prev: z.string(),
});
