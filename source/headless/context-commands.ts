import {connectionFlags} from '../flags.ts';
import {themeNames} from '../core/preferences.ts';
import {type Command, type CommandFlag} from './command.ts';
import {outputFlags} from './output-flags.ts';

const kept: ReadonlySet<string> = new Set([
	'url',
	'token-file',
	'credentials-file',
	'credential-command',
	'allow-http',
	'ca-file',
	'interval',
	'read-only',
]);

const themeFlag = {
	name: 'theme',
	value: 'NAME',
	help: `its colours: ${themeNames.join(', ')}`,
	choices: themeNames,
} as const satisfies CommandFlag;

/** Commands about saved connections. */
export const contextCommands: readonly Command[] = [
	{
		name: 'contexts',
		operands: '[use NAME | remove NAME]',
		completes: [{words: ['use', 'remove']}, 'contexts'],
		summary: 'the saved connections; which one is current; all of them side by side',
		needs: 'machine',
		flags: [
			{name: 'status', help: 'ask each: its four counts, what hits the most, how fresh that is'},
			{name: 'timeout', value: 'TIME', help: 'how long --status waits for each: 10s (default), 1m'},
			...outputFlags,
		],
		notes: [
			'With --status the exit code is 1 when at least one did not answer. Credentials in the environment are for the one connection that a start names: here each signs in by its own.',
		],
		examples: [
			'synctop contexts --status',
			'synctop contexts use contoso',
			'synctop users --context acme',
		],
		load: async () => (await import('./contexts.ts')).contexts,
	},
	{
		name: 'login',
		operands: 'NAME',
		completes: ['contexts'],
		summary: 'save a connection under a name when it works, and make it the current one',
		needs: 'machine',
		flags: [
			...connectionFlags.filter(({name}) => kept.has(name)),
			{
				name: 'production',
				help: 'mark it: [PROD] in the header and in every change, which take more to confirm',
			},
			themeFlag,
			{name: 'no-check', help: 'save it without asking the service who one is there'},
		],
		notes: [
			'No secret is saved, only where to find it. What was said of the name before and is not said again stays: its mark, its policy.',
			'A policy is written into the settings by hand: "policy": {"requireReason": true, "largestBulk": 20, "protected": "group:Architecture", "readOnlyHours": "07:00-18:00"}. It can only forbid, or ask for more.',
		],
		examples: [
			'synctop login contoso --url https://sync.contoso.example/api --credentials-file contoso.json --production',
		],
		load: async () => (await import('./login.ts')).login,
	},
];
