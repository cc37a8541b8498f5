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
};

type Seen = {readonly text: string; readonly source: string | undefined};

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

	return {byCode, known: new Set(byCode.keys()), texts};
}

/**
The kind of a failure: by a code together with a text, else by a code, else by a text, else by what several kinds share.
The code beside the message goes before those in it.
*/
export function matchKind(matcher: Matcher, symptom: Symptom): Kind | undefined {
	const text = plain(symptom.message);
	const seen = {text, source: symptom.source};
	const beside = symptom.code.trim().toUpperCase();
	const codes = [beside, ...knownCodesIn(symptom.message, matcher.known)];
	const coded = codes.flatMap((code) => matcher.byCode.get(code) ?? []);
	const specific = coded.filter(({rule}) => rule.isGeneral !== true);
	return (
		firstOf(
			specific.filter(({rule}) => rule.texts !== undefined),
			seen,
		) ??
		firstOf(
			specific.filter(({rule}) => rule.texts === undefined),
			seen,
		) ??
		firstOf(
			matcher.texts.filter(({rule}) => rule.isGeneral !== true),
			seen,
		) ??
		firstOf(
			coded.filter(({rule}) => rule.isGeneral),
			seen,
		) ??
		firstOf(
			matcher.texts.filter(({rule}) => rule.isGeneral),
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
		(texts === undefined || texts.some((phrase) => isIn(phrase, text))) &&
		unless?.some((phrase) => isIn(phrase, text)) !== true
	);
}

function isIn(phrase: Phrase, text: string): boolean {
	return typeof phrase === 'string' ? text.includes(phrase) : phrase.test(text);
}

function plain(message: string): string {
	return message
		.toLowerCase()
		.replaceAll(/[\u2018\u2019]/g, "'")
		.replaceAll(/\s+/g, ' ');
}
