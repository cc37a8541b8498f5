import {type Command} from './command.ts';
import {outputFlags} from './output.ts';
import {filterFlags, sortFlag} from './users-asked.ts';

/** Commands that look and change nothing. */
export const queryCommands: readonly Command[] = [
	{
		name: 'users',
		summary: 'the users with their statuses',
		needs: 'service',
		flags: [...filterFlags, sortFlag, ...outputFlags],
		examples: [
			'synctop users --where "batch:suspended group:Sales" --output name',
			'synctop users --output ndjson > users.ndjson',
		],
		load: async () => (await import('./users.ts')).users,
	},
	{
		name: 'batches',
		summary: 'the latest batch of each user, what failed first',
		needs: 'service',
		flags: [...filterFlags, sortFlag, ...outputFlags],
		load: async () => (await import('./users.ts')).batches,
	},
];
