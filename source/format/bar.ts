import {keepSafe, type SafeText} from '../contract/text.ts';

const levels = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const;

/**
The last `width` values as bars between their own least and greatest; flat when nothing moved. Where there are fewer, the oldest
stands for the time before, so that a course that did not move looks the same for ever.
*/
export function sparkline(values: readonly number[], width: number): SafeText {
	const known = width <= 0 ? [] : values.slice(-width);
	const [oldest] = known;
	const missing = oldest === undefined ? 0 : width - known.length;
	const shown = [...Array.from({length: missing}, () => oldest ?? 0), ...known];
	const low = Math.min(...shown);
	const high = Math.max(...shown);
	const bars = shown.map((value) =>
		high === low ? levels[2] : (levels[Math.round(((value - low) / (high - low)) * 7)] ?? '█'),
	);
	return keepSafe(bars.join(''));
}

/** A bar of `width` cells filled to `part` of `whole`. */
export function meter(part: number, whole: number, width: number): SafeText {
	const cells = Math.max(0, width);
	const share = whole <= 0 ? 0 : Math.max(0, Math.min(part, whole)) / whole;
	const filled = Math.round(share * cells);
	return keepSafe('█'.repeat(filled) + '░'.repeat(cells - filled));
}
