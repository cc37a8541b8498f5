import * as z from 'zod';

/** A cause as `causes --output json` and `status --output json` tell it. */
export const causeSchema = z.object({
	key: z.string(),
	title: z.string(),
	/** Whether an entry of the catalogue fits. */
	isKnown: z.boolean(),
	users: z.int(),
	suspended: z.int(),
	held: z.int(),
	failing: z.int(),
	withIssues: z.int(),
	issues: z.int(),
	trying: z.int(),
	recovered: z.int(),
	since: z.iso.datetime().nullable(),
	radius: z.object({kind: z.string(), words: z.string(), evidence: z.string()}),
	/** Users by the id of their group. */
	groups: z.record(z.string(), z.int()),
	example: z.object({code: z.string(), text: z.string()}),
	isAcknowledged: z.boolean(),
	steps: z.array(
		z.object({
			text: z.string(),
			does: z.string().nullable(),
			state: z.enum(['done', 'next', 'open']),
			told: z.string().nullable(),
		}),
	),
});

const counts = z.object({
	active: z.int(),
	withIssues: z.int(),
	suspended: z.int(),
	notConfigured: z.int(),
});

/** What `status --output json` tells beside `dashboard` and `syncOptions`, which are as the contract has them. */
export const statusSchema = z.object({
	connection: z.object({name: z.string(), url: z.string(), isDemo: z.boolean()}),
	at: z.iso.datetime(),
	freshness: z.enum(['connecting', 'live', 'paused', 'stale', 'offline', 'signedOut']),
	actor: z.string().nullable(),
	users: z.int().nullable(),
	counts: counts.nullable(),
	causes: z.array(causeSchema),
});

/** One line of `watch --ndjson`. */
export const watchSchema = z.object({
	at: z.iso.datetime(),
	freshness: z.string(),
	...counts.partial().shape,
	users: z.int().optional(),
	disabled: z.int().optional(),
	held: z.int().optional(),
	nearSuspension: z.int().optional(),
	running: z.int().optional(),
	causes: z.int().optional(),
	matching: z.int().optional(),
	topCause: z.string().nullable(),
	/** Which of these changed, and what they were. */
	changed: z.array(z.string()),
	was: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
});

/** Why a command came to nothing, on standard error with `--output json`. */
export const errorSchema = z.object({
	error: z.object({kind: z.string(), message: z.string(), exit: z.int()}),
});

export type CauseRecord = z.output<typeof causeSchema>;
export type StatusRecord = z.output<typeof statusSchema>;
