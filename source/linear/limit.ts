import {type SafeText, safe} from '../contract/text.ts';
import {type Clock} from '../platform/clock.ts';

const stretch = 10_000;
const most = 12;

/** Lets so many lines through in a stretch of time, and says once when there were more: nobody can listen to a storm. */
export function createLimit(clock: Clock) {
	let since = Number.NEGATIVE_INFINITY;
	let said = 0;
	return (lines: readonly SafeText[]): readonly SafeText[] => {
		if (lines.length === 0) {
			return lines;
		}

		const now = clock.elapsed();
		if (now - since >= stretch) {
			since = now;
			said = 0;
		}

		const room = Math.max(0, most - said);
		const isFull = said > most;
		said += lines.length;
		return lines.length <= room
			? lines
			: [
					...lines.slice(0, room),
					...(isFull ? [] : [safe`More happens than can be said; "status" says how it stands.`]),
				];
	};
}
