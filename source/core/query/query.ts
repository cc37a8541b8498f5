import {type SafeText} from '../../contract/text.ts';
import {type Pattern} from './pattern.ts';

/** What can be asked of a field. */
export type FieldShape = {
	readonly name: string;
	/** What it is, for the documentation and the line under the filter. */
	readonly detail: SafeText;
} & (
	| {readonly kind: 'choice'; readonly choices: readonly Choice[]}
	/** A short text that has a name of its own: in quotes it is meant as a whole. */
	| {readonly kind: 'label' | 'text'}
	| {readonly kind: 'number'}
	/** How long ago, or how long until: in milliseconds. */
	| {readonly kind: 'span'}
	/** Asked by its name alone. */
	| {readonly kind: 'flag'}
);

/** One of a few values, and how else it may be written. */
export type Choice = {readonly name: string; readonly also?: readonly string[]};

export type FieldShapes = ReadonlyMap<string, FieldShape>;

export type Operator = '>' | '>=' | '<' | '<=' | '=';

export type Value =
	/** `field:*`: there is one. */
	| {readonly kind: 'any'}
	| {readonly kind: 'pattern'; readonly pattern: Pattern}
	| {readonly kind: 'choice'; readonly names: readonly string[]}
	/** `unit` is what the amount was written in: equal is what looks equal in it. */
	| {
			readonly kind: 'amount';
			readonly operator: Operator;
			readonly amount: number;
			readonly unit: number;
	  };

export type Stretch = {readonly start: number; readonly end: number};

export type FieldTerm = Stretch & {
	readonly kind: 'field';
	readonly field: string;
	/** One of them is enough. */
	readonly values: readonly Value[];
};

export type Term =
	| {readonly kind: 'word'; readonly pattern: Pattern}
	| FieldTerm
	| {readonly kind: 'flag'; readonly field: string}
	| {readonly kind: 'not'; readonly term: Term}
	/** One of the alternatives holds as a whole. */
	| {readonly kind: 'or'; readonly alternatives: ReadonlyArray<readonly Term[]>};

/** What is not understood, and where. What is unfinished may become right by typing on. */
export type Problem = Stretch & {
	readonly kind: 'wrong' | 'unfinished';
	readonly text: SafeText;
};

/** The end of the text as far as it can be completed. */
export type Tail = {
	/** Where the part starts that a candidate replaces. */
	readonly start: number;
	readonly typed: string;
	/** The field whose value is typed; nothing where a field or a word is. */
	readonly field: string | undefined;
	readonly isQuoted: boolean;
};

/** A filter, understood. What is wrong or unfinished is left out of `terms`. */
export type Query = {
	readonly text: string;
	/** All must hold. */
	readonly terms: readonly Term[];
	readonly problems: readonly Problem[];
	readonly tail: Tail | undefined;
	/** All fields and flags that are asked for. */
	readonly fields: ReadonlySet<string>;
};

/** The values that a field has now, for those that can be listed: what is in none of them is told while it is typed. */
export type Known = (field: string) => readonly SafeText[] | undefined;
