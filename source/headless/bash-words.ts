/** The words of a line up to the cursor, with quotes and backslashes taken away, and the last of them as it was written. */
export type BashLine = {readonly words: readonly string[]; readonly written: string};

/** Splits a line as bash does, as far as completion needs it: no variables, no substitutions. */
export function bashWords(line: string): BashLine {
	const words: string[] = [];
	let word: string | undefined;
	let start = 0;
	let quote = '';
	for (let at = 0; at < line.length; at++) {
		const letter = line[at] ?? '';
		if (quote !== '') {
			if (letter === quote) {
				quote = '';
			} else if (quote === '"' && letter === '\\' && at + 1 < line.length) {
				at += 1;
				word = `${word ?? ''}${line[at] ?? ''}`;
			} else {
				word = `${word ?? ''}${letter}`;
			}
		} else if (/\s/.test(letter)) {
			if (word !== undefined) {
				words.push(word);
				word = undefined;
			}

			start = at + 1;
		} else if (letter === '"' || letter === "'") {
			quote = letter;
			word ??= '';
		} else if (letter === '\\' && at + 1 < line.length) {
			at += 1;
			word = `${word ?? ''}${line[at] ?? ''}`;
		} else {
			word = `${word ?? ''}${letter}`;
		}
	}

	return {
		words: [...words, word ?? ''],
		written: line.slice(word === undefined ? line.length : start),
	};
}

/**
A candidate as bash wants it in the place of what it takes for the current word: without what stands before the last character that breaks
words (bash breaks at `@`, `:` and `=`), with a backslash before what means something.
*/
export function bashCandidate(
	text: string,
	current: string,
	written: string,
	breaks: string,
): string {
	const quote = /^["']/.exec(written)?.[0];
	if (quote !== undefined) {
		return text;
	}

	const lastBreak = Math.max(
		-1,
		...Array.from(breaks)
			.filter((letter) => !/[\s"'\\]/.test(letter))
			.map((letter) => current.lastIndexOf(letter)),
	);
	return text.slice(lastBreak + 1).replaceAll(/[\s"'\\$`&|;<>()*?![\]{}#~]/g, '\\$&');
}
