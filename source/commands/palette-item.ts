import {type SafeText} from '../contract/text.ts';
import {termsOf} from '../core/fold.ts';
import {type Event} from '../core/event.ts';
import {type State} from '../core/state.ts';
import {type Chord} from './chord.ts';
import {type Keymap} from './command.ts';

/** Something that can be chosen in the palette. */
export type PaletteItem = {
	/** The same for the same thing, whatever is typed: it is remembered as used. */
	readonly id: string;
	readonly label: SafeText;
	readonly detail: SafeText;
	/** Letters may stand apart in the detail too: it is a name, not a sentence. */
	readonly isDetailName?: boolean;
	readonly keys?: readonly Chord[];
	/** Why it cannot be chosen now, if so. */
	readonly blocked?: SafeText | undefined;
	/** What choosing it makes happen in the place beneath; text instead goes into the field. */
	readonly run: () => readonly Event[] | {readonly completed: string};
	/** What takes it out of the palette for good, where that is possible. */
	readonly forget?: Event;
};

/** What was typed: a line of words after a colon, or terms to look for. */
export type PaletteQuery = {
	readonly text: string;
	readonly isLine: boolean;
	readonly terms: readonly string[];
};

/** The place beneath the palette, what was typed, and what was used last. */
export type PaletteGround = {
	readonly state: State;
	readonly keymap: Keymap;
	readonly query: PaletteQuery;
};

/** Things of one kind that the palette offers. Those of which there are very many give only what may match the terms. */
export type PaletteSource = (ground: PaletteGround) => readonly PaletteItem[];

/** Reads what was typed. */
export function queryOf(typed: string): PaletteQuery {
	const isLine = typed.startsWith(':');
	const text = (isLine ? typed.slice(1) : typed).trim();
	return {text, isLine, terms: termsOf(text)};
}
