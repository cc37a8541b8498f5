import {type SafeText, safe} from './contract/text.ts';
import {type Given} from './flags.ts';
import {type Settings} from './platform/settings.ts';
import {type Watched} from './watched.ts';

/** The settings as they hold for a connection: what it has of its own stands over what is for all. */
export function settingsFor(settings: Settings, {own: {interval, theme}}: Watched): Settings {
	return {
		...settings,
		...(interval !== undefined && {intervalSeconds: interval}),
		...(theme !== undefined && {theme}),
	};
}

/** Whether nothing is to be changed, and why, where the command line does not say so itself. */
export function readOnlyOf(
	given: Given,
	{own}: Watched,
): {readonly isReadOnly: boolean; readonly readOnlyBecause?: SafeText} {
	if (given['read-only'] === true && own.readOnlyBecause === undefined) {
		return {isReadOnly: true};
	}

	const settingsSay = safe`the settings say so of this connection`;
	return own.isReadOnly === true
		? {isReadOnly: true, readOnlyBecause: own.readOnlyBecause ?? settingsSay}
		: {isReadOnly: false};
}
