import * as z from 'zod';
import {count} from './count.ts';
import {groupId, plainId} from './id.ts';
import {lenient} from './lenient.ts';
import {wireText} from './text.ts';
import {wireTime} from './time.ts';
import {syncStatus} from './user.ts';
import {word} from './word.ts';

export const mailboxAccessTypes = [
	'exchangeDirectLogon',
	'exchangeImpersonation',
	'office365OAuth',
	'googleCustomApp',
] as const;

/** Users with one mailbox access type. */
export const group = z.object({
	id: groupId,
	/** Moves when something that a decision rests on changes; sent back as `If-Match`. */
	version: count,
	/** The revision of the service at which anything in this row last changed. */
	revision: count,
	/** Never changes after the group was first saved. */
	externalId: wireText,
	name: wireText,
	mailboxAccessType: word(mailboxAccessTypes),
	syncStatus,
	isDefault: lenient(z.boolean()),
	mailServerId: lenient(plainId),
	updatedAt: lenient(wireTime),
});

export type Group = z.output<typeof group>;
