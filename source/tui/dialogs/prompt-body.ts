import {safe, toSafe} from '../../contract/text.ts';
import {type PromptDialog} from '../../core/dialog.ts';
import {line, span} from '../../core/select/line.ts';
import {tail} from '../../format/width.ts';
import {type DialogBody} from './dialog-body.ts';

/** A question for one line of text. */
export function promptBody({label, text, problem}: PromptDialog, width: number): DialogBody {
	return {
		title: label,
		frame: 'round',
		isDangerous: false,
		footer: safe`Enter takes it, Esc cancels`,
		// The end of what was typed is the part that is looked at.
		lines: [[span(safe`> `, 'accent'), span(tail(safe`${toSafe(text)}▏`, width - 2), 'strong')]],
		foot: [problem === undefined ? [] : line(problem, 'warn')],
	};
}
