import * as z from 'zod';
import {groupId} from './contract/id.ts';
import {toSafe} from './contract/text.ts';
import {type SavedView, savableList} from './core/saved-view.ts';
import {countNames} from './core/tally.ts';
import {type Scope, tabs} from './core/view-state.ts';

const text = z.string().max(400);

// Each kind of scope has to be here: one that cannot be read again must not be saved.
const scopes = {
	all: z.object({kind: z.literal('all')}),
	count: z.object({kind: z.literal('count'), name: z.enum(countNames)}),
	nearSuspension: z.object({kind: z.literal('nearSuspension')}),
} satisfies Record<Scope['kind'], z.ZodType<Scope>>;

const savedView = z.object({
	name: z
		.string()
		.min(1)
		.max(200)
		.transform((name) => toSafe(name)),
	place: z.discriminatedUnion('kind', [
		z.object({kind: z.literal('tab'), tab: z.enum(tabs)}),
		z.object({kind: z.literal('group'), id: groupId}),
		z.object({kind: z.literal('cause'), key: text}),
	]),
	scope: z.union(Object.values(scopes)),
	filter: text,
	sort: z.object({column: text, isDescending: z.boolean()}),
});

/** A view as the settings have it; nothing when it is none that can be opened. */
export function savedViewOf(json: unknown): SavedView | undefined {
	const parsed = savedView.safeParse(json);
	return parsed.success && savableList(parsed.data.place) !== undefined ? parsed.data : undefined;
}
