import path from 'node:path';
import * as z from 'zod';
import {policyOf} from './context-policy.ts';
import {toSafe} from './contract/text.ts';
import {type SavedConnection} from './core/connections.ts';
import {type Policy} from './core/policy.ts';
import {isThemeName, themeNames} from './core/preferences.ts';
import {nearest} from './core/query/nearest.ts';
import {type Settings} from './platform/settings.ts';
import {type Environment} from './platform/terminal.ts';
import {UsageError} from './usage-error.ts';

/** Where one of old settings, which had no names, is found. */
const nameOfOld = 'default';

const policyShape = {
	requireReason: z.boolean().optional(),
	largestBulk: z.int().min(1).max(1000).optional(),
	protected: z.string().min(1).max(400).optional(),
	readOnlyHours: z.string().optional(),
};

const contextShape = {
	url: z.url(),
	/** What it is called on screen, where that is not its name here. */
	name: z.string().max(200).optional(),
	tokenFile: z.string().optional(),
	credentialsFile: z.string().optional(),
	credentialCommand: z.string().optional(),
	allowHttp: z.string().optional(),
	caFile: z.string().optional(),
	production: z.boolean().optional(),
	readOnly: z.boolean().optional(),
	interval: z.number().min(1).max(3600).optional(),
	theme: z
		.string()
		.refine(isThemeName, `is none of ${themeNames.join(', ')}`)
		.optional(),
	policy: z.strictObject(policyShape).optional(),
};

// Strict: `prodution: true` is not to be taken for nothing.
const contextSchema = z.strictObject(contextShape);

/** One saved connection, as the settings have it. Never a secret: only where one is. */
export type Context = z.output<typeof contextSchema>;

const noPolicy: Policy = {requireReason: false};

/** A saved connection that can be opened. */
export type SavedContext = {
	readonly ok: true;
	readonly name: string;
	readonly context: Context;
	readonly policy: Policy;
};

/** One saved connection: as it is, or why it cannot be used. */
export type Saved =
	| SavedContext
	| {readonly ok: false; readonly name: string; readonly problem: string};

/** All saved connections, by name. One that cannot be understood is among them, with the reason: it is not opened without its policy. */
export function contextsOf(settings: Settings): readonly Saved[] {
	const {contexts = {}, connection} = settings;
	const old: Record<string, unknown> =
		connection === undefined || Object.hasOwn(contexts, nameOfOld) ? {} : {[nameOfOld]: connection};
	return Object.entries({...old, ...contexts})
		.map(([name, json]) => savedOf(name, json))
		.toSorted((one, other) => (one.name < other.name ? -1 : 1));
}

/** The name of the connection that is opened when none is named: as chosen, or the only one. */
export function currentOf(settings: Settings): string | undefined {
	const names = contextsOf(settings).map(({name}) => name);
	const {current} = settings;
	if (current !== undefined && names.includes(current)) {
		return current;
	}

	return names.length === 1 ? names[0] : undefined;
}

/** The name that was asked for: on the command line, then in the environment. */
export function nameAsked(given: string | undefined, environment: Environment): string | undefined {
	const told = environment['SYNCTOP_CONTEXT'] ?? '';
	return given ?? (told === '' ? undefined : told);
}

/** A connection by its name. Throws a usage error that offers the nearest one. */
export function contextNamed(settings: Settings, name: string): SavedContext {
	const all = contextsOf(settings);
	const found = all.find((saved) => saved.name === name);
	if (found === undefined) {
		throw new UsageError(`There is no connection "${name}"${hint(name, all)}`);
	}

	if (!found.ok) {
		throw new UsageError(found.problem);
	}

	return found;
}

/** The saved connection that a start is about, if it is about one that can be used. */
export function contextMeant({
	given,
	settings,
	environment,
}: {
	readonly given: {readonly url?: unknown; readonly context?: unknown};
	readonly settings: Settings;
	readonly environment: Environment;
}): Context | undefined {
	const named = typeof given.context === 'string' ? given.context : undefined;
	const name = nameAsked(named, environment) ?? currentOf(settings);
	const found = contextsOf(settings).find((saved) => saved.name === name);
	return given.url === undefined && found?.ok === true ? found.context : undefined;
}

/** The connection that is saved for an address, if one is. */
export function contextAt(settings: Settings, url: string): SavedContext | undefined {
	return contextsOf(settings).find(
		(saved): saved is SavedContext => saved.ok && saved.context.url.replace(/\/+$/, '') === url,
	);
}

function hint(name: string, all: readonly Saved[]): string {
	const names = all.map((saved) => saved.name);
	const near = nearest(name, names);
	if (names.length === 0) {
		return ': none is saved. "synctop login NAME --url URL" saves one.';
	}

	return near === undefined
		? `; there are: ${names.join(', ')}.`
		: `; did you mean "${near}"? There are: ${names.join(', ')}.`;
}

/** The paths of a connection, whole: as they were given they mean something in one folder only. */
export function fullPaths(
	files: Readonly<Record<'tokenFile' | 'credentialsFile' | 'caFile', string | undefined>>,
): Pick<Context, 'tokenFile' | 'credentialsFile' | 'caFile'> {
	return Object.fromEntries(
		Object.entries(files).flatMap(([name, file]) =>
			file === undefined ? [] : [[name, path.resolve(file)]],
		),
	);
}

