import {keepSafe, type SafeText, safe, toSafe} from '../contract/text.ts';
import {catalogue} from './catalogue.ts';
import {type Cause, type Knowledge, type Symptom} from './cause.ts';
import {codeOf, unknownCodeIn} from './codes.ts';
import {type Kind} from './kind.ts';
import {maskText} from './mask.ts';
import {matcherOf, matchKind} from './match.ts';

// What a key needs to tell causes apart; a stack trace behind it only tells machines apart.
const longestKey = 200;

const catalogueMatcher = matcherOf(catalogue);

/** Joins the user's own kinds and those of the catalogue, with all the tables that answering takes. */
export function joinKinds(own: readonly Kind[]): Knowledge {
	const ownMatcher = matcherOf(own);
	const byId = new Map([...catalogue, ...own].map((kind) => [kind.id, kind]));
	return {
		causeOf(symptom) {
			const kind = matchKind(ownMatcher, symptom) ?? matchKind(catalogueMatcher, symptom);
			return kind === undefined ? unknownCause(symptom) : {key: kind.id, kind, title: kind.name};
		},
		kindOf: (id) => byId.get(id),
		words: () => [...byId.values()].flatMap(wordsOf),
	};
}

function wordsOf({id, name, when}: Kind): readonly SafeText[] {
	return [toSafe(id), name, ...when.flatMap(({codes = []}) => codes.map(toSafe))];
}

function unknownCause({code, message}: Symptom): Cause {
	const masked = maskText(message);
	const name = codeOf(code) ?? unknownCodeIn(message);
	if (name !== undefined) {
		const title = codeOf(code) === undefined ? toSafe(name) : code;
		return {key: `code:${name}`, kind: undefined, title: joined(title, masked)};
	}

	const text = keyText(masked);
	return {
		key: `text:${text}`,
		kind: undefined,
		title: masked.trim() === '' ? withoutText(code) : masked,
	};
}

function joined(code: SafeText, masked: SafeText): SafeText {
	const isSaid = masked === '' || masked.toUpperCase().startsWith(code.toUpperCase());
	return isSaid && masked !== '' ? masked : keepSafe(`${code} ${masked}`.trim());
}

function withoutText(code: SafeText): SafeText {
	return code.trim() === '' ? safe`no error text` : safe`no error text (${code})`;
}

// Case, the time and level that a log line begins with, and whether an id is made of digits alone, say nothing about the cause.
function keyText(masked: SafeText): string {
	return masked
		.toLowerCase()
		.replaceAll('<n>', '<id>')
		.replace(/^(?:<time>|<id>|(?:error|err|warn(?:ing)?|info|fatal|severe)\b|[[\]():|>\s-])+/, '')
		.replaceAll(/\s+/g, ' ')
		.slice(0, longestKey)
		.trim();
}
