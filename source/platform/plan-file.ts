import {createHash} from 'node:crypto';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import * as z from 'zod';
import {parseJson} from '../contract/json.ts';
import {type SafeText, safe, toSafe, wireText} from '../contract/text.ts';
import {wireTime} from '../contract/time.ts';
import {collectable, emptySet, join, type PlanFile} from '../core/change-set.ts';
import {type LoadedPlan, type PlanFiles, type SavedPlan, type Written} from '../core/ports.ts';
import {writeWhole} from './write-whole.ts';

const mostChanges = 10_000;
const longestFile = 8_000_000;

// Text is made safe as it is read: a plan may come from somebody else.
const planSchema = z.object({
	format: z.literal('synctop-plan'),
	v: z.literal(1),
	service: wireText,
	madeAt: wireTime,
	changes: z
		.array(
			z.object({
				verb: z.enum(collectable),
				target: z.object({
					kind: z.enum(['user', 'group']),
					id: z.string().min(1).max(200),
					name: wireText,
				}),
				version: z.int().nonnegative(),
				was: wireText,
			}),
		)
		.max(mostChanges),
});

/** Plan files: a name alone is one in the state folder, a path is a path. Each is for its owner only, and none is written over. */
export function openPlanFiles(folder: string, service: SafeText): PlanFiles {
	const name = createHash('sha256').update(service).digest('hex').slice(0, 16);
	const draft = path.join(folder, `collected-${name}.json`);
	// One after the other, so that no older one is written over a newer one.
	let last: Promise<unknown> = Promise.resolve();
	return {
		async keep(plan) {
			const kept = last.then(async () => keepDraft(draft, plan));
			last = kept;
			return kept;
		},
		async kept() {
			return (await isThere(draft)) ? loadFile(draft) : undefined;
		},
		async save(name, plan): Promise<SavedPlan> {
			const file = placeOf(folder, name);
			try {
				await fs.mkdir(folder, {recursive: true, mode: 0o700});
				await write(file, `${JSON.stringify(toDisk(plan), undefined, '\t')}\n`);
				return {ok: true, path: toSafe(file)};
			} catch (error) {
				return {ok: false, reason: safe`${toSafe(file)}: ${reasonOf(error)}`};
			}
		},
		load: async (name) => loadFile(await existing(folder, name)),
	};
}

export type AddedPlan =
	| {readonly ok: true; readonly path: SafeText; readonly plan: PlanFile}
	| {readonly ok: false; readonly reason: SafeText};

/** Adds changes to a plan file, which is made if it is not there. What was in it stays until the new one is on disk. */
export async function addToPlan(file: string, plan: PlanFile): Promise<AddedPlan> {
	try {
		const known = (await isThere(file)) ? await loadFile(file) : undefined;
		if (known?.ok === false) {
			return known;
		}

		if (known !== undefined && known.plan.service !== plan.service) {
			const reason = safe`${toSafe(file)} is for ${known.plan.service}, and this is ${plan.service}`;
			return {ok: false, reason};
		}

		const {items, madeAt = plan.madeAt} = join(known?.plan ?? emptySet, plan.items, plan.madeAt);
		const whole: PlanFile = {service: plan.service, madeAt, items};
		await writeWhole(file, JSON.stringify(toDisk(whole), undefined, '\t'));
		return {ok: true, path: toSafe(file), plan: whole};
	} catch (error) {
		return {ok: false, reason: safe`${toSafe(file)}: ${reasonOf(error)}`};
	}
}

/** Reads a plan file: of this path, or one that was saved under a name alone. */
export async function readPlan(folder: string, file: string): Promise<LoadedPlan> {
	const here = path.resolve(file);
	const kept = placeOf(folder, file);
	return loadFile(!(await isThere(here)) && (await isThere(kept)) ? kept : here);
}

async function isThere(file: string): Promise<boolean> {
	return fs.access(file).then(
		() => true,
		() => false,
	);
}

async function keepDraft(file: string, plan: PlanFile): Promise<Written> {
	try {
		if (plan.items.length === 0) {
			await fs.rm(file, {force: true});
		} else {
			await fs.mkdir(path.dirname(file), {recursive: true, mode: 0o700});
			await writeWhole(file, JSON.stringify(toDisk(plan), undefined, '\t'));
		}

		return {ok: true};
	} catch (error) {
		return {ok: false, reason: reasonOf(error)};
	}
}

async function loadFile(file: string): Promise<LoadedPlan> {
	try {
		const {size} = await fs.stat(file);
		if (size > longestFile) {
			return {ok: false, reason: safe`${toSafe(file)} is too large for a plan`};
		}

		return read(file, await fs.readFile(file, 'utf8'));
	} catch (error) {
		return {ok: false, reason: safe`${toSafe(file)}: ${reasonOf(error)}`};
	}
}

function placeOf(folder: string, name: string): string {
	const home = name.startsWith('~/') ? path.join(os.homedir(), name.slice(2)) : name;
	return path.basename(home) === home ? path.join(folder, home) : path.resolve(home);
}

// A name alone may also be that of a file where the program was started.
async function existing(folder: string, name: string): Promise<string> {
	const kept = placeOf(folder, name);
	const here = path.resolve(name);
	return !(await isThere(kept)) && (await isThere(here)) ? here : kept;
}

async function write(file: string, text: string): Promise<void> {
	const handle = await fs.open(file, 'wx', 0o600);
	try {
		await handle.writeFile(text);
		await handle.datasync();
	} finally {
		await handle.close();
	}
}

function toDisk({service, madeAt, items}: PlanFile): unknown {
	return z.encode(planSchema, {
		format: 'synctop-plan',
		v: 1,
		service,
		madeAt,
		changes: items.map(({verb, kind, id, name, version, was}) => ({
			verb,
			target: {kind, id, name},
			version,
			was,
		})),
	});
}

function read(file: string, text: string): LoadedPlan {
	const json = parseJson(text);
	if (json === undefined) {
		return {ok: false, reason: safe`${toSafe(file)} is not JSON`};
	}

	const parsed = planSchema.safeParse(json);
	if (!parsed.success) {
		return {
			ok: false,
			reason: safe`${toSafe(file)} is no plan of synctop: ${placeIn(parsed.error)}`,
		};
	}

	const {service, madeAt, changes} = parsed.data;
	const items = changes.map(({verb, target, version, was}) => ({verb, ...target, version, was}));
	return {ok: true, plan: {service, madeAt, items}};
}

function placeIn({issues}: z.ZodError): SafeText {
	const [first] = issues;
	return first === undefined
		? safe`not understood`
		: toSafe(`${first.path.join('.') || 'the whole'}: ${first.message}`);
}

function reasonOf(error: unknown): SafeText {
	const code = error instanceof Error && 'code' in error ? String(error.code) : '';
	const words: ReadonlyMap<string, SafeText> = new Map([
		['EEXIST', safe`is there already; choose another name`],
		['ENOENT', safe`there is no such file or folder`],
		['EACCES', safe`not allowed`],
		['EISDIR', safe`is a folder`],
	]);
	return words.get(code) ?? toSafe(error instanceof Error ? error.message : String(error));
}
