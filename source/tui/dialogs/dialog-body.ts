import {type SafeText, safe} from '../../contract/text.ts';
import {type Line, type Span, span} from '../../core/select/line.ts';
import {type Frame} from '../draw/panel.ts';

/** A dialog ready to be framed. */
export type DialogBody = {
	readonly title: SafeText;
	readonly frame: Frame;
	readonly isDangerous: boolean;
	/** Said in the lower edge of the frame. */
	readonly footer?: SafeText;
	readonly lines: readonly Line[];
	/** What must be seen however small the terminal is: fields and buttons. The lines above give way. */
	readonly foot?: readonly Line[];
};

/** A button says what it does, never "OK"; the one with the focus is in brackets that point at it. */
export function button(text: SafeText, hasFocus: boolean, tone: Span['tone']): Span {
	return hasFocus
		? span(safe`[> ${text} <]`, tone)
		: span(safe`[  ${text}  ]`, tone === 'accent' ? 'text' : tone);
}
