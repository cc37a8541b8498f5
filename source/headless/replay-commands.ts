import {type Command} from './command.ts';
import {usage} from './command-error.ts';

/** Commands about recordings. */
export const replayCommands: readonly Command[] = [
	{
		name: 'record',
		operands: 'FILE',
		completes: ['files'],
		summary: 'write what the service says into a new file, until it is stopped',
		needs: 'service',
		flags: [
			{name: 'for', value: 'TIME', help: 'how long: 90s, 10m, 2h (default: until it is stopped)'},
			{
				name: 'mask',
				help: 'names, e-mails and employee numbers are replaced, each by the same everywhere',
			},
		],
		notes: [
			'The file is for its owner only, one JSON object a line, and has at most 500 MB. A file that is there already is not written over. Masked lines are held back until all users were read once.',
		],
		examples: [
			'synctop record incident.ndjson --context contoso --for 10m --mask',
			'synctop replay incident.ndjson --replay-speed 10',
			'synctop causes --replay incident.ndjson',
		],
		records: true,
		load: async () => (await import('./record.ts')).record,
	},
	{
		name: 'replay',
		operands: 'FILE',
		completes: ['files'],
		summary: 'play a recording on the full screen, with changes off; p stops it and goes on',
		needs: 'machine',
		flags: [
			{name: 'replay-speed', value: 'X', help: 'seconds of the recording a second (default 1)'},
		],
		notes: [
			'It is the screen with --replay FILE: the flags of the screen may follow. Every command that asks a service takes --replay FILE as well.',
		],
		load: async () => () => {
			throw usage('replay takes the file of a recording: synctop replay FILE, in a terminal.');
		},
	},
];
