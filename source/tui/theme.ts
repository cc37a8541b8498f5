import {type ThemeName} from '../core/preferences.ts';
import {type Line, type Tone} from '../core/select/line.ts';
import {toAscii} from '../format/ascii.ts';
import {type ColorDepth} from '../platform/terminal.ts';
import {type Codes, colourless, themes} from './themes.ts';

/** What the terminal can show, and the table of colours that was chosen. */
export type Theme = {
	readonly depth: ColorDepth;
	readonly isAscii: boolean;
	readonly name?: ThemeName;
};

/** The SGR parameters of a tone, without the escape. */
export function codesOf(tone: Tone, {depth, name = 'dark'}: Pick<Theme, 'depth' | 'name'>): string {
	return tableOf(depth, name)[tone];
}

// Where a terminal has no colours, or nobody wants them, no theme brings any.
function tableOf(depth: ColorDepth, name: ThemeName): Codes {
	return depth === 'plain' || depth === 'mono' ? colourless[depth] : themes[name][depth];
}

/** A line as a string with its colours, ready for one `<Text>`. */
export function paint(content: Line, theme: Theme): string {
	const table = tableOf(theme.depth, theme.name ?? 'dark');
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
