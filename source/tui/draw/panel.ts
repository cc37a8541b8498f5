import {keepSafe, type SafeText} from '../../contract/text.ts';
import {type Line, type Span, span, type Tone} from '../../core/select/line.ts';
import {takeCells, truncate, widthOf} from '../../format/width.ts';
import {fitLines} from './compose.ts';

/** Round for panels, heavy only for trouble, double only for dangerous dialogs. */
export type Frame = 'round' | 'heavy' | 'double';

const frames: Readonly<Record<Frame, readonly [string, string, string, string, string, string]>> = {
	round: ['╭', '╮', '╰', '╯', '─', '│'],
	heavy: ['┏', '┓', '┗', '┛', '━', '┃'],
	double: ['╔', '╗', '╚', '╝', '═', '║'],
};

export type PanelOptions = {
	readonly title: SafeText;
	readonly titleTone?: Tone;
	readonly footer?: SafeText;
	readonly frame?: Frame;
	readonly tone?: Tone;
	/** All of it, frame included, in cells and lines. */
	readonly width: number;
	readonly height: number;
};

/** Lines in a frame, with a title in its upper edge and a hint in its lower one. */
export function panel(options: PanelOptions, content: readonly Line[]): readonly Line[] {
	const {width, height, title, footer, frame = 'round', tone = 'dim', titleTone = 'text'} = options;
	const [topLeft, topRight, bottomLeft, bottomRight, edge, side] = frames[frame];
	const inner = Math.max(0, width - 4);
	const wall: Span = {text: keepSafe(side), tone};
	const body = fitLines(content, inner, Math.max(0, height - 2)).map((inside): Line => [
		wall,
		span(keepSafe(' ')),
		...inside,
		span(keepSafe(' ')),
		wall,
	]);
	return [
		edgeLine([topLeft, edge, topRight], title, {width, tone, titleTone}),
		...body,
		edgeLine([bottomLeft, edge, bottomRight], footer, {width, tone, titleTone: 'dim'}),
	];
}

type EdgeLook = {readonly width: number; readonly tone: Tone; readonly titleTone: Tone};

function edgeLine(
	[left, edge, right]: readonly [string, string, string],
	text: SafeText | undefined,
	{width, tone, titleTone}: EdgeLook,
): Line {
	const plain = (length: number) => edge.repeat(Math.max(0, length));
	if (text === undefined || text === '' || width < 8) {
		return [span(takeCells(keepSafe(`${left}${plain(width - 2)}${right}`), width), tone)];
	}

	const shown = truncate(text, width - 6);
	return [
		span(keepSafe(`${left}${edge} `), tone),
		span(shown, titleTone),
		span(keepSafe(` ${plain(width - 5 - widthOf(shown))}${right}`), tone),
	];
}
