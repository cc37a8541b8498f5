import {safe} from '../../source/contract/text.ts';
import {type PlanFiles} from '../../source/core/ports.ts';

/** A place without plan files, where none can be kept. */
export const noPlans: PlanFiles = {
	save: async () => ({ok: false, reason: safe`no place for it`}),
	keep: async () => ({ok: true}),
	kept: async () => undefined,
	load: async () => ({ok: false, reason: safe`no such file`}),
};
