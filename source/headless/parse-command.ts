import {parseArgs} from 'node:util';
import {nearest} from '../core/query/nearest.ts';
import {type Given} from '../flags.ts';
import {flagsOf} from './command-flags.ts';
import {type Asked, type Command, type CommandFlag} from './command.ts';
import {usage} from './command-error.ts';

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
		`"${name}" is no command${near === undefined ? '.' : `; did you mean "${near}"?`} "synctop --help" lists them.`,
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
	const {values, positionals} = parsed(command, joinValues(argv, flags), options);
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

// A value may begin with a dash, as in `--sort -users`.
function joinValues(argv: readonly string[], flags: readonly CommandFlag[]): readonly string[] {
	const takesValue = new Set(
		flags.flatMap(({name, value}) => (value === undefined ? [] : [`--${name}`])),
	);
	const end = argv.indexOf('--');
	const joined: string[] = [];
	for (let index = 0; index < argv.length; index++) {
		const [word = '', next] = argv.slice(index, index + 2);
		const isBefore = end < 0 || index < end;
		if (isBefore && takesValue.has(word) && next !== undefined && !next.startsWith('--')) {
			joined.push(`${word}=${next}`);
			index += 1;
		} else {
			joined.push(word);
		}
	}

	return joined;
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
