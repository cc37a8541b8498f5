import * as z from 'zod';

/**
A field that a row can do without: missing, `null` or of a wrong type reads as absent ("n/a" on screen), and the row stays.

Fields that a decision rests on are never lenient: without them the row is unreadable, is counted, and is said to be so.
*/
export function lenient<Schema extends z.ZodType>(schema: Schema) {
	return schema.optional().catch(undefined);
}
