import fs from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import {parseJson} from '../contract/json.ts';

/** What is kept between starts. Never a secret: only where one is. */
const settingsSchema = z.object({
	intervalSeconds: z.number().min(1).max(3600).optional(),
	theme: z.string().optional(),
	columns: z.record(z.string(), z.array(z.string())).optional(),
	/** By connection; each is looked at by itself when it is read. */
	views: z.record(z.string(), z.array(z.unknown())).optional(),
	keys: z.record(z.string(), z.array(z.string())).optional(),
	alerts: z
		.object({
			on: z.boolean().optional(),
			/** Local time of this machine: `22:00-06:00`. */
			quiet: z.string().optional(),
			/** Each is looked at by itself when it is read. */
			rules: z.array(z.unknown()).optional(),
		})
		.optional(),
	/** Connections by name; each is looked at by itself when it is used. */
	contexts: z.record(z.string(), z.unknown()).optional(),
	/** The one of them that is opened when none is named. */
	current: z.string().optional(),
	/** How the one connection was kept before there were several. */
	connection: z
		.object({
			url: z.url(),
			name: z.string().optional(),
			tokenFile: z.string().optional(),
			credentialsFile: z.string().optional(),
			credentialCommand: z.string().optional(),
			allowHttp: z.string().optional(),
			caFile: z.string().optional(),
		})
		.optional(),
});

export type Settings = z.output<typeof settingsSchema>;

export type ReadSettings = {
	readonly settings: Settings;
	/** What was wrong with the file and where it was put, if it could not be used. */
	readonly warning?: string;
};

const fileName = 'config.json';

/** Reads the settings. A file that cannot be used is kept aside under another name, and the defaults hold. */
export function readSettings(folder: string): ReadSettings {
	const file = path.join(folder, fileName);
	let text: string;
	try {
		text = fs.readFileSync(file, 'utf8');
	} catch (error) {
		const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
		return isMissing
			? {settings: {}}
			: {settings: {}, warning: `The settings in ${file} could not be read; the defaults hold.`};
	}

	const parsed = settingsSchema.safeParse(parseJson(text));
	return parsed.success ? {settings: parsed.data} : keepAside(file);
}

/** Changes some settings and leaves the others; what is `undefined` by name goes. The file is written whole or not at all, readable by its owner only. */
export async function saveSettings(
	folder: string,
	changes: Settings | ((present: Settings) => Settings),
): Promise<void> {
	// Loaded here because it is needed seldom, and starting must be quick.
	const {default: Conf} = await import('conf');
	fs.mkdirSync(folder, {recursive: true, mode: 0o700});
	const conf = new Conf({
		projectName: 'synctop',
		projectSuffix: '',
		cwd: folder,
		configName: path.parse(fileName).name,
		configFileMode: 0o600,
	});
	const present = settingsSchema.safeParse(conf.store).data ?? {};
	const changed = typeof changes === 'function' ? changes(present) : changes;
	for (const [name, value] of Object.entries(changed)) {
		if (value === undefined) {
			conf.delete(name);
		} else {
			conf.set(name, value);
		}
	}
}

function keepAside(file: string): ReadSettings {
	const aside = `${file}.unreadable`;
	try {
		fs.renameSync(file, aside);
		return {
			settings: {},
			warning: `The settings in ${file} could not be understood. They are kept in ${aside}; the defaults hold.`,
		};
	} catch {
		return {
			settings: {},
			warning: `The settings in ${file} could not be understood; the defaults hold.`,
		};
	}
}
