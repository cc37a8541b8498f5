import {createHash} from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import {parseJson} from '../contract/json.ts';
import {safe, type SafeText, toSafe, wireText} from '../contract/text.ts';
import {type EpochMs, wireTime} from '../contract/time.ts';
import {type Look} from '../core/look.ts';
import {emptyNotebook, mergeNotebooks, type Notebook} from '../core/notebook.ts';
import {type KeptNotebook, type NotebookPort, type ReadNotebook} from '../core/ports.ts';
import {writeWhole} from './write-whole.ts';

const ids = z.array(wireText);

// Lists, not objects: a name in a file may be one that every object has.
const look = z.object({
	at: wireTime,
	wall: wireTime,
	users: z.int().nonnegative(),
	counts: z.object({
		active: z.number(),
		withIssues: z.number(),
		suspended: z.number(),
		notConfigured: z.number(),
	}),
	activity: wireText.exactOptional(),
	suspended: z.array(z.object({code: wireText, ids})).exactOptional(),
	withIssues: ids.exactOptional(),
	disabled: ids.exactOptional(),
	notConfigured: ids.exactOptional(),
});

const notebookSchema = z.object({
	v: z.literal(1),
	service: wireText,
	acknowledged: z.array(
		z.object({
			about: wireText,
			at: wireTime,
			by: wireText.exactOptional(),
			trouble: wireText.exactOptional(),
			isEnded: z.literal(true).exactOptional(),
		}),
	),
	memos: z.array(z.object({about: wireText, at: wireTime, text: wireText})),
	filterHistory: z.array(wireText),
	lastLooked: look.exactOptional(),
	glance: look.exactOptional(),
});

type OnDisk = z.output<typeof notebookSchema>;
type LookOnDisk = z.output<typeof look>;

/**
The notebook of one service in a folder, in a file named after the address of the service. The folder is made with mode 0700, the file with
0600, and written whole or not at all. What another program has written meanwhile is read again and joined before.
*/
export function openNotebook(folder: string, service: SafeText): NotebookPort {
	const name = createHash('sha256').update(service).digest('hex').slice(0, 16);
	const file = path.join(folder, `notebook-${name}.json`);
	// One after the other, so that no older one is written over a newer one.
	let last: Promise<unknown> = Promise.resolve();

	const keep = async (notebook: Notebook, wall: EpochMs): Promise<KeptNotebook> => {
		try {
			const known = await readFile(file);
			const merged = mergeNotebooks(notebook, known.notebook, wall);
			await fs.mkdir(folder, {recursive: true, mode: 0o700});
			await writeWhole(file, JSON.stringify(z.encode(notebookSchema, toDisk(service, merged))));
			return {ok: true, notebook: merged, ...warningOf(known)};
		} catch (error) {
			return {ok: false, reason: reasonOf(error)};
		}
	};

	return {
		async read() {
			try {
				return await readFile(file);
			} catch (error) {
				const warning = safe`Your acknowledgements and memos could not be read: ${reasonOf(error)}`;
				return {notebook: emptyNotebook, warning};
			}
		},
		async keep(notebook, wall) {
			const kept = last.then(async () => keep(notebook, wall));
			last = kept;
			return kept;
		},
	};
}

/** A notebook that ends with the program: the demo's service is made anew at each start. */
export const notebookInMemory: NotebookPort = {
	read: async () => ({notebook: emptyNotebook}),
	keep: async (notebook) => ({ok: true, notebook}),
};

async function readFile(file: string): Promise<ReadNotebook> {
	let text: string;
	try {
		text = await fs.readFile(file, 'utf8');
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
			return {notebook: emptyNotebook};
		}

		throw error;
	}

	const parsed = notebookSchema.safeParse(parseJson(text));
	if (parsed.success) {
		return {notebook: fromDisk(parsed.data)};
	}

	// What a person wrote is not thrown away because this program cannot read it.
	const aside = `${file}.unreadable`;
	await fs.rename(file, aside);
	return {
		notebook: emptyNotebook,
		warning: safe`Your acknowledgements and memos could not be understood; they are kept in ${toSafe(aside)}`,
	};
}

function toDisk(service: SafeText, notebook: Notebook): OnDisk {
	const {acknowledged, memos, filterHistory, lastLooked, glance} = notebook;
	return {
		v: 1,
		service,
		acknowledged: [...acknowledged].map(([about, note]) => ({about: toSafe(about), ...note})),
		memos: [...memos].map(([about, memo]) => ({about: toSafe(about), ...memo})),
		filterHistory: filterHistory.map(toSafe),
		...(lastLooked !== undefined && {lastLooked: lookToDisk(lastLooked)}),
		...(glance !== undefined && {glance: lookToDisk(glance)}),
	};
}

function fromDisk({acknowledged, memos, filterHistory, lastLooked, glance}: OnDisk): Notebook {
	return {
		lastLooked: lastLooked && lookFromDisk(lastLooked),
		glance: glance && lookFromDisk(glance),
		acknowledged: new Map(acknowledged.map(({about, ...note}) => [about, note])),
		memos: new Map(memos.map(({about, ...memo}) => [about, memo])),
		filterHistory,
	};
}

function lookToDisk(value: Look): LookOnDisk {
	const {suspended, withIssues, disabled, notConfigured, activity, ...rest} = value;
	const list = (set: ReadonlySet<string>): SafeText[] => [...set].map(toSafe);
	return {
		...rest,
		...(activity !== undefined && {activity: toSafe(activity)}),
		...(suspended !== undefined && {
			suspended: [...Map.groupBy(suspended, ([, code]) => code)].map(([code, entries]) => ({
				code,
				ids: entries.map(([id]) => toSafe(id)),
			})),
		}),
		...(withIssues !== undefined && {withIssues: list(withIssues)}),
		...(disabled !== undefined && {disabled: list(disabled)}),
		...(notConfigured !== undefined && {notConfigured: list(notConfigured)}),
	};
}

function lookFromDisk(value: LookOnDisk): Look {
	return {
		...value,
		activity: value.activity,
		suspended:
			value.suspended &&
			new Map(value.suspended.flatMap(({code, ids: own}) => own.map((id) => [id, code] as const))),
		withIssues: value.withIssues && new Set(value.withIssues),
		disabled: value.disabled && new Set(value.disabled),
		notConfigured: value.notConfigured && new Set(value.notConfigured),
	};
}

function warningOf({warning}: ReadNotebook): {readonly warning?: SafeText} {
	return warning === undefined ? {} : {warning};
}

function reasonOf(error: unknown): SafeText {
	return toSafe(error instanceof Error ? error.message : String(error));
}
