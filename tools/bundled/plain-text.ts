// Letters that always stand alone: Latin, Greek, Cyrillic, Hebrew, Arabic, marks and lines in one cell, kana, ideographs and Hangul in two.
const one =
	'\\u0020-\\u007E\\u00A1-\\u00AC\\u00AE-\\u02FF\\u0370-\\u0482\\u048A-\\u052F\\u05D0-\\u05EA\\u0620-\\u064A\\u1E00-\\u1EFF\\u2010-\\u2027\\u2190-\\u21FF\\u2500-\\u25FC\\u25FF\\u2713';
const two = '\\u3041-\\u3096\\u30A1-\\u30FC\\u3400-\\u4DBF\\u4E00-\\u9FFF\\uAC00-\\uD7A3';

const plain = new RegExp(`^[${one}${two}]*$`);
const narrow = new RegExp(`[${one}]+`, 'g');

/** Whether every UTF-16 unit of a text is a grapheme by itself, of a known width. */
export function isPlainText(text: string): boolean {
	return plain.test(text);
}

/** The cells that a plain text takes. */
export function plainWidth(text: string): number {
	return text.length + text.replaceAll(narrow, '').length;
}
