import {type Milliseconds, milliseconds} from '../contract/time.ts';
import {type Asked} from './command.ts';
import {usage} from './command-error.ts';

const units = {s: 1000, m: 60_000, h: 3_600_000} as const;

/** A flag whose value is a span of time: `90s`, `10m`, `2h`. Throws a usage error for what is none. */
export function spanOf(asked: Asked, flag: string): Milliseconds | undefined {
	const text = asked.text(flag);
	if (text === undefined) {
		return undefined;
	}

	const [, amount = '', unit = ''] = /^(\d{1,6}(?:\.\d)?)(s|m|h)$/.exec(text) ?? [];
	const span = Number(amount) * (unit === 's' || unit === 'm' || unit === 'h' ? units[unit] : 0);
	if (!(span > 0)) {
		throw usage(`--${flag} is "${text}", but must be a span of time: 90s, 10m, 2h.`);
	}

	return milliseconds(span);
}
