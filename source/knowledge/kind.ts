import {type SafeText, toSafe} from '../contract/text.ts';

/** What a step can be offered as: something this program does, proves or waits for, or work outside of it. */
export type Doing =
	| 'contain'
	| 'outside'
	| 'prove'
	| 'rollOut'
	| 'wait'
	| 'disable'
	| 'uninitialize'
	| 'delete'
	| 'forceDelete'
	| 'synchronize';

/** One thing to do about a failure, in the imperative. */
export type Step = {
	readonly text: SafeText;
	/** What kind of step it is, so that a checklist can offer it or tick it; none where it is advice. */
	readonly does?: Doing;
};

/** Whom a kind of failure hits by its nature; how many it hits now is counted, not known. */
export type Reach = 'everyone' | 'group' | 'mailServer' | 'accessType' | 'user' | 'item';

/** Who can make it right. */
export type RepairedBy = 'vantagepointAdmin' | 'mailAdmin' | 'user' | 'vendor' | 'itself';

/** How bad: no effect, effect likely, synchronization stops, stops and needs the vendor. Source: domain D0. */
export type KindSeverity = 'low' | 'moderate' | 'severe' | 'critical';

/** Whether a failure of this kind takes the user out of synchronization. Source: domain B3. */
export type Suspends = 'at once' | 'after failures' | 'no';

/**
A text in a failure, in lower case. A regular expression costs no more than the length of the text times a constant: every repeat in it
is bounded.
*/
export type Phrase = string | RegExp;

/** How a kind is recognized: all that is given must hold. */
export type Rule = {
	/** One of these codes, in any case, beside the message or in it. */
	readonly codes?: readonly string[];
	/** One of these is in the message. */
	readonly texts?: readonly Phrase[];
	/** None of these is in the message. */
	readonly unless?: readonly Phrase[];
	/** The failure is known to come from one of these sides. */
	readonly sources?: readonly string[];
	/** The failure is not known to come from one of these sides. */
	readonly notFrom?: readonly string[];
	/** Asked last: what several kinds share, and this one is the likeliest. */
	readonly isGeneral?: boolean;
};

/** A kind of failure that is known: how to tell it, what it means and what to do. */
export type Kind = {
	/** Kebab-case; never changes, since it is kept and exported. */
	readonly id: string;
	/** As a person would say it, in at most 40 cells. */
	readonly name: SafeText;
	readonly severity: KindSeverity;
	/** In a sentence; empty where an entry of the user's own leaves it out. */
	readonly means: SafeText;
	/** Why it probably happened, in a sentence; likewise. */
	readonly likely: SafeText;
	readonly remedy: readonly Step[];
	/** The engine tries again by itself. */
	readonly retries: boolean;
	readonly suspends: Suspends;
	readonly reach: Reach;
	readonly repairedBy: RepairedBy;
	/** Written by the user: what the engine does about it is not known. */
	readonly isOwn?: boolean;
	/** Which documentation says so. */
	readonly source: SafeText;
	/** Where to read more. */
	readonly link?: SafeText;
	readonly when: readonly Rule[];
};

/** A kind as it is written down in the catalogue: its texts are those of this program. */
export type Entry = Omit<Kind, 'name' | 'means' | 'likely' | 'remedy' | 'source' | 'link'> & {
	readonly name: string;
	readonly means: string;
	readonly likely: string;
	/** What to do, in order: `does: text`, or text alone where it is advice. */
	readonly remedy: ReadonlyArray<readonly [Doing, string] | string>;
	readonly source: string;
	readonly link?: string;
};

/** Makes a kind of an entry. */
export function kindOf({link, ...entry}: Entry): Kind {
	return {
		...entry,
		name: toSafe(entry.name),
		means: toSafe(entry.means),
		likely: toSafe(entry.likely),
		remedy: entry.remedy.map((step) =>
			typeof step === 'string' ? {text: toSafe(step)} : {does: step[0], text: toSafe(step[1])},
		),
		source: toSafe(entry.source),
		...(link !== undefined && {link: toSafe(link)}),
	};
}
