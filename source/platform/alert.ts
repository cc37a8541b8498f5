import {type ClipboardWay, passedOn} from './clipboard.ts';

const escape = '\u001B';
const bell = '\u0007';

/** The title of the window as it was before the first alert. */
export const restoredTitle = `${escape}[23;2t`;

/**
Bell and notification (OSC 9 for iTerm2, Windows Terminal and others; OSC 777 for urxvt, foot, kitty). Terminals that know neither ignore both.
Only letters, digits and a few signs get there: what separates parts of a sequence never does.
*/
export function ringSequence(text: string, way: Exclude<ClipboardWay, 'none'>): string {
	const said = harmless(text);
	return [
		bell,
		passedOn(`${escape}]9;synctop ${said}${bell}`, way),
		passedOn(`${escape}]777;notify;synctop;${said}${bell}`, way),
	].join('');
}

/** Puts the alert in the title of the window, after the title that is there was remembered. */
export function titleSequence(text: string, isRemembered: boolean): string {
	return `${isRemembered ? '' : `${escape}[22;2t`}${escape}]2;synctop ${harmless(text)}${bell}`;
}

function harmless(text: string): string {
	return text.replaceAll(/[^A-Za-z0-9 ,.:>()%-]/g, ' ').slice(0, 200);
}

/** A stretch of the day in minutes from midnight; it may go over midnight. */
export type QuietHours = {readonly from: number; readonly to: number};

/** Reads `22:00-06:00`; nothing for anything else. */
export function quietHoursOf(text: string): QuietHours | undefined {
	const found = /^([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)$/.exec(text.trim());
	if (found === null) {
		return undefined;
	}

	const [, fromHour, fromMinute, toHour, toMinute] = found.map(Number);
	return {
		from: (fromHour ?? 0) * 60 + (fromMinute ?? 0),
		to: (toHour ?? 0) * 60 + (toMinute ?? 0),
	};
}

/** Whether a moment of this machine's day lies in the quiet hours. */
export function isIn({from, to}: QuietHours, minuteOfDay: number): boolean {
	return from <= to
		? minuteOfDay >= from && minuteOfDay < to
		: minuteOfDay >= from || minuteOfDay < to;
}

/** The minute of the day at the place of this machine. */
export function minuteOfDay(moment: number): number {
	const at = new Date(moment);
	return at.getHours() * 60 + at.getMinutes();
}
