import {type SafeText} from '../contract/text.ts';
import {joinKinds} from './join-kinds.ts';
import {type Kind} from './kind.ts';

/** A failure or an issue, as it is asked about. */
export type Symptom = {
	readonly code: SafeText;
	readonly message: SafeText;
	/** Which side it came from, as far as that is known: `mailServer`, `vantagepoint`, `connector`. */
	readonly source?: string;
};

/** What is behind a failure. Failures with one key are one cause. */
export type Cause = {
	/** `client-secret-regenerated`, `code:EX-401`, `text:the widget <id> broke`: the same for every start. */
	readonly key: string;
	readonly kind: Kind | undefined;
	readonly title: SafeText;
};

/** What is known about failures: the catalogue, and before it what the user wrote down. */
export type Knowledge = {
	/** Says what is behind a failure. Cheap, but not free: whoever asks for many remembers the answers. */
	readonly causeOf: (symptom: Symptom) => Cause;
	/** A kind by its id. */
	readonly kindOf: (id: string) => Kind | undefined;
	/** All that a known kind may be called: ids, names and codes. */
	readonly words: () => readonly SafeText[];
};

/** Joins the user's own kinds and those of the catalogue; the own ones win. Its tables are made when it is asked for the first time. */
export function createKnowledge(own: readonly Kind[]): Knowledge {
	let joined: Knowledge | undefined;
	const ready = (): Knowledge => (joined ??= joinKinds(own));
	return {
		causeOf: (symptom) => ready().causeOf(symptom),
		kindOf: (id) => ready().kindOf(id),
		words: () => ready().words(),
	};
}

/** What the catalogue alone knows. */
export const builtInKnowledge: Knowledge = createKnowledge([]);

/** What the catalogue knows, and what a user's own entries add to it. */
export function knowledgeOf(own: readonly Kind[]): Knowledge {
	return own.length === 0 ? builtInKnowledge : createKnowledge(own);
}
