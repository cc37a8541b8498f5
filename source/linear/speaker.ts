import {type SafeText, safe} from '../contract/text.ts';
import {toAscii} from '../format/ascii.ts';
import {withoutDrawing} from './plain.ts';

/** Where lines are said: each is appended, nothing is ever taken back. */
export type Speaker = {
	readonly say: (...lines: readonly SafeText[]) => void;
	/** Asks for the next line. */
	readonly prompt: () => void;
	/** The line that was asked for has come. */
	readonly heard: (line: SafeText) => void;
	readonly ring: () => void;
};

export type SpeakerOptions = {
	readonly write: (text: string) => void;
	readonly isAscii: boolean;
	/** Somebody types, and the terminal shows what: a pipe's lines are shown here, so that what was said has its question. */
	readonly isTyped: boolean;
	/** A terminal is at the other end: it has a bell. */
	readonly hasBell: boolean;
};

const bell = '\u0007';

export function createSpeaker({write, isAscii, isTyped, hasBell}: SpeakerOptions): Speaker {
	let isPrompting = false;
	const put = (text: SafeText): void => {
		const plain = withoutDrawing(text);
		write(`${isAscii ? toAscii(plain) : plain}\n`);
	};
	return {
		say(...lines) {
			if (isPrompting && lines.length > 0) {
				isPrompting = false;
				write('\n');
			}

			for (const line of lines) {
				put(line);
			}
		},
		prompt() {
			if (isTyped && !isPrompting) {
				isPrompting = true;
				write('> ');
			}
		},
		heard(line) {
			isPrompting = false;
			if (!isTyped) {
				put(safe`> ${line}`);
			}
		},
		ring() {
			if (hasBell) {
				write(bell);
			}
		},
	};
}
