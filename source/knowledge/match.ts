import {knownCodesIn} from './codes.ts';
import {type Kind, type Phrase, type Rule} from './kind.ts';

type Symptom = {readonly code: string; readonly message: string; readonly source?: string};

type Ruled = {readonly rule: Rule; readonly kind: Kind};

/** Rules by what they look at, so that a failure with a code of its own costs no search through the texts. */
export type Matcher = {
	readonly byCode: ReadonlyMap<string, readonly Ruled[]>;
	readonly known: ReadonlySet<string>;
	/** Rules that look at texts alone. */
	readonly texts: readonly Ruled[];
	/** Of them, those that are asked last. */
	readonly general: readonly Ruled[];
	/** What was found by text: many messages are the same but for the user. */
	readonly found: Map<string, Kind | undefined>;
};

type Seen = {
	/** The message, made ready for comparing when it is first asked for. */
	readonly text: () => string;
	readonly source: string | undefined;
};

/** Makes rules ready to be asked. Of rules that are as good as each other the earlier kind wins. */
export function matcherOf(kinds: readonly Kind[]): Matcher {
	const byCode = new Map<string, Ruled[]>();
	const texts: Ruled[] = [];
	for (const kind of kinds) {
		for (const rule of kind.when) {
			if (rule.codes === undefined) {
				texts.push({rule, kind});
			}

			for (const code of rule.codes ?? []) {
				const key = code.toUpperCase();
				const same = byCode.get(key) ?? [];
				byCode.set(key, same);
				same.push({rule, kind});
			}
		}
	}

	return {
		byCode,
		known: new Set(byCode.keys()),
		texts: texts.filter(({rule}) => rule.isGeneral !== true),
		general: texts.filter(({rule}) => rule.isGeneral),
		found: new Map(),
	};
}

/**
The kind of a failure: by a code together with a text, else by a code, else by a text, else by what several kinds share.
The code beside the message goes before those in it.
*/
export function matchKind(matcher: Matcher, symptom: Symptom): Kind | undefined {
	let text: string | undefined;
	const seen: Seen = {
		source: symptom.source,
		text: () => (text ??= plain(symptom.message)),
	};
	const beside = matcher.byCode.get(symptom.code.trim().toUpperCase()) ?? [];
	const byCode = specificOf(beside, seen);
	// Most failures end here: their message is not even read.
	if (byCode !== undefined) {
		return byCode;
	}

	const inside = knownCodesIn(symptom.message, matcher.known).flatMap(
		(code) => matcher.byCode.get(code) ?? [],
	);
	return (
		specificOf(inside, seen) ??
		byText(matcher, seen) ??
		firstOf(
			[...beside, ...inside, ...matcher.general].filter(({rule}) => rule.isGeneral),
			seen,
		)
	);
}

const mostRemembered = 2000;

// Searching all the phrases is the dear part, and one failure of a thousand users needs it once.
function byText({texts, found}: Matcher, seen: Seen): Kind | undefined {
	const key = `${seen.source ?? ''}\n${seen.text()}`;
	if (found.has(key)) {
		return found.get(key);
	}

	const kind = firstOf(texts, seen);
	if (found.size >= mostRemembered) {
		found.clear();
	}

	found.set(key, kind);
	return kind;
}

// A code together with a text says more than the code alone.
function specificOf(rules: readonly Ruled[], seen: Seen): Kind | undefined {
	const specific = rules.filter(({rule}) => rule.isGeneral !== true);
	return (
		firstOf(
			specific.filter(({rule}) => rule.texts !== undefined),
			seen,
		) ??
		firstOf(
			specific.filter(({rule}) => rule.texts === undefined),
			seen,
		)
	);
}

function firstOf(rules: readonly Ruled[], seen: Seen): Kind | undefined {
	return rules.find(({rule}) => holds(rule, seen))?.kind;
}

function holds({texts, unless, sources, notFrom}: Rule, {text, source}: Seen): boolean {
	return (
		(sources === undefined || (source !== undefined && sources.includes(source))) &&
		(source === undefined || notFrom?.includes(source) !== true) &&
		(texts === undefined || texts.some((phrase) => isIn(phrase, text()))) &&
		unless?.some((phrase) => isIn(phrase, text())) !== true
	);
}

function isIn(phrase: Phrase, text: string): boolean {
	return typeof phrase === 'string' ? text.includes(phrase) : phrase.test(text);
}

// What differs from one user to the next is shortened, so that words that belong together stand near each other; tags and what SOAP says of
// itself hold no words of the failure. That a page came instead of an answer does say something, and stays.
function plain(message: string): string {
	return (
		message
			.toLowerCase()
			.replaceAll(/<(?!html|!doctype)[^<>]{1,200}>/g, ' ')
			.replaceAll(/\b[a-z]\w{0,9}:(?:server|client|receiver|sender)\b/g, ' ')
			.replaceAll(/(?<![\w.+-])[\w.+-]{1,64}@[\w.-]{1,190}/g, '@')
			.replaceAll(/\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b/g, '#')
			// Numbers say nothing but where they are a status or a limit that a rule names.
			.replaceAll(/\b(?!(?:[45]\d\d|[15])\b)[0-9a-f]*\d[0-9a-f]*\b/g, '0')
			.replaceAll(/[\u2018\u2019]/g, "'")
			.replaceAll(/\s+/g, ' ')
	);
}
