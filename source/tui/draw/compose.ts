import {keepSafe} from '../../contract/text.ts';
import {emptyLine, type Line, line, type Span, type Tone} from '../../core/select/line.ts';
import {takeCells, widthOf} from '../../format/width.ts';

export {labelled} from '../../core/select/line.ts';

/** The cells that a line takes. */
export function lineWidth(content: Line): number {
	return content.reduce((sum, {text}) => sum + widthOf(text), 0);
}

/** Cuts or pads a line to exactly `width` cells. What does not fit ends with an ellipsis. */
export function fitLine(content: Line, width: number): Line {
	const full = lineWidth(content);
	if (full > width) {
		return width < 1 ? emptyLine : cutLine(content, width);
	}

	return full === width ? content : [...content, blank(width - full)];
}

function cutLine(content: Line, width: number): Line {
	const kept: Span[] = [];
	let left = width - 1;
	for (const {text, tone} of content) {
		const cut = takeCells(text, left);
		kept.push({text: cut, tone});
		left -= widthOf(cut);
		if (cut.length < text.length) {
			break;
		}
	}

	// A wide character that did not fit leaves a cell open before the ellipsis.
	return [
		...kept,
		{text: keepSafe(`${' '.repeat(Math.max(0, left))}…`), tone: kept.at(-1)?.tone ?? 'text'},
	];
}

export function blank(width: number): Span {
	return {text: keepSafe(' '.repeat(Math.max(0, width))), tone: 'text'};
}

/** Exactly `height` lines of exactly `width` cells. */
export function fitLines(lines: readonly Line[], width: number, height: number): readonly Line[] {
	return Array.from({length: Math.max(0, height)}, (_, index) =>
		fitLine(lines[index] ?? emptyLine, width),
	);
}

/** Left and right on one line, with at least one cell between; the left gives way. */
export function spread(left: Line, right: Line, width: number): Line {
	const rest = width - lineWidth(right);
	return rest < 8 ? fitLine(left, width) : [...fitLine(left, rest), ...right];
}

/** Blocks of equal height next to each other. */
export function beside(...blocks: ReadonlyArray<readonly Line[]>): readonly Line[] {
	const height = Math.max(...blocks.map((block) => block.length));
	return Array.from({length: height}, (_, index) =>
		blocks.flatMap((block) => block[index] ?? emptyLine),
	);
}

/** A line of one repeated character. */
export function rule(character: string, width: number, tone: Tone = 'dim'): Line {
	return line(keepSafe(character.repeat(Math.max(0, width))), tone);
}

/** One tone over everything: for what lies behind a dialog. */
export function inTone(content: Line, tone: Tone): Line {
	return content.map(({text}) => ({text, tone}));
}

/** A line broken between words, each word in its own tone; what is longer than a line is cut there. */
export function wrapLine(content: Line, width: number): readonly Line[] {
	const lines: Span[][] = [[]];
	let used = 0;
	for (const {text, tone} of content) {
		for (const word of text.split(/(?<= )/)) {
			const bare = widthOf(word.trimEnd());
			if (used > 0 && used + bare > width) {
				lines.push([]);
				used = 0;
			}

			const shown = used === 0 && lines.length > 1 ? word.trimStart() : word;
			lines.at(-1)?.push({text: keepSafe(shown), tone});
			used += widthOf(shown);
		}
	}

	return lines;
}
