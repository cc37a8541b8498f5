import {widthOf} from './width.ts';

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
