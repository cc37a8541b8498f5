import {type Milliseconds, milliseconds} from '../contract/time.ts';
import {type Asked} from './command.ts';
import {usage} from './command-error.ts';

const units: Readonly<Record<string, number>> = {s: 1000, m: 60_000, h: 3_600_000};

/** A flag that says how long. Throws a usage error for what is no duration. */
export function durationOf(asked: Asked, flag: string, otherwise: Milliseconds): Milliseconds {
	const text = asked.text(flag);
	if (text === undefined) {
		return otherwise;
	}

	const [, number = '', unit = ''] = /^(\d{1,6})([smh])$/.exec(text.trim()) ?? [];
	const factor = units[unit];
	if (factor === undefined) {
		throw usage(`--${flag} is "${text}", but must be a duration: 90s, 10m, 1h.`);
	}

	return milliseconds(Number(number) * factor);
}
