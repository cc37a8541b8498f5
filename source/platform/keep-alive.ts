import {type Cancel} from './clock.ts';

const longest = 2 ** 31 - 1;

/** Keeps the process from its end while it waits: the clock's own timers do not. */
export function keepAlive(): Cancel {
	const timer = setInterval(() => undefined, longest);
	return () => {
		clearInterval(timer);
	};
}
