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
};

export const defaultPreferences: Preferences = {theme: 'dark'};

/** One of the preferences as it is to be kept from now on. */
export type Kept = {readonly kind: 'theme'; readonly theme: ThemeName};

export function isThemeName(name: string): name is ThemeName {
	return themeNames.some((known) => known === name);
}
