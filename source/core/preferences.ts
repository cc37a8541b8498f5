import {type SafeText, safe, toSafe} from '../contract/text.ts';

import {type AlertRule} from './alert-state.ts';
import {type ListName} from './list-state.ts';
import {type SavedView} from './saved-view.ts';

export const themeNames = [
	'dark',
	'light',
	'high-contrast',
	'deuteranopia',
	'protanopia',
	'tritanopia',
	'mono',
] as const;
export type ThemeName = (typeof themeNames)[number];

/** What a person has made their own, kept between starts. */
export type Preferences = {
	readonly theme: ThemeName;
	/** The keys of each command whose keys were changed, by its id; fixed for the life of the program. */
	readonly keys: ReadonlyMap<string, readonly string[]>;
	/** The columns of each list where they were chosen, in their order. */
	readonly columns: Readonly<Partial<Record<ListName, readonly string[]>>>;
	/** Saved for this connection, the last saved last. */
	readonly views: readonly SavedView[];
	/** Without rules of one's own the usual one holds. */
	readonly alerts: {readonly isOn: boolean; readonly rules: readonly AlertRule[] | undefined};
};

export const defaultPreferences: Preferences = {
	theme: 'dark',
	keys: new Map(),
	columns: {},
	views: [],
	alerts: {isOn: false, rules: undefined},
};

/** One of the preferences as it is to be kept from now on. */
export type Kept =
	| {readonly kind: 'theme'; readonly theme: ThemeName}
	| {readonly kind: 'columns'; readonly columns: Preferences['columns']}
	| {readonly kind: 'views'; readonly views: readonly SavedView[]}
	| {readonly kind: 'alerts'; readonly isOn: boolean};

export function isThemeName(name: string): name is ThemeName {
	return themeNames.some((known) => known === name);
}

/** The key that asks the service again. */
export function refreshKey(state: {readonly preferences: Preferences}): SafeText {
	return keyOf(state, 'live.refresh', safe`R`);
}

/** The key that a command has, for a sentence that names it; `standard` when it was not changed. */
export function keyOf(
	{preferences}: {readonly preferences: Preferences},
	id: string,
	standard: SafeText,
): SafeText {
	const own = preferences.keys.get(id);
	return own === undefined ? standard : toSafe(own[0] ?? 'no key');
}
