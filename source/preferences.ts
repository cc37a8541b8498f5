import {type Resolved} from './commands/overrides.ts';
import {textOf} from './flags.ts';
import {
	defaultPreferences,
	isThemeName,
	type Kept,
	type Preferences,
	themeNames,
	type ThemeName,
} from './core/preferences.ts';
import {type Settings, saveSettings} from './platform/settings.ts';
import {type Surroundings} from './surroundings.ts';
import {UsageError} from './usage-error.ts';

/** The theme of the command line, if one was given. Throws a usage error for what is no theme. */
export function themeOf(name: string | undefined): ThemeName | undefined {
	if (name === undefined || isThemeName(name)) {
		return name;
	}

	throw new UsageError(`--theme takes ${themeNames.join(', ')}; "${name}" is none of them.`);
}

/** What a person has made their own, as given, as last set, or as it is by default; and what of the settings cannot hold. */
export async function preferencesOf({
	given,
	settings,
}: Pick<Surroundings, 'given' | 'settings'>): Promise<{
	readonly preferences: Preferences;
	readonly warnings: readonly string[];
}> {
	const kept = keptTheme(settings);
	const {keys, warnings} = await keysOf(settings);
	return {
		preferences: {
			...defaultPreferences,
			theme: themeOf(textOf(given, 'theme')) ?? kept.theme,
			keys,
		},
		warnings: [...kept.warnings, ...warnings],
	};
}

async function keysOf({keys}: Settings): Promise<Resolved> {
	if (keys === undefined) {
		return {keys: defaultPreferences.keys, warnings: []};
	}

	// Loaded only for those who need it: starting must be quick.
	const [{catalog}, {resolveKeys}] = await Promise.all([
		import('./commands/catalog.ts'),
		import('./commands/overrides.ts'),
	]);
	return resolveKeys(catalog, keys);
}

function keptTheme({theme}: Settings) {
	return theme === undefined || isThemeName(theme)
		? {theme: theme ?? defaultPreferences.theme, warnings: []}
		: {
				theme: defaultPreferences.theme,
				warnings: [
					`The settings ask for the theme "${theme}", which there is not: ${themeNames.join(', ')}.`,
				],
			};
}

/** Keeps one of the preferences for the next start. */
export async function keepPreference(folder: string, kept: Kept): Promise<void> {
	await saveSettings(folder, {theme: kept.theme});
}
