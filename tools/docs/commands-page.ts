import {commandHelp} from '../../source/headless/command-help.ts';
import {commands} from '../../source/headless/command-table.ts';
import {exitCode, exitMeanings} from '../../source/exit-code.ts';

/** docs/commands.md: every command as its help tells it, and the exit codes. */
export function commandsPage(): string {
	return [
		'# Commands',
		'',
		'What the screen shows and does, without a screen. This page is written by `npm run docs` from the table of commands.',
		'',
		'| exit code | meaning |',
		'|---|---|',
		...Object.entries(exitMeanings).map(
			([name, meaning]) => `| ${String(Reflect.get(exitCode, name))} | ${meaning} |`,
		),
		'| 128+N | ended by signal N |',
		'',
		...commands.flatMap((command) => [
			`## ${command.name}`,
			'',
			'```text',
			commandHelp(command).trimEnd(),
			'```',
			'',
		]),
	].join('\n');
}
