/** What other programs write where they have no code, or one that says nothing. */
const empty = new Set([
	'',
	'-',
	'UNKNOWN',
	'ERROR',
	'FAILED',
	'FAILURE',
	'NONE',
	'NULL',
	'OTHER',
	'N/A',
	'EXCEPTION',
]);

// Words and numbers as codes are made of them: `ErrorServerBusy`, `EX-401`, `invalid_grant`, `AADSTS700082`, `0x8009030C`.
const token = /[a-z0-9]+(?:[_-][a-z0-9]+)*/gi;

// Where a code stands in a text: alone in brackets, before a colon at the start, or behind a word that announces it.
const announced =
	/[([]([a-z][a-z0-9]{0,24}[_-]?[a-z0-9_-]{1,40})[)\]]|\b(?:code|error_?code|responsecode|error|status|reason)"? ?[:=>] ?"?([a-z][a-z0-9]{0,24}[_-]?[a-z0-9_-]{1,40})\b/gi;
const leading = /^(?:<\w+> )?([a-z][a-z0-9]{0,24}[_-]?[a-z0-9_-]{1,40}):/i;

// A code does not look like a word: it has a digit behind a letter, an underscore, or capitals inside.
const shaped =
	/^(?:[A-Z]{2,8}-?\d{2,8}|[A-Za-z]+_[A-Za-z0-9_]+|[A-Z]?[a-z]+(?:[A-Z][a-z0-9]+){2,}|[A-Z]{2,4}(?:-[A-Z]{1,4})?-\d{2,5}|AADSTS\d+)$/;

// The errors of Entra also come as numbers in a list: `"error_codes":[700082]`.
const entraNumbers = /error_codes"?\s?:\s?\[\s?(\d{5,8})/gi;

/** A code as it is compared: in upper case. */
export function codeOf(code: string): string | undefined {
	const plain = code.trim().toUpperCase();
	// A status of HTTP says who refused, not why; it is no code of its own.
	const isEmpty = empty.has(plain) || /^(?:HTTP[ _/-]?)?\d{3}$/.test(plain);
	return isEmpty || isVague(plain) || plain.length > 60 || /\s/.test(plain) ? undefined : plain;
}

// `sync_failed`, `internal_error`: that it failed is known already.
function isVague(code: string): boolean {
	return /^(?:[A-Z]{1,12}[_-])?(?:FAILED|FAILURE|ERROR|EXCEPTION)$/.test(code);
}

/** The codes of `known` in a text, the last one first: of nested causes that is the first cause. */
export function knownCodesIn(text: string, known: ReadonlySet<string>): readonly string[] {
	const found = (text.match(token) ?? [])
		.map((word) => word.toUpperCase())
		.filter((word) => known.has(word) && !/^\d+$/.test(word));
	const numbers = text.includes('error_codes')
		? [...text.matchAll(entraNumbers)].map(([, number]) => `AADSTS${number ?? ''}`)
		: [];
	return [...new Set([...numbers, ...found.toReversed()])];
}

/** A code that nobody knows, where one stands in a text as codes do. */
export function unknownCodeIn(text: string): string | undefined {
	const places = [
		text.match(leading)?.[1],
		...[...text.matchAll(announced)].map(([, a, b]) => a ?? b),
	];
	return places
		.find((place) => place !== undefined && shaped.test(place) && !isVague(place.toUpperCase()))
		?.toUpperCase();
}
