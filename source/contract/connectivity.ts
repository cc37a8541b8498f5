import * as z from 'zod';
import {lenient} from './lenient.ts';
import {wireText} from './text.ts';
import {wireTime} from './time.ts';

const check = z.object({
	isReachable: z.boolean(),
	text: wireText,
	latencyMs: lenient(z.number().nonnegative()),
});

/** The answer to "can the service reach this user's mailbox, and the CRM as this user". */
export const connectivity = z.object({at: wireTime, mailbox: check, crm: check});

export type Connectivity = z.output<typeof connectivity>;
