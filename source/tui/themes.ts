import {type ThemeName} from '../core/preferences.ts';
import {type Tone} from '../core/select/line.ts';

/** The SGR parameters of each tone. */
export type Codes = Readonly<Record<Tone, string>>;

/** Colours by what they mean, as `#rrggbb`. Text is what the terminal has. */
export type Colours = {
	/** The background that they are made for. */
	readonly on: string;
	readonly dim: string;
	readonly accent: string;
	readonly ok: string;
	readonly off: string;
	readonly warn: string;
	readonly error: string;
	readonly none: string;
	readonly pending: string;
	readonly changed: string;
	readonly dangerText: string;
	readonly danger: string;
	readonly demoText: string;
};

const dark: Colours = {
	on: '#000000',
	dim: '#8b949e',
	accent: '#58a6ff',
	ok: '#4aa3df',
	off: '#8b949e',
	warn: '#e3b341',
	error: '#ff6b5e',
	none: '#7d8590',
	pending: '#bc8cff',
	changed: '#ffffff',
	dangerText: '#ffffff',
	danger: '#b62324',
	demoText: '#000000',
};

/** The colours of each theme that has its own. */
export const colours = {
	dark,
	light: {
		on: '#ffffff',
		dim: '#57606a',
		accent: '#0969da',
		ok: '#0b6bcb',
		off: '#57606a',
		warn: '#8a5d00',
		error: '#cf222e',
		none: '#656d76',
		pending: '#8250df',
		changed: '#000000',
		dangerText: '#ffffff',
		danger: '#b62324',
		demoText: '#ffffff',
	},
	'high-contrast': {
		on: '#000000',
		dim: '#c9d1d9',
		accent: '#71b7ff',
		ok: '#91cbff',
		off: '#c9d1d9',
		warn: '#ffe04d',
		error: '#ff9492',
		none: '#c9d1d9',
		pending: '#dbb7ff',
		changed: '#ffffff',
		dangerText: '#ffffff',
		danger: '#8a1216',
		demoText: '#000000',
	},
	// Red and green look alike, and red may look dark: blue against orange, and light against dark.
	deuteranopia: {
		...dark,
		ok: '#56b4e9',
		warn: '#f7ec6e',
		error: '#ff8c2e',
		pending: '#e9ddff',
		danger: '#a33c00',
	},
	// Blue and green look alike, and yellow looks like light pink: teal against red, and light against dark.
	tritanopia: {
		...dark,
		accent: '#5cc8d6',
		ok: '#35b9c4',
		warn: '#ffe9ec',
		error: '#ff5c57',
		pending: '#d18bd6',
	},
} as const satisfies Partial<Record<ThemeName, Colours>>;

const ansi16: Codes = {
	text: '',
	strong: '1',
	dim: '90',
	accent: '36',
	ok: '94',
	off: '2',
	warn: '33',
	error: '1;91',
	none: '2',
	pending: '35',
	unknown: '35;7',
	changed: '1;97',
	danger: '97;41',
	stale: '33;7',
	demo: '30;46',
};

const mono: Codes = {
	text: '',
	strong: '1',
	dim: '2',
	accent: '1',
	ok: '',
	off: '2',
	warn: '1',
	error: '1;4',
	none: '2',
	pending: '3',
	unknown: '7',
	changed: '1',
	danger: '1',
	stale: '7',
	demo: '7',
};

const plain: Codes = {
	text: '',
	strong: '',
	dim: '',
	accent: '',
	ok: '',
	off: '',
	warn: '',
	error: '',
	none: '',
	pending: '',
	unknown: '',
	changed: '',
	danger: '',
	stale: '',
	demo: '',
};

/** For terminals without colours, or for people who want none. */
export const colourless: Readonly<Record<'plain' | 'mono', Codes>> = {plain, mono};

type Table = Readonly<Record<'ansi16' | 'truecolor', Codes>>;

const redGreen: Table = {
	ansi16: {...ansi16, warn: '93', error: '1;91', stale: '93;7'},
	truecolor: truecolor(colours.deuteranopia),
};

/** Each theme, for terminals with sixteen colours (which are the terminal's own) and for those with all. */
export const themes: Readonly<Record<ThemeName, Table>> = {
	dark: {ansi16, truecolor: truecolor(colours.dark)},
	light: {
		// What is white or bright on a dark ground would not be seen on a light one.
		ansi16: {
			...ansi16,
			accent: '34',
			ok: '34',
			error: '1;31',
			changed: '1',
			demo: '97;44',
		},
		truecolor: truecolor(colours.light),
	},
	'high-contrast': {
		ansi16: {
			...ansi16,
			dim: '',
			accent: '1;96',
			ok: '1;94',
			off: '',
			warn: '1;93',
			error: '1;91',
			none: '',
			pending: '1;95',
			unknown: '1;95;7',
			stale: '1;93;7',
			danger: '1;97;41',
		},
		truecolor: truecolor(colours['high-contrast']),
	},
	deuteranopia: redGreen,
	protanopia: redGreen,
	tritanopia: {
		ansi16: {...ansi16, ok: '96', warn: '97', error: '1;91', stale: '97;7'},
		truecolor: truecolor(colours.tritanopia),
	},
	mono: {ansi16: mono, truecolor: mono},
};

// Good and bad are blue against bold red, not green against red, and differ in word and mark besides.
function truecolor(own: Colours): Codes {
	return {
		text: '',
		strong: '1',
		dim: foreground(own.dim),
		accent: foreground(own.accent),
		ok: foreground(own.ok),
		off: foreground(own.off),
		warn: foreground(own.warn),
		error: `1;${foreground(own.error)}`,
		none: foreground(own.none),
		pending: foreground(own.pending),
		unknown: `7;${foreground(own.pending)}`,
		changed: `1;${foreground(own.changed)}`,
		danger: `${foreground(own.dangerText)};${background(own.danger)}`,
		stale: `7;${foreground(own.warn)}`,
		demo: `${foreground(own.demoText)};${background(own.accent)}`,
	};
}

function foreground(colour: string): string {
	return `38;2;${partsOf(colour)}`;
}

function background(colour: string): string {
	return `48;2;${partsOf(colour)}`;
}

function partsOf(colour: string): string {
	return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16)).join(';');
}
