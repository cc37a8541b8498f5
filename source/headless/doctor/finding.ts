import {type SafeText} from '../../contract/text.ts';

export const checkStates = ['ok', 'warn', 'fail', 'notAnswered'] as const;
export type CheckState = (typeof checkStates)[number];

/** What a check came to. */
export type Verdict = {
	readonly state: CheckState;
	/** What was found; of a check that is not answered, why it is not. */
	readonly found: SafeText;
	/** What to do about it. */
	readonly todo?: SafeText;
	/** Whom or what it is about, one by one. */
	readonly who?: readonly SafeText[];
};

/** A verdict with what it is about, as it is printed. */
export type Finding = Verdict & {
	readonly id: string;
	/** Its number in the list of checks that the documentation of the product gives. */
	readonly number?: number;
	readonly title: SafeText;
	/** Why it matters. */
	readonly why: SafeText;
	/** Where it is written that it has to be so; of clauses. */
	readonly where?: SafeText;
};

/** Something that was looked for: it is known, or it is known why not. */
export type Known<Value> =
	| {readonly ok: true; readonly value: Value}
	| {readonly ok: false; readonly reason: SafeText};

export const known = <Value>(value: Value): Known<Value> => ({ok: true, value});
export const unknown = (reason: SafeText): {readonly ok: false; readonly reason: SafeText} => ({
	ok: false,
	reason,
});

export const fine = (found: SafeText): Verdict => ({state: 'ok', found});
export const notAnswered = (reason: SafeText, todo?: SafeText): Verdict => ({
	state: 'notAnswered',
	found: reason,
	...(todo !== undefined && {todo}),
});

type Complaint = {readonly todo: SafeText; readonly who?: readonly SafeText[]};

export const warn = (found: SafeText, complaint: Complaint): Verdict => ({
	state: 'warn',
	found,
	...complaint,
});
export const fail = (found: SafeText, complaint: Complaint): Verdict => ({
	state: 'fail',
	found,
	...complaint,
});

/** Looks at what is known; what is not known is not answered, with the reason. */
export function about<Value>(known: Known<Value>, look: (value: Value) => Verdict): Verdict {
	return known.ok ? look(known.value) : notAnswered(known.reason);
}
