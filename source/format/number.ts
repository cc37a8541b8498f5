import {keepSafe, type SafeText, safe} from '../contract/text.ts';

// What `Intl.NumberFormat` would write, which takes 6 ms to get ready: too long for the first frame.
function grouped(value: number): string {
	return Number.isSafeInteger(value)
		? String(value).replaceAll(/\B(?=(?:\d{3})+$)/g, ',')
		: value.toLocaleString('en-US');
}

/** `1,204`. */
export function count(value: number): SafeText {
	return keepSafe(grouped(value));
}

/** `+3`, `-2`, `±0`. */
export function signed(value: number): SafeText {
	if (value === 0) {
		return safe`±0`;
	}

	return keepSafe(`${value > 0 ? '+' : '-'}${grouped(Math.abs(value))}`);
}

/** `1 user`, `2 users`. */
export function plural(value: number, one: SafeText, many: SafeText): SafeText {
	return safe`${count(value)} ${value === 1 ? one : many}`;
}

/** `87 %`; `n/a` where there is nothing to divide by. A part is never rounded to all or nothing. */
export function percent(part: number, whole: number): SafeText {
	if (whole === 0) {
		return safe`n/a`;
	}

	const rounded = Math.round((100 * part) / whole);
	const isPart = part > 0 && part < whole;
	return safe`${isPart ? Math.max(1, Math.min(99, rounded)) : rounded} %`;
}
