import {type Line, type Tone} from '../core/select/line.ts';
import {widthOf} from '../format/width.ts';
import {type ColorDepth} from '../platform/terminal.ts';

export type Theme = {readonly depth: ColorDepth; readonly isAscii: boolean};

type Codes = Readonly<Record<Tone, string>>;

// Good and bad are blue against bold red, not green against red, and differ in word and mark besides.
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

const truecolor: Codes = {
	text: '',
	strong: '1',
	dim: '38;2;139;148;158',
	accent: '38;2;88;166;255',
	ok: '38;2;74;163;223',
	off: '38;2;139;148;158',
	warn: '38;2;227;179;65',
	error: '1;38;2;255;107;94',
	none: '38;2;110;118;129',
	pending: '38;2;188;140;255',
	unknown: '7;38;2;188;140;255',
	changed: '1;38;2;255;255;255',
	danger: '38;2;255;255;255;48;2;182;35;36',
	stale: '7;38;2;227;179;65',
	demo: '38;2;0;0;0;48;2;88;166;255',
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

const codes: Readonly<Record<ColorDepth, Codes>> = {plain, mono, ansi16, truecolor};

/** The SGR parameters of a tone, without the escape. */
export function codesOf(tone: Tone, depth: ColorDepth): string {
	return codes[depth][tone];
}

/** A line as a string with its colours, ready for one `<Text>`. */
export function paint(content: Line, theme: Theme): string {
	const table = codes[theme.depth];
	let painted = '';
	let open = '';
	for (const {text, tone} of content) {
		const code = table[tone];
		if (code !== open) {
			painted += open === '' ? '' : '\u001B[0m';
			painted += code === '' ? '' : `\u001B[${code}m`;
			open = code;
		}

		painted += theme.isAscii ? toAscii(text) : text;
	}

	return open === '' ? painted : `${painted}\u001B[0m`;
}

const twins: Readonly<Record<string, string>> = {
	'↑': '^',
	'↓': 'v',
	'←': '<',
	'→': '>',
	'●': '*',
	'○': 'o',
	'‖': '#',
	'▌': '>',
	'■': 'x',
	'✓': '+',
	'…': '~',
	'·': '.',
	'±': '=',
	'░': '.',
	'▏': '_',
	'╭': '+',
	'╮': '+',
	'╰': '+',
	'╯': '+',
	'─': '-',
	'│': '|',
	'┏': '#',
	'┓': '#',
	'┗': '#',
	'┛': '#',
	'━': '=',
	'┃': '#',
	'╔': '#',
	'╗': '#',
	'╚': '#',
	'╝': '#',
	'═': '=',
	'║': '#',
	'╌': '-',
	'▁': '_',
	'▂': '_',
	'▃': '-',
	'▄': '-',
	'▅': '=',
	'▆': '=',
	'▇': '#',
	'█': '#',
};

const graphemes = new Intl.Segmenter('en', {granularity: 'grapheme'});
const ascii = /^[\u0020-\u007E]*$/;

/** The same cells in ASCII: our marks have twins, any other character becomes as many question marks as it is wide. */
export function toAscii(text: string): string {
	if (ascii.test(text)) {
		return text;
	}

	let plainText = '';
	for (const {segment} of graphemes.segment(text)) {
		plainText += ascii.test(segment) ? segment : (twins[segment] ?? '?'.repeat(widthOf(segment)));
	}

	return plainText;
}
