import {type Command, type CommandFlag} from './command.ts';
import {filterFlags, jsonFlag, outputFlags, sortFlag} from './output-flags.ts';

const untilFlags = [
	{name: 'timeout', value: 'TIME', help: 'how long at most: 90s, 10m, 2h'},
	...filterFlags,
] as const satisfies readonly CommandFlag[];

const conditionNote =
	'A condition compares what is counted: suspended==0, causes<2, held==0 and running<10. "matching" is how many users --where leaves. It holds only while the service answers.';

/** Commands that look and change nothing. */
export const queryCommands: readonly Command[] = [
	{
		name: 'status',
		summary: 'the dashboard: the four counts, what needs attention, the service',
		needs: 'service',
		flags: [
			jsonFlag,
			{name: 'counts', help: 'the counts alone: users are not read, causes not told'},
			{name: 'watch', help: 'again whenever something changes, until it is ended'},
		],
		examples: ['synctop status --output json | jq .counts.suspended'],
		load: async () => (await import('./status.ts')).status,
	},
	{
		name: 'users',
		summary: 'the users with their statuses',
		needs: 'service',
		flags: [...filterFlags, sortFlag, ...outputFlags],
		notes: [
			'A table is in the order of names. Other formats come as the service sends the rows, without keeping them all, unless --sort is given. With 5 it ends when some users could not be read and are missing.',
		],
		examples: [
			'synctop users --where \'batch:suspended group:"Field Services"\' --output name',
			'synctop users --output ndjson > users.ndjson',
		],
		load: async () => (await import('./users.ts')).users,
	},
	{
		name: 'user',
		operands: 'NAME',
		completes: ['users'],
		summary: 'all about one user: statuses, latest batches, issues, activity, what can be done',
		needs: 'service',
		flags: [jsonFlag],
		notes: ['NAME is an e-mail, a full name or an id.'],
		load: async () => (await import('./user.ts')).user,
	},
	{
		name: 'groups',
		summary: 'the groups with the sums over their members',
		needs: 'service',
		flags: [...filterFlags, sortFlag, ...outputFlags],
		load: async () => (await import('./groups.ts')).groups,
	},
	{
		name: 'batches',
		summary: 'the latest batch of each user, what failed first',
		needs: 'service',
		flags: [...filterFlags, sortFlag, ...outputFlags],
		load: async () => (await import('./users.ts')).batches,
	},
	{
		name: 'causes',
		operands: '[CAUSE]',
		completes: ['causes'],
		summary: 'what failed, whom it hits, and what to do; or one cause with its steps',
		needs: 'service',
		flags: [{name: 'all', help: 'also those that hit nobody any more'}, ...outputFlags],
		notes: ['CAUSE is the key of a cause, or a part of its key or title that no other has.'],
		examples: ['synctop causes --output csv --columns key,users,hits', 'synctop causes secret'],
		load: async () => (await import('./causes.ts')).causes,
	},
	{
		name: 'facets',
		summary: 'which values the users have that a filter leaves, and how many each',
		needs: 'service',
		flags: [...filterFlags, ...outputFlags],
		examples: ['synctop facets --where batch:suspended'],
		load: async () => (await import('./facets.ts')).facets,
	},
	{
		name: 'options',
		summary: 'the Sync Options statistics: schedule, queue, mail servers, what was synchronized',
		needs: 'service',
		flags: [jsonFlag],
		load: async () => (await import('./options.ts')).options,
	},
	{
		name: 'activity',
		summary: 'what was changed, by whom: told by the service, and by the journal of this program',
		needs: 'service',
		flags: [...filterFlags, ...outputFlags],
		load: async () => (await import('./activity.ts')).activity,
	},
	{
		name: 'watch',
		summary: 'a line whenever a number changes',
		needs: 'service',
		flags: [
			{name: 'until', value: 'CONDITION', help: 'end when it holds: suspended==0'},
			...untilFlags,
			{name: 'ndjson', help: 'one JSON object a change'},
		],
		notes: [conditionNote, 'Exit codes: 0 it holds, 1 the time is over.'],
		examples: ['synctop watch --until suspended==0 --timeout 10m'],
		load: async () => (await import('./watch.ts')).watch,
	},
	{
		name: 'wait',
		operands: 'CONDITION',
		summary: 'end when a condition holds, and say nothing until then',
		needs: 'service',
		flags: untilFlags,
		notes: [conditionNote, 'Exit codes: 0 it holds, 1 the time is over.'],
		examples: ["synctop wait 'matching==0' --where cause:client-secret-regenerated --timeout 30m"],
		load: async () => (await import('./watch.ts')).wait,
	},
	{
		name: 'export',
		operands: 'WHAT',
		completes: [
			{words: ['users', 'groups', 'batches', 'causes', 'activity', 'handover', 'notebook']},
		],
		summary: 'rows as CSV, the handover as Markdown, or the notebook, into a file or a pipe',
		needs: 'service',
		flags: [
			{
				name: 'to',
				value: 'FILE',
				help: 'into a file, for its owner only; not over one that is there',
			},
			{name: 'force', help: 'write over a file that is there'},
			{name: 'mask', help: 'handover: people and groups by their ids alone'},
			{name: 'all', help: 'causes: also those that hit nobody any more'},
			...filterFlags,
			sortFlag,
			...outputFlags,
		],
		notes: ['WHAT is users, groups, batches, causes, activity, handover or notebook.'],
		examples: ['synctop export handover --mask --to handover.md'],
		load: async () => (await import('./export.ts')).exportCommand,
	},
];
