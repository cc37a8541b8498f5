import {type Milliseconds, seconds} from './contract/time.ts';
import {type Settings} from './platform/settings.ts';
import {UsageError} from './usage-error.ts';

/** How often to ask: as given, as last set, or every two seconds. Throws a usage error for what is no interval. */
export function intervalOf(text: string | undefined, settings: Settings): Milliseconds {
	if (text === undefined) {
		return seconds(settings.intervalSeconds ?? 2);
	}

	const value = Number(text);
	if (!(value >= 1 && value <= 3600)) {
		throw new UsageError(`--interval takes seconds from 1 to 3600; "${text}" is not that.`);
	}

	return seconds(value);
}
