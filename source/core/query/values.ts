import {joinSafe, keepSafe, type SafeText, safe, toSafe} from '../../contract/text.ts';
import {fold} from '../fold.ts';
import {nearest} from './nearest.ts';
import {isMatch, literalOf, patternOf} from './pattern.ts';
import {type Choice, type FieldShape, type Known, type Operator, type Value} from './query.ts';

/** A value as it was written. */
export type Written = {
	readonly operator: Operator | undefined;
	readonly text: string;
	readonly isQuoted: boolean;
	/** The quotes are closed. */
	readonly isClosed: boolean;
};

/** What a value means; or why it means nothing, and what is possible. */
export type ReadValue =
	| {readonly value: Value}
	| {readonly kind: 'wrong' | 'unfinished'; readonly text: SafeText};

/** Understands one value of a field. */
export function readValue(field: FieldShape, written: Written, known?: Known): ReadValue {
	const {operator, text, isQuoted} = written;
	if (text === '') {
		return unfinished(safe`${named(field)}: ${field.detail}`);
	}

	if (!isQuoted && operator === undefined && /^\*+$/.test(text)) {
		return {value: {kind: 'any'}};
	}

	switch (field.kind) {
		case 'number':
		case 'span': {
			return amountOf(field, operator ?? '=', text);
		}

		case 'flag': {
			return wrong(safe`${named(field)} stands alone, without a value`);
		}

		case 'choice':
		case 'label':
		case 'text': {
			return operator === undefined
				? wordsOf(field, written, known)
				: wrong(safe`${named(field)} is not compared: no ${keepSafe(operator)} here`);
		}
	}
}

function wordsOf(
	field: Extract<FieldShape, {kind: 'choice' | 'label' | 'text'}>,
	written: Written,
	known: Known | undefined,
): ReadValue {
	if (field.kind === 'choice') {
		return choiceOf(field, written.text);
	}

	const {text, isQuoted, isClosed} = written;
	const pattern = isQuoted ? literalOf(text, isClosed && field.kind === 'label') : patternOf(text);
	if (pattern === undefined) {
		return unfinished(safe`${named(field)}: ${field.detail}`);
	}

	const names = known?.(field.name) ?? [];
	return names.length === 0 || names.some((name) => isMatch(pattern, fold(name)))
		? {value: {kind: 'pattern', pattern}}
		: wrong(
				safe`no ${named(field)} ${pattern.isWhole ? safe`is called` : safe`has`} "${toSafe(text)}"${meant(nearestName(text, names))}`,
			);
}

// A name of several words may be meant by one of them.
function nearestName(text: string, names: readonly string[]): string | undefined {
	const word = nearest(
		text,
		names.flatMap((name) => name.split(' ')),
	);
	return (
		nearest(text, names) ??
		(word === undefined ? undefined : names.find((name) => name.split(' ').includes(word)))
	);
}

function choiceOf(field: Extract<FieldShape, {kind: 'choice'}>, text: string): ReadValue {
	const names = chosenBy(field.choices, text);
	if (names.length > 0) {
		return {value: {kind: 'choice', names}};
	}

	const all = field.choices.map(({name}) => name);
	const near = nearest(text, all);
	return wrong(
		near === undefined
			? safe`${named(field)} is one of ${joinSafe(
					all.map((name) => keepSafe(name)),
					', ',
				)}`
			: safe`${named(field)} is never "${toSafe(text)}": ${keepSafe(near)}?`,
	);
}

/** The values that a text names: the one that is called so, else those that start so, else those that have it in them. */
function chosenBy(choices: readonly Choice[], text: string): readonly string[] {
	const wanted = bare(text);
	const pattern = text.includes('*') ? patternOf(text) : undefined;
	const called = (test: (name: string) => boolean): readonly string[] =>
		choices
			.filter(({name, also = []}) => [name, ...also].some((each) => test(each)))
			.map(({name}) => name);
	if (pattern !== undefined) {
		return choices.map(({name}) => name).filter((name) => isMatch(pattern, name));
	}

	return wanted === ''
		? []
		: ([
				called((name) => bare(name) === wanted),
				called((name) => bare(name).startsWith(wanted)),
				called((name) => bare(name).includes(wanted)),
			].find((names) => names.length > 0) ?? []);
}

// "With issues", "with-issues" and "withIssues" are the same.
function bare(text: string): string {
	return fold(text).replaceAll(/[\s_-]/g, '');
}

/** Units of time, in milliseconds. */
const units: ReadonlyMap<string, number> = new Map([
	['s', 1000],
	['m', 60_000],
	['h', 3_600_000],
	['d', 86_400_000],
]);

function amountOf(
	field: Extract<FieldShape, {kind: 'number' | 'span'}>,
	operator: Operator,
	text: string,
): ReadValue {
	const isSpan = field.kind === 'span';
	const [, digits, letter = ''] = /^(\d{1,12}(?:\.\d{1,6})?)([a-z]?)$/i.exec(text) ?? [];
	const unit = isSpan ? units.get(letter.toLowerCase()) : letter === '' ? 1 : undefined;
	if (digits !== undefined && unit !== undefined) {
		return {value: {kind: 'amount', operator, amount: Number(digits) * unit, unit}};
	}

	if (isSpan && digits !== undefined && letter === '') {
		return unfinished(safe`a unit is missing: ${toSafe(digits)}s, m, h or d`);
	}

	return wrong(
		isSpan
			? safe`${named(field)} is compared with a time: >30m, <=2h, 1d`
			: safe`${named(field)} is compared with a number: >0, <=5, 3`,
	);
}

/** Whether a number is what was asked for. Ages are shown rounded up: what looks equal is equal. */
export function isAmount(
	{operator, amount, unit}: Extract<Value, {kind: 'amount'}>,
	value: number,
): boolean {
	switch (operator) {
		case '>': {
			return value > amount;
		}

		case '>=': {
			return value >= amount;
		}

		case '<': {
			return value < amount;
		}

		case '<=': {
			return value <= amount;
		}

		case '=': {
			return Math.ceil(value / unit) * unit === amount;
		}
	}
}

/** `: running?`, or nothing. */
export function meant(name: string | undefined): SafeText {
	return name === undefined ? safe`` : safe`: ${toSafe(name)}?`;
}

function named({name}: FieldShape): SafeText {
	return keepSafe(name);
}

function wrong(text: SafeText): ReadValue {
	return {kind: 'wrong', text};
}

function unfinished(text: SafeText): ReadValue {
	return {kind: 'unfinished', text};
}
