import {keepSafe, type SafeText, safe} from '../contract/text.ts';
import {type EpochMs, formatTime, type Milliseconds} from '../contract/time.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** How long, in the one or two units that the eye needs: `4s`, `12m`, `3h 05m`, `9d`. Rounded up, so that no age looks younger than it is. */
export function duration(value: Milliseconds): SafeText {
	const age = Math.max(0, value);
	if (age < minute) {
		return safe`${Math.ceil(age / 1000)}s`;
	}

	if (age < hour) {
		return safe`${Math.ceil(age / minute)}m`;
	}

	if (age < day) {
		const minutes = Math.ceil(age / minute);
		return keepSafe(`${Math.floor(minutes / 60)}h ${String(minutes % 60).padStart(2, '0')}m`);
	}

	return safe`${Math.ceil(age / day)}d`;
}

/** A span in at most five cells for columns: `41s`, `12m`, `3h`, `9d`. Rounded up. */
export function shortDuration(value: Milliseconds): SafeText {
	const age = Math.max(0, value);
	if (age < hour) {
		return duration(value);
	}

	return age < 2 * day ? safe`${Math.ceil(age / hour)}h` : safe`${Math.ceil(age / day)}d`;
}

/** `02:14:07Z`. */
export function clockTime(moment: EpochMs): SafeText {
	return keepSafe(`${formatTime(moment).slice(11, 19)}Z`);
}

/** `02:14Z`. */
export function shortTime(moment: EpochMs): SafeText {
	return keepSafe(`${formatTime(moment).slice(11, 16)}Z`);
}

/** The time for a moment of `now`'s day in UTC, else month and day: `02:14Z`, `11-21`. */
export function shortMoment(moment: EpochMs, now: EpochMs): SafeText {
	return isSameDay(moment, now) ? shortTime(moment) : keepSafe(formatTime(moment).slice(5, 10));
}

/** `2026-11-22`. */
export function calendarDate(moment: EpochMs): SafeText {
	return keepSafe(formatTime(moment).slice(0, 10));
}

/** The time for something of `now`'s day, else the date. */
export function timeOrDate(moment: EpochMs, now: EpochMs): SafeText {
	return isSameDay(moment, now) ? clockTime(moment) : calendarDate(moment);
}

function isSameDay(moment: EpochMs, now: EpochMs): boolean {
	return calendarDate(moment) === calendarDate(now);
}
