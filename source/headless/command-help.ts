import {type Command, type CommandFlag, takesConnection} from './command.ts';
import {commonFlags} from './command-flags.ts';
import {connectionFlags} from '../flags.ts';

/** The line that says how a command is written. */
export function usageOf({name, operands}: Command): string {
	return `synctop ${name}${operands === undefined ? '' : ` ${operands}`} [flags]`;
}

/** The help of one command, from the table. */
export function commandHelp(command: Command): string {
	const {name, summary, flags, notes = [], examples = []} = command;
	return [
		`synctop ${name}: ${summary}`,
		'',
		`  ${usageOf(command)}`,
		'',
		...flags.map(flagLine),
		...commonFlags.map(flagLine),
		...(takesConnection(command) ? ['', 'What is asked:', ...connectionFlags.map(flagLine)] : []),
		...notes.flatMap((note) => ['', note]),
		...(examples.length === 0 ? [] : ['', 'For example:', ...examples.map((line) => `  ${line}`)]),
		'',
	].join('\n');
}

/** A flag as the helps show it. */
export function flagLine({name, value, help}: CommandFlag): string {
	const left = value === undefined ? `--${name}` : `--${name} ${value}`;
	return `  ${left.padEnd(24)} ${help}`;
}
