import {type Command, type CommandScope, type Keymap} from './command.ts';

/** The commands with what finds them by their place. */
export function keymapOf(commands: readonly Command[]): Keymap {
	const byScope: ReadonlyMap<CommandScope, readonly Command[]> = Map.groupBy(
		commands,
		(command) => command.scope,
	);
	return {commands, byScope};
}
