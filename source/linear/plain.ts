import {keepSafe, type SafeText, safe} from '../contract/text.ts';
import {type Line, type Span} from '../core/select/line.ts';

// Box drawing, blocks and shapes of them, braille: read aloud one by one, they are noise.
const drawn = /[\u2500-\u259F\u2800-\u28FF]/g;
// Marks that repeat for the eye what the word behind them says.
const mark = /^(?:[●○‖✓·…▶]|!!|[!~?-]) +(?=[\p{L}\p{N}])/u;
// Beyond its first piece a line may hold text from outside, whose beginning is its own.
const shape = /^[●○‖✓] (?=[\p{L}\p{N}])/u;
const longest = 600;

/** A text without what a screen is drawn with. What came from outside keeps such characters, by their numbers. */
export function withoutDrawing(text: SafeText): SafeText {
	return keepSafe(
		text.replaceAll(
			drawn,
			(character) => `<U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}>`,
		),
	);
}

/** A text that can be listened to: on one line, not without end. */
export function spoken(text: SafeText): SafeText {
	const line = withoutDrawing(keepSafe(text.replaceAll(/\s+/g, ' ').trim()));
	return line.length <= longest
		? line
		: safe`${keepSafe(line.slice(0, longest).toWellFormed())}… (cut: ${line.length} characters)`;
}

/** What a piece of a screen says: without the mark before its word. */
export function spokenSpan({text}: Span): SafeText {
	return spoken(keepSafe(text.trim().replace(mark, '')));
}

/** What a line of a screen says. Gaps that set its pieces apart become commas. */
export function spokenLine(line: Line): SafeText {
	const text = line
		.map(({text}, index) =>
			index === 0 ? text.trimStart().replace(mark, '') : text.replace(shape, ''),
		)
		.join('')
		.trim()
		// `Enabled  ->  Disabled` would be heard as "dash greater than".
		.replaceAll(/ *-> */g, ' to ')
		.replaceAll(/ {2,}(?:[●○‖✓·…] )?/g, ', ')
		.replaceAll(/([:,;]),/g, '$1');
	return spoken(keepSafe(text));
}

/** A label and what it says. */
export function labelled(label: SafeText, value: Line): SafeText {
	return label === '' ? spokenLine(value) : safe`${label}: ${spokenLine(value)}`;
}

/** A line of a dialog: its label, if it has one in a column of its own; its bullet, if it is one of several. */
export function spokenPlanLine([first, ...rest]: Line): SafeText {
	if (first === undefined) {
		return safe``;
	}

	const text = first.text.trim();
	if (rest.length > 0 && first.tone === 'dim' && /^\p{L}.* $/u.test(first.text)) {
		return labelled(keepSafe(text), rest);
	}

	// What follows is told under it.
	if (rest.length === 0 && first.tone === 'dim' && first.text === text) {
		return safe`${spoken(first.text)}:`;
	}

	if (text === '-' || text === '') {
		return safe`- ${spokenLine(rest)}`;
	}

	return first.text.startsWith('  ')
		? safe`- ${spokenLine([first, ...rest])}`
		: spokenLine([first, ...rest]);
}

/** `2 lines`, as the numbers of a menu stand before what they choose. */
export function numbered(number: number, text: SafeText): SafeText {
	return safe`${number}. ${text}`;
}
