import {commandHelp} from '../../source/headless/command-help.ts';
import {programHelp} from '../../source/headless/program-help.ts';
import {scenarioStories} from '../../mocks/options.ts';
import {standInFor} from './key-commands.ts';
import {commands} from '../../source/headless/command-table.ts';
import {catalog} from '../../source/commands/catalog.ts';
import {exitCode, exitMeanings} from '../../source/exit-code.ts';

/** docs/commands.md: the help of the program, every command as its help tells it, and the exit codes. */
export function commandsPage(): string {
	return [
		'# Commands',
		'',
		'What the screen shows and does, without a screen. This page is written by `npm run docs` from the table of commands.',
		'',
		'```text',
		programHelp(scenarioStories).trimEnd(),
		'```',
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
		'## In place of keys',
		'',
		'What a key does on the screen, and the command line that does it without.',
		'',
		'| on the screen | without |',
		'|---|---|',
		...standIns().map(({title, text}) => `| ${title} | ${text} |`),
		'',
	].join('\n');
}

/** One row for all commands of the screen that the same line stands in for; what dialogs have of their own is left to the test. */
function standIns() {
	const rows = new Map<string, Set<string>>();
	for (const {id, title} of catalog.filter(({scope}) => !scope.startsWith('dialog.'))) {
		const stand = standInFor(id);
		const text =
			stand === undefined
				? ''
				: 'line' in stand
					? `\`${stand.line}\``
					: `only there: ${stand.only}`;
		rows.set(text, (rows.get(text) ?? new Set()).add(title));
	}

	return [...rows].map(([text, titles]) => ({
		text: text.replaceAll('|', '\\|'),
		title: [...titles].join(', '),
	}));
}
