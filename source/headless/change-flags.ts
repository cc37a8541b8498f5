import {type CommandFlag} from './command.ts';

/** The flags that say whom a change is about, where no names are given. */
export const whomFlags = [
	{
		name: 'where',
		value: 'FILTER',
		help: 'instead of names: all whom a filter leaves, as in "synctop users --where"',
	},
	{
		name: 'cause',
		value: 'KEY',
		help: 'instead of names: all whom a cause hits',
		completes: 'causes',
	},
] as const satisfies readonly CommandFlag[];

/** The flags that decide a change. */
export const consentFlags = [
	{name: 'dry-run', help: 'print what would be done, and send nothing'},
	{name: 'yes', help: 'confirm what is confirmed by one key on the screen'},
	{name: 'confirm', value: 'PHRASE', help: 'confirm all else: what would be typed on the screen'},
	{name: 'reason', value: 'TEXT', help: 'why; it is written down in the journal'},
] as const satisfies readonly CommandFlag[];

export const planFlag = {
	name: 'plan',
	value: 'FILE',
	help: 'collect the changes in a plan file, and send nothing; "synctop apply FILE" makes them',
} as const satisfies CommandFlag;
