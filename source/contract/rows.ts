import * as z from 'zod';
import {type SafeText, toSafe} from './text.ts';

/** A row that could not be read: where in the list, which field, and what was expected there. */
export type UnreadableRow = {
	readonly index: number;
	/** Its id, as far as that could be read. */
	readonly id: SafeText | undefined;
	readonly path: SafeText;
	readonly expected: SafeText;
};

/** A list as it arrived: the rows that could be read, and those that could not. */
export type Rows<Row> = {
	readonly rows: readonly Row[];
	readonly unreadable: readonly UnreadableRow[];
};

// For the OpenAPI document, which must name the row although the list is read row by row.
const rowSchemas = new WeakMap<z.ZodType, z.ZodType>();

/** The schema of the rows of a list made by `rows`. */
export function rowSchemaOf(list: z.ZodType): z.ZodType | undefined {
	return rowSchemas.get(list);
}

const anything = z.unknown();
const anyRows = z.custom<Rows<unknown>>(isRows);

/** A list that is read row by row, so that one bad row is counted and does not take the others down. */
export function rows<Schema extends z.ZodType>(schema: Schema) {
	const wire = z.array(anything);
	rowSchemas.set(wire, schema);
	type Read = Rows<z.output<Schema>>;
	// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- of any rows it asks no more than that there are some
	return z.codec(wire, anyRows as z.ZodCustom<Read, Read>, {
		decode: (list) => readRows(schema, list),
		encode: (value) => value.rows.map((row) => z.encode(schema, row)),
	});
}

/** Wraps rows that are known to be good, for the encoding side. */
export function readable<Row>(list: readonly Row[]): Rows<Row> {
	return {rows: list, unreadable: []};
}

function readRows<Schema extends z.ZodType>(
	schema: Schema,
	list: readonly unknown[],
): Rows<z.output<Schema>> {
	const good: Array<z.output<Schema>> = [];
	const unreadable: UnreadableRow[] = [];
	for (const [index, item] of list.entries()) {
		const result = schema.safeParse(item);
		if (result.success) {
			good.push(result.data);
		} else {
			unreadable.push({index, id: idOf(item), ...describe(result.error)});
		}
	}

	return {rows: good, unreadable};
}

/** The first thing that is wrong, as a path and what was expected there. */
export function describe(error: z.ZodError): {
	readonly path: SafeText;
	readonly expected: SafeText;
} {
	const [issue] = error.issues;
	return {
		path: toSafe(issue?.path.join('.') ?? ''),
		expected: toSafe(issue?.message ?? 'something else'),
	};
}

function idOf(item: unknown): SafeText | undefined {
	const isNamed = typeof item === 'object' && item !== null && 'id' in item;
	return isNamed && typeof item.id === 'string' ? toSafe(item.id) : undefined;
}

function isRows(value: unknown): boolean {
	return typeof value === 'object' && value !== null && 'rows' in value;
}
