import * as z from 'zod';
import {rowSchemaOf} from '../../source/contract/rows.ts';
import {wireText} from '../../source/contract/text.ts';

/** What becomes of the two kinds of text in a reply. */
export type TextChanges = {
	/** Free text: whatever people or other systems wrote. */
	readonly text: (value: string) => string;
	/** A word of an open list: a status, a kind. */
	readonly word: (value: string) => string;
};

/** Changes every text of a reply. Where text is, says the contract: a field that is added to it is found by itself. */
export function changeTexts(value: unknown, schema: unknown, changes: TextChanges): unknown {
	if (schema instanceof z.ZodCodec) {
		return changeCodec(value, schema, changes);
	}

	if (
		schema instanceof z.ZodOptional ||
		schema instanceof z.ZodDefault ||
		schema instanceof z.ZodCatch
	) {
		return changeTexts(value, schema.unwrap(), changes);
	}

	if (schema instanceof z.ZodArray && Array.isArray(value)) {
		const items: readonly unknown[] = value;
		const row = rowSchemaOf(schema) ?? schema.element;
		return items.map((item) => changeTexts(item, row, changes));
	}

	if (schema instanceof z.ZodObject && typeof value === 'object' && value !== null) {
		return Object.fromEntries(
			Object.entries(value).map(([name, item]) => [
				name,
				changeTexts(item, schema.shape[name], changes),
			]),
		);
	}

	return value;
}

function changeCodec(value: unknown, schema: z.ZodCodec, changes: TextChanges): unknown {
	const wire = schema.in;
	if (typeof value !== 'string') {
		return changeTexts(value, wire, changes);
	}

	if (schema === wireText) {
		return changes.text(value);
	}

	const isWord = wire instanceof z.ZodString && wire.meta()?.['x-extensible-enum'] !== undefined;
	return isWord ? changes.word(value) : value;
}
