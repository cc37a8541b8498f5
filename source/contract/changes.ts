import * as z from 'zod';
import {activity} from './activity.ts';
import {count} from './count.ts';
import {dashboard} from './dashboard.ts';
import {group} from './group.ts';
import {groupId, userId} from './id.ts';
import {rows} from './rows.ts';
import {syncOptions} from './sync-options.ts';
import {user} from './user.ts';

/** Everything that changed since a revision, for all panels, in one reply. Its size grows with what changed. */
export const changes = z.object({
	revision: count,
	/** There is more: ask again at once from `revision`. */
	more: z.boolean().default(false),
	users: rows(user),
	removedUsers: z.array(userId).default([]),
	groups: rows(group),
	removedGroups: z.array(groupId).default([]),
	dashboard: dashboard.optional(),
	syncOptions: syncOptions.optional(),
	/** Newest last. */
	activity: rows(activity),
});

/** One page of a full read, in the order of ids. Read the changes since the first page's revision afterwards. */
export const userPage = z.object({
	revision: count,
	total: count,
	rows: rows(user),
	/** Pass it back as `after` for the next page; absent on the last. */
	next: userId.optional(),
});

/** All that is not per user, for a start: groups, dashboard, Sync Options and the latest activity, at one revision. */
export const overview = z.object({
	revision: count,
	groups: rows(group),
	dashboard,
	syncOptions,
	activity: rows(activity),
});

export type Changes = z.output<typeof changes>;
export type UserPage = z.output<typeof userPage>;
export type Overview = z.output<typeof overview>;
