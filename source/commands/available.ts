import {type State} from '../core/state.ts';
import {reasonNotToChange} from '../core/targets.ts';
import {type Chord} from './chord.ts';
import {type Command, type Keymap, scopesOf} from './command.ts';

/** A command with the keys that reach it now. */
export type Available = {readonly command: Command; readonly keys: readonly Chord[]};

/** The commands that can be asked for now. A key that an inner scope has taken reaches nothing further out. */
export function availableIn({byScope}: Keymap, state: State): readonly Available[] {
	const taken = new Set<Chord>();
	return scopesOf(state).flatMap((scope) =>
		(byScope.get(scope) ?? []).flatMap((command): readonly Available[] => {
			const keys = command.keys.filter((key) => !taken.has(key));
			for (const key of keys) {
				taken.add(key);
			}

			// One that has no key at all can still be chosen in the palette.
			return keys.length === 0 && command.keys.length > 0 ? [] : [{command, keys}];
		}),
	);
}

/** The command that a key means now, if any. */
export function commandFor({byScope}: Keymap, state: State, chord: Chord): Command | undefined {
	for (const scope of scopesOf(state)) {
		const found = byScope.get(scope)?.find(({keys}) => keys.includes(chord));
		if (found !== undefined) {
			return found;
		}
	}

	return undefined;
}

/** Why a command cannot be asked for now, if so. */
export function blockedBy(state: State, command: Command) {
	return (command.mutates ? reasonNotToChange(state) : undefined) ?? command.blocked?.(state);
}
