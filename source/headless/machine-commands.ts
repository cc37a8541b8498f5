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
];
