import * as z from 'zod';
import {activity, type Activity} from './activity.ts';
import {batch, type Batch, issue, type Issue} from './batch.ts';
import {dashboard, type Dashboard} from './dashboard.ts';
import {group, type Group} from './group.ts';
import {syncOptions, type SyncOptions} from './sync-options.ts';
import {keepSafe, type SafeText} from './text.ts';
import {user, type User} from './user.ts';

/** A row as the wire has it, in one line of JSON. All text in it was made safe before. */
export const userJson = (row: User): SafeText => write(user, row);
export const groupJson = (row: Group): SafeText => write(group, row);
export const activityJson = (row: Activity): SafeText => write(activity, row);
export const batchJson = (row: Batch): SafeText => write(batch, row);
export const issueJson = (row: Issue): SafeText => write(issue, row);
export const dashboardJson = (value: Dashboard): SafeText => write(dashboard, value);
export const optionsJson = (value: SyncOptions): SafeText => write(syncOptions, value);

function write<Schema extends z.ZodType>(schema: Schema, row: z.output<Schema>): SafeText {
	return keepSafe(JSON.stringify(z.encode(schema, row)));
}