/** The saved connections as a list shows them. */
export function savedConnections(settings: Settings): readonly SavedConnection[] {
	const current = currentOf(settings);
	return contextsOf(settings).map((saved): SavedConnection => {
		const name = toSafe(saved.name);
		const isCurrent = saved.name === current;
		if (!saved.ok) {
			const problem = toSafe(saved.problem);
			return {name, url: undefined, isProduction: false, isReadOnly: false, isCurrent, problem};
		}

		const {url, production, readOnly} = saved.context;
		return {
			name,
			url: toSafe(url),
			isProduction: production === true,
			isReadOnly: readOnly === true,
			isCurrent,
		};
	});
}

function isName(name: string): boolean {
	return /^[\p{L}\p{N}][\p{L}\p{N}._:@ -]{0,59}$/u.test(name);
}

/** What a connection is saved under: what it is called, where that can be typed, else its host; what it is called is kept beside that. */
export function nameToSave(
	called: string | undefined,
	host: string,
): {readonly key: string; readonly name?: string} {
	if (called === undefined || isName(called)) {
		return {key: called ?? host};
	}

	return {key: host, name: called.slice(0, 200)};
}

/** Names are typed, written into files and shown; none can be taken for a flag or for part of a path. */
export function checkName(name: string): string {
	if (!isName(name)) {
		throw new UsageError(
			`"${name}" is no name for a connection: it takes up to 60 letters, digits and . _ : @ - and begins with a letter or a digit.`,
		);
	}

	return name;
}

/**
What of the settings changes when a connection is saved and made the current one. What was said of it before and is not said now stays: its
mark, its policy. The old form of settings is moved over.
*/
export function withConnection(settings: Settings, name: string, context: Context): Settings {
	const known = contextsOf(settings).find((saved) => saved.name === name);
	if (known?.ok === false) {
		throw new UsageError(
			`${known.problem} Mend it in the settings, or remove it: synctop contexts remove ${name}.`,
		);
	}

	const {
		tokenFile: _token,
		credentialsFile: _file,
		credentialCommand: _command,
		...marks
	} = known?.context ?? {};
	const isSame = !hasSecrets(context);
	return {
		...movedOver(settings, {[name]: {...(isSame ? known?.context : marks), ...context}}),
		current: name,
	};
}

function hasSecrets({tokenFile, credentialsFile, credentialCommand}: Context): boolean {
	return [tokenFile, credentialsFile, credentialCommand].some((source) => source !== undefined);
}

/** What of the settings changes when another connection becomes the current one. */
export function withCurrent(settings: Settings, name: string): Settings {
	return {...movedOver(settings, {}), current: name};
}

/** What of the settings changes when a person sets something on screen: with the connection if it has that of its own, else for all. */
export function withOwn(
	{contexts = {}}: Settings,
	savedAs: string | undefined,
	[own, ofAll]: readonly [
		Pick<Context, 'interval'> | Pick<Context, 'theme'>,
		Pick<Settings, 'intervalSeconds'> | Pick<Settings, 'theme'>,
	],
): Settings {
	const json = savedAs === undefined ? undefined : contexts[savedAs];
	const isOwn =
		typeof json === 'object' &&
		json !== null &&
		Object.keys(own).every((key) => Object.hasOwn(json, key));
	return savedAs === undefined || !isOwn
		? ofAll
		: {contexts: {...contexts, [savedAs]: {...json, ...own}}};
}

/** What of the settings changes when a connection is forgotten. */
export function withoutContext(settings: Settings, name: string): Settings {
	const moved = movedOver(settings, {});
	const contexts = Object.fromEntries(
		Object.entries(moved.contexts ?? {}).filter(([own]) => own !== name),
	);
	return {
		...moved,
		contexts,
		...(settings.current === name && {current: undefined}),
	};
}

function movedOver(
	{contexts = {}, connection}: Settings,
	added: Readonly<Record<string, unknown>>,
): Settings {
	const old = connection === undefined ? {} : {[nameOfOld]: connection};
	return {contexts: {...old, ...contexts, ...added}, connection: undefined};
}

function savedOf(name: string, json: unknown): Saved {
	const parsed = contextSchema.safeParse(json);
	if (!parsed.success) {
		return {ok: false, name, problem: problemOf(name, parsed.error)};
	}

	const {policy: written} = parsed.data;
	const policy = written === undefined ? noPolicy : policyOf(written);
	return typeof policy === 'string'
		? {ok: false, name, problem: `The connection "${name}" of the settings is not used: ${policy}`}
		: {ok: true, name, context: parsed.data, policy};
}

function problemOf(name: string, error: z.ZodError): string {
	const [issue] = error.issues;
	const place = issue?.path.map(String).join('.') ?? '';
	if (issue?.code !== 'unrecognized_keys') {
		const what = place === '' ? 'it' : `"${place}"`;
		return `The connection "${name}" of the settings is not used: ${what} ${issue?.message ?? 'is wrong'}.`;
	}

	const [key = ''] = issue.keys;
	const near = nearest(key, Object.keys(place === 'policy' ? policyShape : contextShape));
	const where = place === '' ? '' : ` in "${place}"`;
	return `The connection "${name}" of the settings is not used: "${key}"${where} means nothing here${near === undefined ? '' : `; did you mean "${near}"?`} Secrets do not belong there either.`;
}
