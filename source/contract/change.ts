import * as z from 'zod';
import {userId} from './id.ts';
import {wireText} from './text.ts';
import {user} from './user.ts';

/** The body of a status change of a user or a group. Delete and Force Delete have routes of their own. */
export const statusChange = z.object({syncStatus: z.enum(['enabled', 'disabled'])});

/** Force Delete asks why, because a reachable mailbox could be deleted cleanly instead. */
export const forceDelete = z.object({reason: wireText.optional()});

export const removed = z.object({
	id: userId,
	/** Synchronized data was out of reach and may still be in the mailbox. */
	mayLeaveData: z.boolean(),
});

export const userReply = z.object({
	user,
	/** Something the caller should know although the change was made: "takes effect when the group is enabled". */
	notice: wireText.optional(),
});

export type Removed = z.output<typeof removed>;
export type UserReply = z.output<typeof userReply>;
