import * as z from 'zod';
import {type Doing, type Kind, kindOf} from './kind.ts';

/** The user's own kinds as read, and what was wrong with the file. Of a file with a fault nothing is taken. */
export type OwnKinds =
	| {readonly ok: true; readonly kinds: readonly Kind[]}
	| {readonly ok: false; readonly problem: string};

const doings = [
	'contain',
	'outside',
	'prove',
	'rollOut',
	'wait',
	'disable',
	'uninitialize',
	'delete',
	'forceDelete',
	'synchronize',
] as const satisfies readonly Doing[];

const text = z.string().trim().min(1).max(400);

const step = z.union([text, z.strictObject({text, does: z.enum(doings).optional()})]);

const entry = z
	.strictObject({
		name: text.max(40),
		codes: z.array(text.max(60)).min(1).optional(),
		contains: z.array(text.min(3)).min(1).optional(),
		means: text.optional(),
		likely: text.optional(),
		steps: z.array(step).min(1).max(12).optional(),
		severity: z.enum(['low', 'moderate', 'severe', 'critical']).optional(),
		runbook: z.url({protocol: /^https$/}).optional(),
	})
	.refine(({codes, contains}) => codes !== undefined || contains !== undefined, {
		error: 'needs "codes" or "contains", so that it can be recognized',
	});

const file = z.strictObject({causes: z.array(z.unknown()).max(500)});

/** Reads what stands in `causes.json`, already parsed. */
export function parseOwnKinds(json: unknown): OwnKinds {
	const read = file.safeParse(json);
	if (!read.success) {
		return {ok: false, problem: 'it must be {"causes": [ … ]} with one entry a cause'};
	}

	const kinds: Kind[] = [];
	for (const [index, one] of read.data.causes.entries()) {
		const parsed = entry.safeParse(one);
		if (!parsed.success) {
			return {ok: false, problem: problemOf(one, index, parsed.error)};
		}

		const kind = ownKind(parsed.data);
		if (kinds.some(({id}) => id === kind.id)) {
			return {
				ok: false,
				problem: `${place(one, index)}: another entry has this name; choose another`,
			};
		}

		kinds.push(kind);
	}

	return {ok: true, kinds};
}

function ownKind({codes, contains, ...own}: z.output<typeof entry>): Kind {
	return kindOf({
		id: `own:${slug(own.name)}`,
		name: own.name,
		severity: own.severity ?? 'moderate',
		means: own.means ?? '',
		likely: own.likely ?? '',
		remedy: (own.steps ?? []).map(stepOf),
		retries: false,
		suspends: 'after failures',
		reach: 'user',
		repairedBy: 'vantagepointAdmin',
		isOwn: true,
		source: 'causes.json',
		...(own.runbook !== undefined && {link: own.runbook}),
		when: [
			{
				...(codes !== undefined && {codes}),
				...(contains !== undefined && {texts: contains.map((phrase) => phrase.toLowerCase())}),
			},
		],
	});
}

function stepOf(one: z.output<typeof step>): string | readonly [Doing, string] {
	if (typeof one === 'string') {
		return one;
	}

	return one.does === undefined ? one.text : [one.does, one.text];
}

function problemOf(one: unknown, index: number, {issues}: z.ZodError): string {
	const [issue] = issues;
	const field = issue?.path.join('.') ?? '';
	const what = issue === undefined ? 'cannot be read' : issueText(issue);
	return `${place(one, index)}: ${field === '' ? what : `"${field}": ${what}`}`;
}

function issueText(issue: z.core.$ZodIssue): string {
	return issue.code === 'unrecognized_keys'
		? `unknown "${issue.keys.join('", "')}"; known are name, codes, contains, means, likely, steps, severity, runbook`
		: issue.message;
}

function place(one: unknown, index: number): string {
	const named = z.object({name: z.string()}).safeParse(one);
	return named.success ? `entry ${index + 1} ("${named.data.name}")` : `entry ${index + 1}`;
}

function slug(name: string): string {
	return name
		.toLowerCase()
		.replaceAll(/[^\p{L}\p{N}]+/gu, '-')
		.replaceAll(/^-|-$/g, '');
}
