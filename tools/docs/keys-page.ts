import {catalog} from '../../source/commands/catalog.ts';
import {chordText} from '../../source/commands/chord.ts';
import {type Command, type CommandScope, sections} from '../../source/commands/command.ts';

const scopeWords: Readonly<Record<CommandScope, string>> = {
	everywhere: 'everywhere',
	cause: 'an open cause',
	dashboard: 'dashboard',
	list: 'lists',
	filterable: 'big lists',
	markable: 'users, members',
	detail: 'an open user, group or batch',
	activity: 'activity',
	changeable: 'lists and what is open',
	'dialog.help': 'help',
	'dialog.statusMenu': 'status menu',
	'dialog.sortMenu': 'sort menu',
	'dialog.facets': 'facets',
	'dialog.palette': 'palette',
	'dialog.prompt': 'a question',
	'dialog.columns': 'columns',
	'dialog.confirm': 'confirmation',
	'dialog.deleteBlocked': 'Delete refused',
	'dialog.oneByOne': 'Force Delete of several',
	'dialog.groupDelete': 'Delete of a group',
	'dialog.run': 'a change under way',
	'dialog.memo': 'memo',
	'dialog.connections': 'connections',
	'dialog.handover': 'handover',
	'dialog.changeSet': 'change set',
	'dialog.quit': 'quit',
};

/** docs/keys.md, from the command table that handles the keys. */
export function keysPage(): string {
	return [
		'# Keys',
		'',
		'Written by `npm run docs` from the command table (`source/commands/`): what is listed here is what works.',
		'In menus, up, down, `j`, `k`, Enter and digits choose. Where something is typed, letters are letters.',
		'Keys on a Cyrillic keyboard work by their place.',
		'',
		...sections.flatMap((section) => sectionLines(section)),
	].join('\n');
}

function sectionLines(section: string): readonly string[] {
	const commands = catalog.filter((command) => command.section === section);
	return [
		`## ${section}`,
		'',
		'| Keys | Where | Does | Changes something |',
		'|---|---|---|---|',
		...commands.map((command) => row(command)),
		'',
	];
}

function row(command: Command): string {
	const keys = command.keys
		.map((key) => `\`${key === '`' ? '(backtick)' : chordText(key)}\``)
		.join(' ');
	return `| ${keys} | ${scopeWords[command.scope]} | ${command.detail} | ${command.mutates ? 'yes, after a confirmation' : ''} |`;
}
