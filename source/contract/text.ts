import * as z from 'zod';

/**
Text that may reach a screen, a file, a log or a title: no control, format, private-use or line-separator characters, bounded length.

The brand is given only here. A plain `string` does not compile where `SafeText` is asked for, so unsafe text cannot slip past the door.
*/
export type SafeText = string & z.$brand<'SafeText'>;

/** The longest text kept, in UTF-16 code units. What is longer ends with an ellipsis. */
export const longestText = 4096;

const printableAscii = /^[\u0020-\u007E]*$/;

// Controls, formats (bidi, zero width, tags, joiners), private use, line and paragraph separators, and all else that is drawn as
// nothing: fillers, variation selectors. The selector that makes a pictograph or a keycap an emoji is seen, and stays.
const hostile =
	/[[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}\p{DI}]--\uFE0F]|(?<!\p{ExtPict}|[0-9#*](?=\uFE0F\u20E3))\uFE0F/gv;

/**
Makes any string safe: hostile characters become visible (`^[`, `\x9b`, `<U+202E>`), never deleted, so that two names
which differ only in them still look different. Tabs and newlines become a space. Idempotent.
*/
export function toSafe(text: string): SafeText {
	if (text.length <= longestText && printableAscii.test(text)) {
		return brand(text);
	}

	return brand(shorten(text.toWellFormed().replace(hostile, reveal)));
}

/**
Writes safe text around safe values: the literal parts come from this program, the values are already safe or are numbers.

@example safe`${user.name} in ${group.name}`
*/
export function safe(
	literals: TemplateStringsArray,
	...values: ReadonlyArray<SafeText | number>
): SafeText {
	return brand(String.raw({raw: literals}, ...values));
}

/** Joins safe texts with a separator that comes from this program. */
export function joinSafe(texts: readonly SafeText[], separator: string): SafeText {
	return brand(texts.join(separator));
}

/**
Brands text that was derived from safe text alone: a cut, padded, upper-cased or glyph-mapped copy. It does not clean;
the caller vouches that no character was added that `toSafe` would have changed.
*/
export function keepSafe(text: string): SafeText {
	return brand(text);
}

/** Text on the wire: cleaned when decoded, left as it is when encoded (so that the embedded service can hold hostile names). */
export const wireText = z.codec(z.string(), z.string().brand<'SafeText'>(), {
	decode: (text) => toSafe(text),
	encode: (text) => text,
});

function brand(text: string): SafeText {
	// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the one place that gives the brand
	return text as SafeText;
}

function reveal(character: string): string {
	const point = character.codePointAt(0) ?? 0;
	if (point === 0x09 || point === 0x0a || point === 0x0d) {
		return ' ';
	}

	if (point < 0x20) {
		return `^${String.fromCodePoint(point + 64)}`;
	}

	if (point === 0x7f) {
		return '^?';
	}

	return point < 0xa0
		? `\\x${point.toString(16)}`
		: `<U+${point.toString(16).toUpperCase().padStart(4, '0')}>`;
}

function shorten(text: string): string {
	return text.length <= longestText
		? text
		: `${text
				.slice(0, longestText - 1)
				.toWellFormed()
				.replace(/\uFFFD$/u, '')}…`;
}
