import {parseArgs} from 'node:util';
import {nearest} from '../core/query/nearest.ts';
import {connectionFlags, type Given} from '../flags.ts';
import {type Asked, type Command, type CommandFlag, takesConnection} from './command.ts';
import {usage} from './command-error.ts';

/** Flags that every command has. */
export const commonFlags = [
	{name: 'quiet', help: 'nothing on standard error but errors'},
	{name: 'help', help: 'print this'},
] as const satisfies readonly CommandFlag[];

/** All flags of a command, its own first. */
function flagsOf(command: Command): readonly CommandFlag[] {
	return [...command.flags, ...(takesConnection(command) ? connectionFlags : []), ...commonFlags];
}

/** The command of this name. Throws a usage error that offers the nearest one. */
export function findCommand(commands: readonly Command[], name: string): Command {
	const found = commands.find((command) => command.name === name);
	if (found !== undefined) {
		return found;
	}

	const near = nearest(
		name,
		commands.map((command) => command.name),
	);
	throw usage(
		`"${name}" is no command${near === undefined ? '' : `; did you mean "${near}"?`} "synctop --help" lists them.`,
	);
}

/** Reads the line of a command. Unknown flags are refused by name, values that can be none are refused with what they can be. */
export function parseCommand(
	command: Command,
	argv: readonly string[],
): {readonly asked: Asked; readonly given: Given} {
	const flags = flagsOf(command);
	const options = Object.fromEntries(
		flags.map(({name, value}) => [
			name,
			{type: value === undefined ? ('boolean' as const) : ('string' as const)},
		]),
	);
	const {values, positionals} = parsed(command, argv, options);
	for (const {name, choices} of flags) {
		const value = values[name];
		if (typeof value === 'string' && choices !== undefined && !choices.includes(value)) {
			throw usage(`--${name} is "${value}", but must be one of: ${choices.join(', ')}.`);
		}
	}

	if (command.operands === undefined && positionals.length > 0) {
		throw usage(
			`"${positionals[0] ?? ''}" is too much: ${command.name} takes no names. ${helpHint(command)}`,
		);
	}

	const isOwn = new Set(command.flags.map(({name}) => name));
	return {
		asked: {
			command,
			operands: positionals,
			text(flag) {
				const value = values[flag];
				return typeof value === 'string' ? value : undefined;
			},
			isOn: (flag) => values[flag] === true,
		},
		// What a command calls so is its own: only the others are the connection's.
		given: Object.fromEntries(Object.entries(values).filter(([name]) => !isOwn.has(name))),
	};
}

type Options = Record<string, {readonly type: 'boolean' | 'string'}>;

function parsed(command: Command, argv: readonly string[], options: Options) {
	try {
		return parseArgs({args: [...argv], options, strict: true, allowPositionals: true});
	} catch (error) {
		const [sentence] = (error instanceof Error ? error.message : String(error)).split(/\.(?:\s|$)/);
		throw usage(`${sentence ?? 'The command line could not be read'}. ${helpHint(command)}`);
	}
}

function helpHint({name}: Command): string {
	return `"synctop ${name} --help" lists what there is.`;
}
