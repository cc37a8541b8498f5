import {type SafeText} from '../../contract/text.ts';

/** A metric: what it is called, what it means, by which labels it is told apart. The pages and the text for Prometheus are read off it. */
export type Family = {
	/** As it is written in a query, without `_bucket`, `_sum` or `_count`. */
	readonly name: string;
	/** `info`: a gauge that is always 1, of which the labels are told. */
	readonly type: 'gauge' | 'counter' | 'info' | 'histogram';
	readonly unit?: 'seconds' | 'bytes';
	readonly help: string;
	readonly labels: readonly string[];
};

export type Labels = Readonly<Record<string, SafeText>>;

export type Sample = {
	readonly labels?: Labels;
	readonly value: number;
	/** What stands behind the name: a histogram's. */
	readonly suffix?: '_bucket' | '_sum' | '_count';
};

/** A metric with its values now; without values it is left out. */
export type Told = {readonly family: Family; readonly samples: readonly Sample[]};

/** How a metric is read off what is known. */
export type Metric<View> = Family & {readonly read: (view: View) => readonly Sample[]};

export function one(value: number | undefined): readonly Sample[] {
	return value === undefined ? [] : [{value}];
}

/** One of these holds, the others do not: each is told, so that a query finds all of them. */
export function states(
	label: string,
	all: readonly SafeText[],
	current: SafeText | undefined,
): readonly Sample[] {
	return all.map((name) => ({labels: {[label]: name}, value: name === current ? 1 : 0}));
}
