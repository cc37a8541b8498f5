import {median, quantile, type Sample} from './stats.ts';

export const measureNames = [
	'start',
	'keys',
	'bytes',
	'links',
	'idle',
	'memory',
	'day',
	'read',
	'service',
	'profile',
	'causes',
	'clustering',
	'exporter',
	'commands',
	'million',
	'stream',
] as const;
export type MeasureName = (typeof measureNames)[number];

export type Unit = 'ms' | 'B' | '%' | 'MB';

export type Measured = {
	readonly kind: 'measured';
	readonly value: number;
	/** The middle half of the takes lies between these; both are the value where there was one take. */
	readonly low: number;
	readonly high: number;
	readonly takes: number;
	readonly unit: Unit;
};

export type Missing = {readonly kind: 'missing'; readonly reason: string};

/** One line of the report. */
export type Finding = {
	readonly measure: MeasureName;
	readonly what: string;
	readonly program: string;
	readonly outcome: Measured | Missing;
	readonly reference?: {readonly name: string; readonly value: number};
	readonly goal?: {readonly text: string; readonly limit: number};
};

export function measured(sample: Sample, unit: Unit): Measured | Missing {
	return sample.length === 0
		? {kind: 'missing', reason: 'no take succeeded'}
		: {
				kind: 'measured',
				value: median(sample),
				low: quantile(sample, 0.25),
				high: quantile(sample, 0.75),
				takes: sample.length,
				unit,
			};
}

/** The 99th percentile, with the largest take above it. */
export function worst(sample: Sample, unit: Unit): Measured | Missing {
	const outcome = measured(sample, unit);
	return outcome.kind === 'missing'
		? outcome
		: {...outcome, value: quantile(sample, 0.99), low: outcome.value, high: quantile(sample, 1)};
}

export function missing(error: unknown): Missing {
	return {kind: 'missing', reason: error instanceof Error ? error.message : String(error)};
}

/** A goal that is a number of its own. */
export function atMost(limit: number, text: string): NonNullable<Finding['goal']> {
	return {text: `<= ${text}`, limit};
}

/** A goal that is a multiple of a reference. */
export function atMostTimes(
	factor: number,
	reference: number,
	name: string,
): NonNullable<Finding['goal']> {
	return {text: factor === 1 ? `<= ${name}` : `<= ${factor} x ${name}`, limit: factor * reference};
}
