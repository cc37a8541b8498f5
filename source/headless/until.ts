import {nearest} from '../core/query/nearest.ts';
import {countsOf} from '../core/select/overview.ts';
import {type State} from '../core/state.ts';
import {type Milliseconds, seconds} from '../contract/time.ts';
import {usage} from './command-error.ts';

/** The numbers that a condition can ask for. */
export const measures = [
	'active',
	'withIssues',
	'suspended',
	'notConfigured',
	'users',
	'disabled',
	'held',
	'nearSuspension',
	'running',
	'causes',
	'matching',
] as const;
export type Measure = (typeof measures)[number];

const operators = {
	'==': (one: number, other: number) => one === other,
	'!=': (one: number, other: number) => one !== other,
	'<=': (one: number, other: number) => one <= other,
	'>=': (one: number, other: number) => one >= other,
	'<': (one: number, other: number) => one < other,
	'>': (one: number, other: number) => one > other,
} as const;
type Operator = keyof typeof operators;

/** `suspended==0`: one comparison. All of a condition must hold. */
export type Comparison = {
	readonly measure: Measure;
	readonly operator: Operator;
	readonly value: number;
};

export type Condition = readonly Comparison[];

const comparison = /^\s*([A-Za-z]+)\s*(==|!=|<=|>=|<|>|=)\s*(\d+)\s*$/;

/** Understands `suspended==0 and causes<2`. Throws a usage error that tells what was not understood. */
export function parseCondition(text: string): Condition {
	return text.split(/\s+and\s+|&&|,/i).map((part) => {
		const found = comparison.exec(part);
		if (found === null) {
			throw usage(
				`"${part.trim()}" is no condition; one looks like this: suspended==0 and causes<2. There are: ${measures.join(', ')}.`,
			);
		}

		const [, name = '', written = '', value = ''] = found;
		const measure = measures.find((known) => known === name);
		if (measure === undefined) {
			const near = nearest(name, measures);
			throw usage(
				`"${name}" is nothing that is counted${near === undefined ? '' : `; did you mean "${near}"?`} There are: ${measures.join(', ')}.`,
			);
		}

		const operator = written === '=' ? '==' : written;
		return {measure, operator: isOperator(operator) ? operator : '==', value: Number(value)};
	});
}

function isOperator(text: string): text is Operator {
	return Object.hasOwn(operators, text);
}

/** Whether a condition holds; not as long as one of its numbers is not known. */
export function holds(
	condition: Condition,
	numbers: Readonly<Record<Measure, number | undefined>>,
): boolean {
	return condition.every(({measure, operator, value}) => {
		const number = numbers[measure];
		return number !== undefined && operators[operator](number, value);
	});
}

/** The numbers now; `matching` is how many users `--where` leaves. What was not read yet is not known. */
export function numbersOf(
	state: State,
	matching: number | undefined,
): Readonly<Record<Measure, number | undefined>> {
	const counts = countsOf(state);
	const {isComplete, entities, dashboard} = state;
	const {all} = entities.tally;
	const whole = (value: number): number | undefined => (isComplete ? value : undefined);
	return {
		active: counts?.active,
		withIssues: counts?.withIssues,
		suspended: counts?.suspended,
		notConfigured: counts?.notConfigured,
		users: isComplete ? entities.users.size : dashboard?.users,
		disabled: whole(all.disabled),
		held: whole(all.onHold),
		nearSuspension: whole(all.nearSuspension),
		running: whole(all.running),
		causes: whole([...entities.causes.byKey.values()].filter(({users}) => users > 0).length),
		matching: isComplete ? matching : undefined,
	};
}

const units = {s: 1, m: 60, h: 3600, d: 86_400} as const;

/** Understands `90s`, `10m`, `2h`, `1d`. Throws a usage error. */
export function parseSpan(flag: string, text: string): Milliseconds {
	const found = /^(\d+(?:\.\d+)?)([smhd])$/.exec(text);
	const unit = found?.[2];
	if (found === null || (unit !== 's' && unit !== 'm' && unit !== 'h' && unit !== 'd')) {
		throw usage(`--${flag} is "${text}", but must be a time such as 90s, 10m, 2h.`);
	}

	return seconds(Number(found[1]) * units[unit]);
}
