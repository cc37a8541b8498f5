import {type Command} from './command.ts';
import {consentFlags, planFlag, whomFlags} from './change-flags.ts';
import {outputFlags} from './output-flags.ts';

const confirming =
	'Everything is read again and shown before you are asked to confirm: who, how many, what is running there, what it does to the counts. --yes is enough for what one key confirms on the screen; the rest takes --confirm with what would be typed there, and the message says what that is. On a terminal it is asked for. Without a terminal and without these flags nothing is sent.';
const ending =
	'Ctrl-C while it counts down: nothing was sent. Ctrl-C while it runs: the rest is not started, what is on its way is waited for and told.';
const naming = 'A name is an e-mail, a full name or an id.';

/** Commands that change something. */
export const changeCommands: readonly Command[] = [
	{
		name: 'set',
		operands: 'user|group NAME... STATUS',
		completes: [{words: ['user', 'group']}],
		completesBy: {
			user: ['users', {words: ['enabled', 'disabled', 'deleted', 'force-deleted']}],
			group: ['groups', {words: ['enabled', 'disabled']}],
		},
		summary: 'set the synchronization status: enabled, disabled, deleted or force-deleted',
		needs: 'service',
		flags: [
			...whomFlags,
			...consentFlags,
			{
				name: 'clean-up',
				help: 'with deleted: disable and un-initialize first where that is missing, as one plan',
			},
			planFlag,
			...outputFlags,
		],
		notes: [
			`${naming} Groups can be enabled and disabled. Disabling a user is soft: the user can resume it; members of a disabled group cannot.`,
			confirming,
			ending,
		],
		examples: [
			'synctop set user hannah.li@contoso.example disabled --yes',
			'synctop set group "Field Services" disabled --confirm="Field Services"',
			'synctop set user --cause client-secret-regenerated enabled --dry-run',
		],
		load: async () => (await import('./set.ts')).set,
	},
	{
		name: 'sync',
		operands: 'NAME...',
		completes: ['users'],
		summary: 'force synchronization; who is held is enabled first',
		needs: 'service',
		flags: [
			...whomFlags,
			{name: 'wait', help: 'follow each batch to its end: PROVED, FINISHED or FAILED'},
			{name: 'timeout', value: 'TIME', help: 'wait no longer than that: 90s, 10m (default), 1h'},
			...consentFlags,
			planFlag,
			...outputFlags,
		],
		notes: [
			naming,
			'With --wait it ends with 0 when each batch came through, and with 1 when one failed or did not end in time.',
			confirming,
			ending,
		],
		examples: ['synctop sync hannah.li@contoso.example --wait --yes'],
		load: async () => (await import('./set.ts')).sync,
	},
	{
		name: 'uninit',
		operands: 'NAME...',
		completes: ['users'],
		summary: 'un-initialize mailboxes: the synchronized data is removed from them',
		needs: 'service',
		flags: [...whomFlags, ...consentFlags, planFlag, ...outputFlags],
		notes: [naming, confirming, ending],
		load: async () => (await import('./set.ts')).uninit,
	},
	{
		name: 'undo',
		operands: '[CHANGE]',
		summary: 'put back the last Enabled or Disabled of 10 minutes, if nobody touched it since',
		needs: 'service',
		flags: [...consentFlags, ...outputFlags],
		notes: [
			'CHANGE is one of those that "synctop audit --json" lists, made on this machine.',
			confirming,
		],
		load: async () => (await import('./undo.ts')).undo,
	},
	{
		name: 'plan',
		operands: 'FILE',
		completes: ['files'],
		summary: 'a plan file compared with what is now; nothing is sent',
		needs: 'service',
		flags: outputFlags,
		notes: ['It ends with 1 when something changed since the plan was made.'],
		load: async () => (await import('./plan-file.ts')).showPlan,
	},
	{
		name: 'apply',
		operands: 'FILE',
		completes: ['files'],
		summary: 'make the changes of a plan file; who changed since it was made is left out',
		needs: 'service',
		flags: [...consentFlags, ...outputFlags],
		notes: [confirming, ending],
		load: async () => (await import('./plan-file.ts')).applyPlan,
	},
	{
		name: 'ack',
		operands: 'user|cause NAME...',
		completes: [{words: ['user', 'cause']}],
		completesBy: {user: ['users'], cause: ['causes']},
		summary: 'acknowledge users or causes; it ends by itself when that becomes something else',
		needs: 'service',
		flags: [...whomFlags, {name: 'off', help: 'take it back'}, ...outputFlags],
		notes: [
			'Kept on this machine; nothing is sent. A cause is named by its key, or by a part of its key or title that no other has.',
		],
		load: async () => (await import('./notes.ts')).acknowledge,
	},
	{
		name: 'memo',
		operands: 'user|cause NAME TEXT',
		completes: [{words: ['user', 'cause']}],
		completesBy: {user: ['users'], cause: ['causes']},
		summary: 'write a line about a user or a cause; an empty one takes it away',
		needs: 'service',
		flags: outputFlags,
		notes: [
			'Kept on this machine; nothing is sent. A cause is named by its key, or by a part of its key or title that no other has.',
		],
		load: async () => (await import('./notes.ts')).memo,
	},
];
