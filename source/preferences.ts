import {type Resolved} from './commands/overrides.ts';
import {withOwn} from './contexts.ts';
import {textOf} from './flags.ts';
import {
	defaultPreferences,
	isThemeName,
	type Kept,
	type Preferences,
	themeNames,
	type ThemeName,
} from './core/preferences.ts';
import {type SavedView} from './core/saved-view.ts';
import {listNames} from './core/list-state.ts';
import {quietHoursOf} from './platform/alert.ts';
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
export async function preferencesOf(
	{given, settings}: Pick<Surroundings, 'given' | 'settings'>,
	connection: string,
): Promise<{
	readonly preferences: Preferences;
	readonly warnings: readonly string[];
}> {
	const kept = keptTheme(settings);
	const {keys, warnings} = await keysOf(settings);
	const saved = await viewsOf(settings, connection);
	const alerts = await alertsOf(settings);
	return {
		preferences: {
			...defaultPreferences,
			theme: themeOf(textOf(given, 'theme')) ?? kept.theme,
			keys,
			columns: columnsOf(settings),
			views: saved.views,
			alerts: alerts.alerts,
		},
		warnings: [...kept.warnings, ...warnings, ...saved.warnings, ...alerts.warnings],
	};
}

// Columns that there are not are left out when they are drawn: a newer version may know them.
function columnsOf({columns = {}}: Settings): Preferences['columns'] {
	return Object.fromEntries(
		listNames.filter((list) => Object.hasOwn(columns, list)).map((list) => [list, columns[list]]),
	);
}

async function keysOf({keys}: Settings): Promise<Resolved> {
	if (keys === undefined) {
		return {keys: defaultPreferences.keys, warnings: []};
	}

	// Loaded only for those who need it: starting must be quick.
	const {catalog, resolveKeys} = await import('./screen.ts');
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

/** The rules of the settings; what cannot be understood is left out, and said. */
async function alertsOf({alerts}: Settings): Promise<{
	readonly alerts: Preferences['alerts'];
	readonly warnings: readonly string[];
}> {
	const isOn = alerts?.on ?? false;
	const quiet = alerts?.quiet;
	const quietWarnings =
		quiet === undefined || quietHoursOf(quiet) !== undefined
			? []
			: [`The quiet hours "${quiet}" are not kept: they are written as 22:00-06:00.`];
	if (alerts?.rules === undefined) {
		return {alerts: {isOn, rules: undefined}, warnings: quietWarnings};
	}

	const {alertRulesOf} = await import('./screen.ts');
	const {rules, warnings} = alertRulesOf(alerts.rules);
	return {alerts: {isOn, rules}, warnings: [...quietWarnings, ...warnings]};
}

/** The views that were saved for a connection. What cannot be opened is left out, and said. */
async function viewsOf(
	{views}: Settings,
	connection: string,
): Promise<{readonly views: readonly SavedView[]; readonly warnings: readonly string[]}> {
	const kept = Object.entries(views ?? {}).find(([name]) => name === connection)?.[1] ?? [];
	if (kept.length === 0) {
		return {views: [], warnings: []};
	}

	const {savedViewOf} = await import('./screen.ts');
	const read = kept.map((json) => savedViewOf(json)).filter((view) => view !== undefined);
	const lost = kept.length - read.length;
	return {
		views: read,
		warnings: lost === 0 ? [] : [`Saved views left out, because they could not be read: ${lost}.`],
	};
}

/** What views are kept under. The demo is at another address each time. */
export function connectionKey({
	url,
	isDemo,
}: {
	readonly url: string;
	readonly isDemo: boolean;
}): string {
	return isDemo ? 'demo' : url;
}

/** Keeps one of the preferences for the next start, and leaves those of other connections as they are. */
export async function keepPreference(
	folder: string,
	connection: {readonly url: string; readonly isDemo: boolean; readonly savedAs?: string},
	kept: Kept,
): Promise<void> {
	switch (kept.kind) {
		case 'theme': {
			const {theme} = kept;
			await saveSettings(folder, (present) =>
				withOwn(present, connection.savedAs, [{theme}, {theme}]),
			);
			return;
		}

		case 'alerts': {
			await saveSettings(folder, ({alerts}) => ({alerts: {...alerts, on: kept.isOn}}));
			return;
		}

		case 'columns': {
			const columns = Object.fromEntries(
				Object.entries(kept.columns).map(([list, ids]) => [list, [...ids]]),
			);
			await saveSettings(folder, {columns});
			return;
		}

		case 'views': {
			await saveSettings(folder, ({views}) => ({
				views: {...views, [connectionKey(connection)]: [...kept.views]},
			}));
		}
	}
}

/** Keeps how often to ask for the next start. */
export async function keepInterval(
	folder: string,
	{savedAs}: {readonly savedAs?: string},
	seconds: number,
): Promise<void> {
	await saveSettings(folder, (present) =>
		withOwn(present, savedAs, [{interval: seconds}, {intervalSeconds: seconds}]),
	);
}
