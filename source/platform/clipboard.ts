import {type Environment} from './terminal.ts';

/** How a text gets to the clipboard of the terminal: as it is, through tmux or GNU screen, or not at all. */
export type ClipboardWay = 'plain' | 'tmux' | 'screen' | 'none';

/** What is between this program and the terminal, by the environment. A dumb terminal would print the text. */
export function clipboardWay({TERM, TMUX, STY}: Environment): ClipboardWay {
	if (TERM === undefined || TERM === '' || TERM === 'dumb') {
		return 'none';
	}

	if (isSet(TMUX)) {
		return 'tmux';
	}

	return isSet(STY) || /^screen(\.|$)/.test(TERM) ? 'screen' : 'plain';
}

/** The most bytes of text that terminals are known to take: 100,000 with what is around them. */
export const mostCopied = 74_994;

const escape = '\u001B';
const bell = '\u0007';
const endOfString = `${escape}\\`;
// What GNU screen takes in one string to be passed on.
const screenPiece = 76;

/** The sequence (OSC 52) that asks a terminal to put a text on its clipboard. Nothing of the text is in it but base64. */
export function clipboardSequence(text: string, way: Exclude<ClipboardWay, 'none'>): string {
	const encoded = Buffer.from(text, 'utf8').toString('base64');
	return passedOn(`${escape}]52;c;${encoded}${bell}`, way);
}

/** A sequence for the terminal itself, passed on by what is in between. */
export function passedOn(sequence: string, way: Exclude<ClipboardWay, 'none'>): string {
	switch (way) {
		case 'plain': {
			return sequence;
		}

		case 'tmux': {
			return `${escape}Ptmux;${sequence.replaceAll(escape, escape + escape)}${endOfString}`;
		}

		case 'screen': {
			const pieces = sequence.match(new RegExp(`[^]{1,${screenPiece}}`, 'g')) ?? [];
			return pieces.map((piece) => `${escape}P${piece}${endOfString}`).join('');
		}
	}
}

function isSet(value: string | undefined): boolean {
	return value !== undefined && value !== '';
}
