import {exitCode, exitMeanings} from '../../source/exit-code.ts';
import {connectionFlags, modeFlags} from '../../source/flags.ts';
import {type CommandFlag} from '../../source/headless/command.ts';
import {commands} from '../../source/headless/command-table.ts';
import {usageOf} from '../../source/headless/command-help.ts';
import {scenarioStories} from '../../mocks/options.ts';
import {version} from '../../source/version.ts';

/** The manual page, synctop(1), from the tables of flags and commands. */
export function manPage(): string {
	return [
		`.TH SYNCTOP 1 "" "synctop ${version}" "User Commands"`,
		'.SH NAME',
		'synctop \\- htop for a mailbox synchronization service',
		'.SH SYNOPSIS',
		'.B synctop',
		'[\\fIflags\\fR]',
		'.br',
		'.B synctop',
		'\\fICOMMAND\\fR [\\fIoperands\\fR] [\\fIflags\\fR]',
		'.SH DESCRIPTION',
		text(
			'Without a command it shows a screen: live counts, users, groups, batches and causes of failures, with changes of synchronization status after a confirmation. A command shows or does one of these things without a screen.',
		),
		'.SH COMMANDS',
		...commands.flatMap((command) => [
			'.TP',
			`.B ${roff(usageOf(command))}`,
			text(`${command.summary}.`),
			...(command.notes ?? []).flatMap((note) => ['.IP', text(note)]),
			...command.flags.flatMap((flag) => ['.RS', ...flagItem(flag), '.RE']),
			...(command.examples ?? []).flatMap((example) => ['.IP', `\\fB${roff(example)}\\fR`]),
		]),
		'.SH CONNECTION',
		'What is asked. The screen and every command that asks a service take these.',
		...connectionFlags.flatMap(flagItem),
		'.SH SCREEN',
		...modeFlags.flatMap(flagItem),
		'.SH SCENARIOS',
		'Of the simulated service of \\fB\\-\\-demo\\fR.',
		...scenarioStories.flatMap(({name, story}) => ['.TP', `.B ${roff(name)}`, text(story)]),
		'.SH EXIT STATUS',
		...Object.entries(exitMeanings).flatMap(([name, meaning]) => [
			'.TP',
			`.B ${String(Reflect.get(exitCode, name))}`,
			text(meaning),
		]),
		'.TP',
		'.B 128+N',
		'ended by signal N',
		'.SH ENVIRONMENT',
		'.TP',
		'.B SYNCTOP_TOKEN, SYNCTOP_USERNAME, SYNCTOP_PASSWORD, SYNCTOP_CLIENT_ID, SYNCTOP_CLIENT_SECRET, SYNCTOP_DATABASE',
		'Credentials, unless they come from a file that is named or from standard input.',
		'.TP',
		'.B HTTPS_PROXY, HTTP_PROXY, NO_PROXY',
		'Proxies; loopback is never reached through one.',
		'.TP',
		'.B NO_COLOR, FORCE_COLOR',
		'Colours of the screen and of tables.',
		'',
	].join('\n');
}

function flagItem({name, value, help}: CommandFlag): readonly string[] {
	return [
		'.TP',
		`.B ${roff(`--${name}`)}${value === undefined ? '' : ` \\fI${roff(value)}\\fR`}`,
		text(`${help}.`),
	];
}

function roff(words: string): string {
	return words
		.replaceAll('\\', '\\e')
		.replaceAll('-', '\\-')
		.replaceAll("'", '\\(aq')
		.replaceAll(
			/[^\n\u0020-\u007E]/gu,
			(letter) =>
				`\\[u${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`,
		);
}

// A line that begins with a dot or an apostrophe would be a request.
function text(words: string): string {
	return roff(words).replace(/^[.']/, '\\&$&');
}
