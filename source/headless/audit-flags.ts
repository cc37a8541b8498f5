import {auditOutcomes} from '../core/audit.ts';
import {steps} from '../core/target.ts';
import {type CommandFlag} from './command.ts';

/** The flags of `synctop audit`. */
export const auditFlags = [
	{name: 'since', value: 'MOMENT', help: 'only from then on: 2026-11-27T02:00:00Z, or 2026-11-27'},
	{name: 'target', value: 'TEXT', help: 'only of users or groups with this in their name or id'},
	{name: 'action', value: 'NAME', help: `only: ${steps.join(', ')}`, choices: steps},
	{
		name: 'outcome',
		value: 'NAME',
		help: `only: open, ${auditOutcomes.join(', ')}`,
		choices: ['open', ...auditOutcomes],
	},
	{name: 'json', help: 'the lines of the journal as they are, one JSON object each'},
	{name: 'demo', help: 'the journal of the demo'},
] as const satisfies readonly CommandFlag[];
