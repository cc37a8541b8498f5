import {keepSafe, type SafeText} from '../contract/text.ts';

type Mask = {
	/** What must be in the text for the pattern to be tried at all. */
	readonly needs: RegExp;
	readonly pattern: RegExp;
	readonly slot: string | ((match: string, at: number, text: string) => string);
};

const months = 'jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec';
const clock = String.raw`\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,9})?(?: ?[ap]\.?m\.?\b)?(?: ?(?:Z\b|GMT\b|UTC\b|[+-]\d{2}:?\d{2}\b))?`;
const units =
	'ms|milliseconds?|s|secs?|seconds?|min|mins|minutes?|h|hrs?|hours?|d|days?|weeks?|b|bytes?|kb|kib|mb|mib|gb|gib|tb|%|percent';

// In this order: what is longer or looks like something else goes first. No pattern takes a character of a slot.
const masks: readonly Mask[] = [
	{
		needs: /:\/\//,
		pattern: /\b[a-z][a-z0-9+]{1,9}:\/\/[^\s"'<>()[\]{}|]*[^\s"'<>()[\]{}|.,;:!?]/gi,
		slot: '<url>',
	},
	{
		needs: /@/,
		pattern: /[\p{L}\p{N}_.+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){0,8}/gu,
		slot: '<email>',
	},
	{
		needs: /-/,
		pattern: /\{?\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b\}?/gi,
		slot: '<id>',
	},
	{
		needs: /"/,
		pattern: /(?<=^|[\s(])(?<!" ?: )"[^\s"<>:{}][^"<>:{}]{0,200}"(?=$|[\s.,;!?)])/g,
		slot: '<text>',
	},
	{needs: /'/, pattern: /(?<=^|[\s(:=])'[^\s'<>][^'<>]{0,200}'(?=$|[\s.,;:!?)])/g, slot: '<text>'},
	{
		needs: /[\u00ab\u201c\u201e]/,
		pattern: /[\u00ab\u201c\u201e][^\u00bb\u201c\u201d<>]{1,200}[\u00bb\u201c\u201d]/g,
		slot: '<text>',
	},
	{
		needs: /\d[-/.]\d/,
		pattern: new RegExp(String.raw`\b\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:[T ,]{1,2}${clock})?`, 'gi'),
		slot: '<time>',
	},
	{
		needs: /\d/,
		pattern: new RegExp(
			String.raw`\b(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6},? )?(?:\d{1,2}[ -](?:${months})[a-z]{0,6}\.?[ -]\d{2,4}|(?:${months})[a-z]{0,6}\.? {1,2}\d{1,2}(?:,? \d{4})?)(?:[ ,T]{1,2}${clock})?`,
			'gi',
		),
		slot: '<time>',
	},
	{
		needs: /\d[/.]\d/,
		pattern: new RegExp(
			String.raw`\b\d{1,2}([/.])\d{1,2}\1\d{2,4}\b(?!\.\d)(?:[ ,T]{1,2}${clock})?`,
			'gi',
		),
		slot: '<time>',
	},
	{
		needs: /\d:\d/,
		pattern: new RegExp(String.raw`(?<![\w:.])(?:\d{1,3}\.)?${clock}(?![\w:])`, 'gi'),
		slot: '<time>',
	},
	{
		needs: /\d\.\d/,
		pattern: /\b\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}\b(?:[:/]\d{1,5})?/g,
		slot: '<ip>',
	},
	{
		needs: /[\da-f]:[\da-f:]|::/i,
		pattern:
			/(?<![\w:])\[?(?:[0-9a-f]{1,4}:{1,2}){2,7}[0-9a-f]{0,4}(?:%\w{1,15})?(?![\w:])(?:\](?::\d{1,5})?)?|(?<![\w:])\[?::[0-9a-f]{1,4}(?![\w:])(?:\](?::\d{1,5})?)?/gi,
		slot: '<ip>',
	},
	{needs: /\\/, pattern: /(?:\b[a-z]:|\\)\\[^\s"'<>|,;()]+/gi, slot: '<path>'},
	{needs: /\\/, pattern: /\b[a-z][a-z0-9.-]{0,62}\\[\w.$-]{1,64}/gi, slot: '<user>'},
	{
		needs: /\//,
		pattern: /(?<![\w<>/.])~?\/[\w.%+@=~-]{1,120}(?:\/[\w.%+@=~-]{1,120})+\/?/g,
		slot: '<path>',
	},
	{
		needs: /\.\w/,
		pattern:
			/\b[\w-]{1,80}\.(?:dat|log|xml|zip|tmp|json|txt|db|bin|csv|eml|msg|ics|vcf|pdf|docx?|xlsx?)\b/gi,
		slot: withoutFile,
	},
	{
		needs: /\.\w/,
		pattern:
			/\b(?:[a-z0-9-]{1,63}\.){1,8}(?:com|net|org|edu|gov|example|local|internal|corp|lan|cloud|io|de|uk|eu)\b(?::\d{1,5}\b)?/gi,
		slot: '<host>',
	},
	{
		needs: /\.\w/,
		pattern: /\b(?:[a-z0-9-]{1,63}\.){2,8}[a-z]{2,12}\b(?::\d{1,5}\b)?/g,
		slot: '<host>',
	},
	{
		needs: /\d/,
		pattern: /\b(?=[a-z+/_-]{0,60}\d)[a-z0-9+/_-]{4,200}(?:={1,2}|(?![\w=]))/gi,
		slot: withoutIds,
	},
	{
		needs: /\d/,
		pattern: new RegExp(
			String.raw`\d+(?:[.,'\u2019\u00a0\u202f ]\d{3}(?!\d))*(?:[.,]\d+)*(?:[ \u00a0]?(?:${units})(?![\p{L}\p{N}<]))?`,
			'giu',
		),
		slot: withoutNumber,
	},
];

/**
A text with what differs from one failure to the next replaced by slots: `<id>`, `<email>`, `<n>` … Two failures of one cause look the
same afterwards. Masking a masked text changes nothing; the cost grows with the length.
*/
export function maskText(text: SafeText): SafeText {
	// The selector of an emoji means nothing without the character before it, which may be masked.
	let masked = text.replaceAll('\uFE0F', '');
	// Each round leaves less outside of slots, so it ends; nearly always it is the second that finds nothing.
	for (;;) {
		const next = maskOnce(masked);
		if (next === masked) {
			return keepSafe(masked);
		}

		masked = next;
	}
}

function maskOnce(text: string): string {
	let masked = text;
	for (const {needs, pattern, slot} of masks) {
		if (needs.test(masked)) {
			masked =
				typeof slot === 'string'
					? masked.replaceAll(pattern, slot)
					: masked.replaceAll(pattern, (match: string, ...rest: unknown[]) => {
							const at = rest.findIndex((part) => typeof part === 'number');
							return slot(match, Number(rest[at]), String(rest[at + 1]));
						});
		}
	}

	return masked;
}

// A file whose name has a number in it is one of many; others, such as a log with a fixed name, say what failed.
function withoutFile(name: string): string {
	return /\d/.test(name) ? '<path>' : name;
}

const code = /^(?:AADSTS\d{4,8}|S[CDEIW]\d{4}|[A-Z]{2,4}-\d{3}|0x8[0-9a-f]{7})$/i;
const hexadecimal = /^(?:0x)?(?=[0-9a-f]*\d)(?=[0-9]*[a-f])[0-9a-f]{4,}$/i;

function withoutIds(word: string): string {
	if (code.test(word)) {
		return word;
	}

	// What mail servers name items by: long, with letters and digits in no order.
	if (word.length >= 24 && /\d/.test(word) && /[a-z]/i.test(word)) {
		return '<id>';
	}

	return word.replaceAll(/[a-z0-9]{4,}/gi, (part) => (hexadecimal.test(part) ? '<id>' : part));
}

function withoutNumber(number: string, at: number, text: string): string {
	const before = text.slice(Math.max(0, at - 24), at);
	const isStatus =
		/^[1-5]\d\d$/.test(number) &&
		/(?:\b(?:http|ews|status|error|code)(?:\/\d(?:\.\d)?)?(?: code)?[ :=#]{0,2}\(?|\()$/i.test(
			before,
		);
	if (isStatus) {
		return number;
	}

	const start = before.match(/[a-z0-9-]*$/i)?.[0] ?? '';
	const end =
		text.slice(at + number.length, at + number.length + 24).match(/^[a-z0-9-]*/i)?.[0] ?? '';
	return code.test(start + number + end) ? number : '<n>';
}
