import * as z from 'zod';
import {checkStates} from './finding.ts';

/** What `synctop doctor --output json` prints. */
export const doctorSchema = z.object({
	counts: z.record(z.enum(checkStates), z.int().nonnegative()),
	checks: z.array(
		z.object({
			/** Stable; of `--contract` that of a clause. */
			id: z.string(),
			number: z.int().optional(),
			title: z.string(),
			why: z.string(),
			where: z.string().optional(),
			state: z.enum(checkStates),
			found: z.string(),
			todo: z.string().optional(),
			who: z.array(z.string()).optional(),
		}),
	),
	settings: z.array(
		z.object({
			name: z.string(),
			value: z.string(),
			from: z.enum(['flag', 'environment', 'settings', 'default']),
			by: z.string(),
		}),
	),
});
