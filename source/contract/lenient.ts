import * as z from 'zod';

// Of text and of times there are dozens, and making a schema takes as long as reading ten rows.
const made = new WeakMap<z.ZodType, z.ZodType>();

/**
A field that a row can do without: missing, `null` or of a wrong type reads as absent ("n/a" on screen), and the row stays.

Fields that a decision rests on are never lenient: without them the row is unreadable, is counted, and is said to be so.
*/
export function lenient<Schema extends z.ZodType>(schema: Schema) {
	const known = made.get(schema);
	if (known !== undefined) {
		// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- kept under the schema that it was made of
		return known as ReturnType<typeof leniently<Schema>>;
	}

	const fresh = leniently(schema);
	made.set(schema, fresh);
	return fresh;
}

function leniently<Schema extends z.ZodType>(schema: Schema) {
	return schema.optional().catch(undefined);
}
