import * as z from 'zod';
import {keepSafe, type SafeText, toSafe} from './text.ts';

/** A value that a newer service sent and this program does not know: kept, shown as text, never acted upon. */
export type Unrecognized = SafeText & z.$brand<'Unrecognized'>;

/** One of the known words, or a word from a newer service. */
export type Word<Known extends string> = Known | Unrecognized;

// Schemas are made at every start, and making one takes as long as reading ten rows: what can be shared is.
const anyWord = z.custom<string>((value) => typeof value === 'string');

/**
An open enumeration: known words pass as they are, any other string is made safe and kept as `Unrecognized`.

A closed one would make the whole row unreadable on the day the service learns a new state.
*/
export function word<const Known extends string>(known: readonly Known[]) {
	const lookup = new Map<string, Known>(known.map((value) => [value, value]));
	return z.codec(
		z.string().register(z.globalRegistry, {'x-extensible-enum': [...known]}),
		// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every one of them is told by being text
		anyWord as z.ZodCustom<Word<Known>, Word<Known>>,
		{
			// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the one place that gives the brand
			decode: (text): Word<Known> => lookup.get(text) ?? (toSafe(text) as Unrecognized),
			encode: (value) => String(value),
		},
	);
}

/** A word as text: known words are written in this program, unknown ones were made safe when they came. */
export function wordText<Known extends string>(value: Word<Known>): SafeText {
	return keepSafe(value);
}
