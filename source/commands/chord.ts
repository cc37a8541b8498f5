import {keepSafe, type SafeText} from '../contract/text.ts';

/**
A key press by name: a printable character as it is (`j`, `G`, `?`), or one of `up down left right pageup pagedown home end enter
escape tab shift+tab backspace delete space f1 ctrl+left ctrl+right`, or `ctrl+` and a letter.
*/
export type Chord = string;

/** A press of one key: its name, and the text that it types if it types any. */
export type Press = {readonly chord: Chord; readonly text?: string};

const names: Readonly<Record<string, string>> = {
	up: '↑',
	down: '↓',
	left: '←',
	right: '→',
	pageup: 'PgUp',
	pagedown: 'PgDn',
	home: 'Home',
	end: 'End',
	enter: 'Enter',
	escape: 'Esc',
	tab: 'Tab',
	'shift+tab': 'Shift-Tab',
	backspace: 'Backspace',
	delete: 'Delete',
	'ctrl+left': 'Ctrl-←',
	'ctrl+right': 'Ctrl-→',
	space: 'Space',
	f1: 'F1',
};

/** Whether something is the name of a key. */
export function isChord(name: string): boolean {
	return (
		Object.hasOwn(names, name) || /^ctrl\+[a-z]$/.test(name) || /^[^\p{C}\p{Z}\p{M}]$/u.test(name)
	);
}

/** A key as help and hints write it: `Ctrl-D`, `PgDn`, `j`. */
export function chordText(chord: Chord): SafeText {
	const control = /^ctrl\+(\w)$/.exec(chord)?.[1];
	return keepSafe(
		control === undefined ? (names[chord] ?? chord) : `Ctrl-${control.toUpperCase()}`,
	);
}

const cyrillic = 'йцукенгшщзхъфывапролджэячсмитьбюЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ';
const latin = `qwertyuiop[]asdfghjkl;'zxcvbnm,.QWERTYUIOP[]ASDFGHJKL;'ZXCVBNM,.`;

/** The Latin key in the place of a Cyrillic one: commands work although the keyboard is set to another alphabet. */
export function latinTwin(chord: Chord): Chord | undefined {
	const place = cyrillic.indexOf(chord);
	return chord.length === 1 && place >= 0 ? latin[place] : undefined;
}
