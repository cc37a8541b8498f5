import {safe} from '../contract/text.ts';
import {type Copied} from '../core/ports.ts';
import {count} from '../format/number.ts';
import {clipboardSequence, type ClipboardWay, mostCopied} from '../platform/clipboard.ts';

/** Puts a text on the clipboard of the terminal, if that can be asked of it; `write` gives false where nothing may be written now. */
export function copyBy(
	way: ClipboardWay,
	write: (sequence: string) => boolean,
): (text: string) => Copied {
	return (text) => {
		if (way === 'none') {
			return {ok: false, reason: safe`this terminal has no clipboard to ask for (TERM)`};
		}

		const bytes = Buffer.byteLength(text);
		if (bytes > mostCopied) {
			return {
				ok: false,
				reason: safe`${count(bytes)} bytes are too many; terminals take ${count(mostCopied)}`,
			};
		}

		return write(clipboardSequence(text, way))
			? {ok: true, needs: needs[way]}
			: {ok: false, reason: safe`the terminal is not this program's now`};
	};
}

const needs = {
	plain: safe`your terminal must allow it`,
	tmux: safe`tmux (allow-passthrough) and your terminal must allow it`,
	screen: safe`your terminal must allow it`,
} as const;
