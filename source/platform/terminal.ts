import tty from 'node:tty';

/** Whether there is a terminal at the other end of a stream now: what the stream says of itself was true when it was opened. */
export function isTerminal(stream: tty.ReadStream): boolean {
	const fd: unknown = Reflect.get(stream, 'fd');
	return typeof fd === 'number' && tty.isatty(fd);
}

/** What the environment says about the terminal. */
export type Environment = Readonly<Record<string, string | undefined>>;

export type ColorDepth = 'plain' | 'mono' | 'ansi16' | 'truecolor';

/**
How many colours to use. `NO_COLOR` (set and not empty) stands over `FORCE_COLOR`, that over `TERM=dumb`, that over `COLORTERM`.
Without colour the attributes bold, dim and inverse stay; a dumb terminal gets none.
*/
export function colorDepth(environment: Environment): ColorDepth {
	const {NO_COLOR: no, FORCE_COLOR: force, TERM: term, COLORTERM: color} = environment;
	if (no !== undefined && no !== '') {
		return term === 'dumb' ? 'plain' : 'mono';
	}

	if (force !== undefined && force !== '') {
		return forcedDepth(force);
	}

	if (term === 'dumb') {
		return 'plain';
	}

	if (term === 'vt100' || term === 'vt220') {
		return 'mono';
	}

	return color === 'truecolor' || color === '24bit' ? 'truecolor' : 'ansi16';
}

function forcedDepth(force: string): ColorDepth {
	if (force === '0' || force === 'false') {
		return 'mono';
	}

	return force === '3' ? 'truecolor' : 'ansi16';
}

/** Whether only ASCII should be drawn: the locale names another character set than UTF-8. An unset locale counts as UTF-8. */
export function isAsciiOnly(environment: Environment): boolean {
	const locale = [environment['LC_ALL'], environment['LC_CTYPE'], environment['LANG']].find(
		(value) => value !== undefined && value !== '',
	);
	return environment['TERM'] === 'dumb' || (locale !== undefined && !/utf-?8/i.test(locale));
}

// More than the largest screens have in the smallest letters. A terminal that says more is not believed: each cell costs memory.
const largest = {columns: 1000, rows: 300} as const;
const usual = {columns: 80, rows: 24} as const;

/** The size of the screen to draw, whatever the terminal says of its own. */
export function sizeOf(terminal: {readonly columns?: unknown; readonly rows?: unknown}): {
	readonly columns: number;
	readonly rows: number;
} {
	return {
		columns: sane(terminal.columns, usual.columns, largest.columns),
		rows: sane(terminal.rows, usual.rows, largest.rows),
	};
}

function sane(told: unknown, otherwise: number, most: number): number {
	return typeof told === 'number' && told >= 1 ? Math.min(most, Math.floor(told)) : otherwise;
}
