import {keepSafe, type SafeText} from '../../contract/text.ts';
import {type State} from '../state.ts';
import {chunksOf} from '../users/chunk-list.ts';
import {chunkRows, textAt, textColumn} from '../users/user-chunk.ts';

/** The longest name that is looked for, in words. */
const mostWords = 8;
/** Fewer letters say of nobody who it is; in scripts with a letter for a syllable or a word two are enough. */
export const enoughLetters = /\p{L}.*\p{L}.*\p{L}|[^\p{ASCII}].*[^\p{ASCII}]/u;

const word = /[\p{L}\p{M}\p{N}]+/gu;

type Token = {readonly text: string; readonly at: number};

/**
Gives a function that takes the names of this tenant out of texts: of users, in any order of their parts and each part alone; of groups, of
mail servers, of who is signed in where. It knows the names that are in `texts`, and those alone: everybody is walked once.
*/
export function nameHider(state: State, texts: readonly SafeText[]): (text: SafeText) => SafeText {
	const said = new Set<string>();
	for (const text of texts) {
		const tokens = tokensOf(text);
		for (let from = 0; from < tokens.length; from++) {
			for (let to = from + 1; to <= Math.min(tokens.length, from + mostWords); to++) {
				said.add(keyOf(tokens.slice(from, to)));
			}
		}
	}

	const names = new Set<string>();
	const parts = new Set<string>();
	const noteWhole = (words: readonly string[]): void => {
		const key = words.every((word) => said.has(word)) ? keyOfWords(words) : '';
		if (said.has(key) && enoughLetters.test(key)) {
			names.add(key);
		}
	};
	for (const name of otherNames(state)) {
		noteWhole(wordsOf(name));
	}

	for (const name of said.size === 0 ? [] : userNames(state)) {
		const words = wordsOf(name);
		noteWhole(words);
		for (const word of words) {
			if (said.has(word) && enoughLetters.test(word)) {
				parts.add(word);
			}
		}
	}

	return (text) => hide(text, names, parts);
}

/** A text without names that are known: whole ones by their words in order of the alphabet, and parts of names. */
export function hide(
	text: SafeText,
	names: ReadonlySet<string>,
	parts: ReadonlySet<string>,
): SafeText {
	const tokens = tokensOf(text);
	let hidden = '';
	let done = 0;
	for (let from = 0; from < tokens.length;) {
		const length = lengthOfName(tokens, from, {names, parts});
		const first = tokens[from];
		const last = tokens[from + length - 1];
		if (length > 0 && first !== undefined && last !== undefined) {
			hidden += `${text.slice(done, first.at)}<name>`;
			done = last.at + last.text.length;
		}

		from += Math.max(1, length);
	}

	return keepSafe(hidden + text.slice(done));
}

// How many words from here on are a name, the most that there are; 0 where none is. A part of a name counts when it is written as one.
function lengthOfName(
	tokens: readonly Token[],
	from: number,
	{names, parts}: {readonly names: ReadonlySet<string>; readonly parts: ReadonlySet<string>},
): number {
	for (let length = Math.min(mostWords, tokens.length - from); length > 0; length--) {
		if (names.has(keyOf(tokens.slice(from, from + length)))) {
			return length;
		}
	}

	const word = tokens[from]?.text ?? '';
	const lower = word.toLowerCase();
	const isWrittenAsName = word !== lower || lower === word.toUpperCase();
	return isWrittenAsName && parts.has(lower) ? 1 : 0;
}

function tokensOf(text: string): readonly Token[] {
	return [...text.matchAll(word)].map(([word], index, all) => ({
		text: word,
		at: all[index]?.index ?? 0,
	}));
}

/** The words of a name, in small letters. */
export function wordsOf(name: string): readonly string[] {
	return name.toLowerCase().match(word) ?? [];
}

function keyOf(tokens: readonly Token[]): string {
	return keyOfWords(tokens.map(({text}) => text.toLowerCase()));
}

/** What a whole name is known by, in whatever order its words stand: "Miller, Anna" is Anna Miller, and so is anna.miller. */
export function keyOfWords(words: readonly string[]): string {
	return words.toSorted().join(' ');
}

function* userNames({entities: {users}}: State): Generator<string> {
	for (const chunk of chunksOf(users.chunks)) {
		for (let place = 0; place < chunkRows; place++) {
			const name = textAt(chunk, textColumn.name, place);
			const email = textAt(chunk, textColumn.email, place);
			if (name !== undefined) {
				yield name;
			}

			if (email !== undefined) {
				yield email.split('@')[0] ?? '';
			}
		}
	}
}

function otherNames(state: State): readonly string[] {
	const {entities, syncOptions, session, connection, activity} = state;
	return [
		...[...entities.groups.values()].flatMap(({name, externalId}) => [name, externalId]),
		...(syncOptions?.mailServers.rows ?? []).map(({name}) => name),
		...(session === undefined ? [] : [session.actor, session.tenant]),
		...activity.flatMap(({actor, target}) => [actor, target.name]),
		...state.unsettled.map(({target}) => target.name),
		...(connection.isDemo ? [] : [connection.name]),
	];
}
