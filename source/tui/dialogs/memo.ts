import {safe, toSafe} from '../../contract/text.ts';
import {type MemoDialog} from '../../core/memo.ts';
import {line, span} from '../../core/select/line.ts';
import {count} from '../../format/number.ts';
import {fit, tail, truncate} from '../../format/width.ts';
import {type DialogBody} from './dialog-body.ts';

/** One line to be written about a user or several. */
export function memoBody({subjects, text}: MemoDialog, width: number): DialogBody {
	const [first] = subjects;
	const who =
		subjects.length === 1 && first !== undefined
			? truncate(first.name, Math.max(10, width - 12))
			: safe`${count(subjects.length)} users`;
	// The end of what was typed is the part that is looked at.
	const shown = tail(safe`${toSafe(text)}▏`, width - 5);
	return {
		title: safe`Memo on ${who}`,
		frame: 'round',
		isDangerous: false,
		lines: [
			[span(safe`[ `, 'accent'), span(fit(shown, width - 4)), span(safe` ]`, 'accent')],
			line(safe`For yourself, on this machine. The service is not told.`, 'dim'),
		],
		footer: safe`Enter keeps it, an empty line takes it away, Esc leaves it`,
	};
}
