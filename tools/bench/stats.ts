/** Several takes of one thing. */
export type Sample = readonly number[];

/** The value below which a share of the takes lies, by the nearest rank. */
export function quantile(sample: Sample, share: number): number {
	const sorted = sample.toSorted((a, b) => a - b);
	return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

export function median(sample: Sample): number {
	const sorted = sample.toSorted((a, b) => a - b);
	const middle = Math.floor(sorted.length / 2);
	const upper = sorted[middle] ?? Number.NaN;
	return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
}

/** A number in as many digits as mean something. */
export function short(value: number): string {
	if (!Number.isFinite(value)) {
		return '-';
	}

	const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
	const [whole = '', part] = value.toFixed(digits).split('.');
	const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, ',');
	return part === undefined || /^0+$/.test(part) ? grouped : `${grouped}.${part}`;
}
