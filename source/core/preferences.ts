import {type SafeText, toSafe} from '../contract/text.ts';

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
};

export const defaultPreferences: Preferences = {theme: 'dark', keys: new Map()};

/** One of the preferences as it is to be kept from now on. */
export type Kept = {readonly kind: 'theme'; readonly theme: ThemeName};

export function isThemeName(name: string): name is ThemeName {
	return themeNames.some((known) => known === name);
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
