import {type Command} from './command.ts';

/** Finds out what is wrong. */
export const doctorCommands: readonly Command[] = [
	{
		name: 'doctor',
		summary: 'looks for what is wrong, and says why it matters and what to do; changes nothing',
		needs: 'machine',
		isConnected: true,
		flags: [
			{
				name: 'output',
				value: 'FORMAT',
				help: 'table (default) or json',
				choices: ['table', 'json'],
			},
			{name: 'explain', help: 'why it matters also of what is in order, and everybody by name'},
			{
				name: 'vantagepoint',
				value: 'URL',
				help: 'look at Vantagepoint as well, by its REST API: https://HOST/INSTANCE/api',
			},
			{
				name: 'vantagepoint-credentials-file',
				value: 'FILE',
				completes: 'files',
				help: 'its credentials, as in --credentials-file; or SYNCTOP_VANTAGEPOINT_USERNAME and so on',
			},
			{
				name: 'vantagepoint-credential-command',
				value: 'COMMAND',
				help: 'a command that prints them',
			},
			{
				name: 'allow-list',
				value: 'FILE',
				completes: 'files',
				help: 'what your firewall lets in, a range such as 192.0.2.0/24 a line',
			},
			{
				name: 'connect-ranges',
				value: 'FILE',
				completes: 'files',
				help: 'the ranges that Connect comes from, likewise; "# as of 2026-11-01" dates them',
			},
			{
				name: 'contract',
				value: 'URL',
				help: 'check a server for the Sync Service API instead; reading only',
			},
			{
				name: 'changes',
				help: '--contract: also change a user and put it back; with --user NAME and --yes',
			},
			{
				name: 'user',
				value: 'NAME',
				completes: 'users',
				help: '--changes: the id, e-mail or name of that user',
			},
			{name: 'yes', help: '--changes: it is meant'},
		],
		notes: [
			'Each check is ok, to look at, failed, or not answered with the reason. It ends with 1 when one failed, also when the service cannot be reached, else with 0.',
			'Credentials of the service are never sent to Vantagepoint, nor the other way round. No redirect is followed.',
			'The clauses of the contract, and where each is written: docs/contract.md.',
		],
		examples: [
			'synctop doctor',
			'synctop doctor --vantagepoint https://acme.example/acme/api --vantagepoint-credentials-file ~/.secret/vantagepoint.json',
			'synctop doctor --contract https://gateway.example/api --changes --user test.user@acme.example --yes',
		],
		load: async () => (await import('./doctor/doctor.ts')).doctor,
	},
];
