import {joinSafe, keepSafe, type SafeText, safe} from '../../contract/text.ts';
import {truncate} from '../../format/width.ts';

/** What a name may take of a line, and what a text may. */
const longestName = 120;
const longestText = 400;

/** A name as Markdown that says just that name: nothing in it is markup, HTML, a link or the beginning of a list. */
export function nameOf(text: SafeText): SafeText {
	const name = text.trim();
	return name === '' ? safe`(no name)` : escaped(truncate(keepSafe(name), longestName));
}

/** A text, likewise; what is too long ends with an ellipsis. */
export function textOf(text: SafeText): SafeText {
	return escaped(truncate(keepSafe(text.trim()), longestText));
}

// A backslash before punctuation makes it a character like any other, everywhere but in code, and there is none here. A slash of an
// address is taken out of its meaning too: what a stranger wrote is not to be clicked.
function escaped(text: SafeText): SafeText {
	return keepSafe(
		text
			.replaceAll(/[\\`*_[\]<>|#&~]/g, String.raw`\$&`)
			.replaceAll('://', String.raw`:\/\/`)
			.replaceAll(/\b(www)\./gi, String.raw`$1\.`)
			.replace(/^[-+=]/, String.raw`\$&`)
			.replace(/^(\d+)([.)])/, String.raw`$1\$2`),
	);
}

/** A part with its title; one without a word in it says so. */
export function section(title: SafeText, lines: readonly SafeText[]): readonly SafeText[] {
	return [safe``, safe`## ${title}`, safe``, ...(lines.length === 0 ? [safe`Nothing.`] : lines)];
}

export function item(text: SafeText): SafeText {
	return safe`- ${text}`;
}

/** An item below an item. */
export function subItem(text: SafeText): SafeText {
	return safe`  - ${text}`;
}

export function tableRow(cells: readonly SafeText[]): SafeText {
	return safe`| ${joinSafe(cells, ' | ')} |`;
}
