import * as z from 'zod';

// Ids are checked, never cleaned: a cleaned id would address something else.
const idPattern = /^[\w.:-]{1,64}$/;

const id = z.string().regex(idPattern).brand<'SafeText'>();

export const userId = id.brand<'UserId'>();
export const groupId = id.brand<'GroupId'>();
export const batchId = id.brand<'BatchId'>();
/** Any other id: an issue, an activity row, a mail server. */
export const plainId = id;

export type UserId = z.output<typeof userId>;
export type GroupId = z.output<typeof groupId>;
export type BatchId = z.output<typeof batchId>;
export type PlainId = z.output<typeof plainId>;
