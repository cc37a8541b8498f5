import {auditFlags} from './audit-flags.ts';
import {type Command} from './command.ts';

/** Commands about this program and this machine, which ask no service. */
export const machineCommands: readonly Command[] = [
	{
		name: 'audit',
		operands: '[verify]',
		completes: [{words: ['verify']}],
		summary: 'what was changed from here, and what came of it; or whether the journal is whole',
		needs: 'machine',
		flags: auditFlags,
		load: async () => (await import('./audit.ts')).audit,
	},
	{
		name: 'completion',
		operands: 'SHELL',
		completes: [{words: ['bash', 'zsh', 'fish']}],
		summary: 'completion of command lines in bash, zsh or fish, with names of users and groups',
		needs: 'machine',
		flags: [],
		notes: ['Names are those of the last time that the service was read to its end.'],
		examples: ['source <(synctop completion bash)', 'synctop completion fish | source'],
		load: async () => (await import('./completion.ts')).completion,
	},
];
