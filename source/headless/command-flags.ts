import {connectionFlags} from '../flags.ts';
import {type Command, type CommandFlag, takesConnection} from './command.ts';

/** Flags that every command has. */
export const commonFlags = [
	{name: 'quiet', help: 'nothing on standard error but errors'},
	{name: 'help', help: 'print this'},
] as const satisfies readonly CommandFlag[];

/** All flags of a command, its own first. */
export function flagsOf(command: Command): readonly CommandFlag[] {
	return [...command.flags, ...(takesConnection(command) ? connectionFlags : []), ...commonFlags];
}
