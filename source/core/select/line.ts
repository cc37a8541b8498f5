import {keepSafe, type SafeText} from '../../contract/text.ts';
import {widthOf} from '../../format/width.ts';

/**
What a piece of text means. A theme turns it into a colour; meaning never rests on colour alone: each state has a word and a mark
of its own.
*/
export type Tone =
	| 'text'
	| 'strong'
	| 'dim'
	| 'accent'
	| 'ok'
	| 'off'
	| 'warn'
	| 'error'
	| 'none'
	| 'pending'
	| 'unknown'
	| 'changed'
	| 'danger'
	| 'stale'
	| 'demo';

/** Text with one meaning. */
export type Span = {readonly text: SafeText; readonly tone: Tone};

/** One line of the screen. */
export type Line = readonly Span[];

export function span(text: SafeText, tone: Tone = 'text'): Span {
	return {text, tone};
}

/** A line of one span. */
export function line(text: SafeText, tone: Tone = 'text'): Line {
	return [{text, tone}];
}

export const emptyLine: Line = [];
/** What stands for a value that the service did not send: never for zero. */
export const notSent: Span = {text: keepSafe('n/a'), tone: 'none'};

/** A label in a column of its own, then what it says. */
export function labelled(label: SafeText, value: Line, labelWidth: number): Line {
	const pad = Math.max(1, labelWidth - widthOf(label));
	return [{text: keepSafe(`${label}${' '.repeat(pad)}`), tone: 'dim'}, ...value];
}
