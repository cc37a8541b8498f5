import * as z from 'zod';

/** What came of one target, as `set`, `sync`, `uninit`, `undo` and `apply` tell it. `outcome` may grow: what is not known is not done. */
export const changeResultSchema = z.object({
	type: z.enum(['user', 'group']),
	id: z.string(),
	name: z.string(),
	change: z.string(),
	outcome: z.string(),
	detail: z.string(),
	at: z.iso.datetime().optional(),
	/** The version that the change left. */
	version: z.number().optional(),
	/** With `sync --wait`: what the batch says. */
	proof: z.enum(['waiting', 'proved', 'finished', 'failed', 'takenBack', 'gone']).optional(),
	batch: z.string().optional(),
	/** It failed: by what the one before had failed by? */
	isSameCause: z.boolean().optional(),
});

/** One change of a plan file, as `plan` tells it. */
export const plannedChangeSchema = z.object({
	type: z.enum(['user', 'group']),
	id: z.string(),
	name: z.string(),
	change: z.string(),
	version: z.number(),
	was: z.string(),
	standing: z.enum(['same', 'changed', 'gone', 'notRead']),
	/** How it is now, where that is something else. */
	now: z.string().optional(),
});

/** A note, as `ack` and `memo` tell it. */
export const noteSchema = z.object({about: z.string(), name: z.string(), note: z.string()});

export type ChangeResultRecord = z.output<typeof changeResultSchema>;
export type PlannedChangeRecord = z.output<typeof plannedChangeSchema>;
export type NoteRecord = z.output<typeof noteSchema>;
