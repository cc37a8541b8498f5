import {type SafeText} from '../contract/text.ts';
import {type Event} from '../core/event.ts';
import {type State} from '../core/state.ts';

/** What can be chosen by a number: it means what was said with it, whatever has moved since. */
export type Choice = {
	readonly label: SafeText;
	/** What its name is, where it can be chosen by that, too. */
	readonly name?: SafeText;
	/** What it is known by in the palette. */
	readonly id?: string;
	/** What happens; a text where nothing does. */
	readonly run: (state: State) => readonly Event[] | SafeText;
	/** It is read on without anything happening: lines instead. */
	readonly lines?: readonly SafeText[];
};

/** A dialog, said: what stands in it, what can be chosen by number, what else can be answered. */
export type Said = {
	readonly lines: readonly SafeText[];
	readonly choices: readonly Choice[];
	readonly hint: SafeText | undefined;
};
