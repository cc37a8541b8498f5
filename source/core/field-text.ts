import {firstGrapheme, withoutLast} from '../format/width.ts';

/** What stands in a field of one line, and where in it typing goes. */
export type FieldText = {readonly text: string; readonly caret: number};

/** Where the cursor of a field goes, as in a shell. */
export type CaretMove = 'left' | 'right' | 'wordLeft' | 'wordRight' | 'start' | 'end';

/** What is taken away at the cursor of a field: the character behind it or before it, the word before it, all before it. */
export type CutPart = 'last' | 'next' | 'word' | 'before';

/** With text typed at the cursor; what does not fit into `longest` is left out, and nothing behind the cursor is lost. */
export function inserted({text, caret}: FieldText, typed: string, longest: number): FieldText {
	const room = Math.max(0, longest - text.length);
	const part = typed.slice(0, room);
	return {text: text.slice(0, caret) + part + text.slice(caret), caret: caret + part.length};
}

/** With the cursor elsewhere. It stands between characters as a person sees them. */
export function moved(field: FieldText, to: CaretMove): FieldText {
	return {text: field.text, caret: placeOf(field, to)};
}

/** Without what was cut. */
export function cut(field: FieldText, what: CutPart): FieldText {
	const {text, caret} = field;
	const from = {last: 'left', next: 'stay', word: 'wordLeft', before: 'start'} as const;
	const move = from[what];
	const start = move === 'stay' ? caret : placeOf(field, move);
	const end = what === 'next' ? placeOf(field, 'right') : caret;
	return {text: text.slice(0, start) + text.slice(end), caret: start};
}

function placeOf({text, caret}: FieldText, to: CaretMove): number {
	const before = text.slice(0, caret);
	const behind = text.slice(caret);
	switch (to) {
		case 'left': {
			return withoutLast(before).length;
		}

		case 'right': {
			return behind === '' ? caret : caret + firstGrapheme(behind).length;
		}

		// Words end at spaces: a field with its value is one.
		case 'wordLeft': {
			return before.trimEnd().lastIndexOf(' ') + 1;
		}

		case 'wordRight': {
			const skipped = behind.length - behind.trimStart().length;
			const space = behind.trimStart().indexOf(' ');
			return space < 0 ? text.length : caret + skipped + space;
		}

		case 'start': {
			return 0;
		}

		case 'end': {
			return text.length;
		}
	}
}
