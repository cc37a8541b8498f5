import {type Context, contextMeant} from './contexts.ts';
import {type SafeText, safe, toSafe} from './contract/text.ts';
import {type FlagName, textOf} from './flags.ts';
import {type SettingFound, type Wanted} from './headless/doctor/ports.ts';
import {type Surroundings} from './surroundings.ts';
import {proxyNames} from './watched.ts';

type Connection = Context;
type Sources = Pick<Surroundings, 'given' | 'settings' | 'environment' | 'input'>;

/** Each setting of a connection with its value, and which of flag, environment, settings and default it is from. */
export function settingsFound(
	sources: Sources,
	wanted: Wanted,
): {readonly settings: readonly SettingFound[]; readonly secretFiles: readonly string[]} {
	const {given, settings, environment} = sources;
	const saved = given.demo === true ? undefined : contextMeant(sources);
	const {found, files} = credentialsFound(sources, saved);
	const vantagepointFile = wanted.vantagepoint?.credentialsFile;
	return {
		settings: [
			serviceFound(sources, wanted, saved),
			found,
			flagOrSaved({given, name: 'name', saved: saved?.name, otherwise: safe`its host`}),
			flagOrSaved({given, name: 'ca-file', saved: saved?.caFile, otherwise: safe`the system's`}),
			flagOrSaved({given, name: 'allow-http', saved: saved?.allowHttp, otherwise: safe`none`}),
			flagOrSaved({
				given,
				name: 'interval',
				saved: settings.intervalSeconds === undefined ? undefined : `${settings.intervalSeconds}`,
				otherwise: safe`2`,
			}),
			given['read-only'] === true
				? {name: safe`read-only`, value: safe`yes`, from: 'flag', by: safe`--read-only`}
				: {name: safe`read-only`, value: safe`no`, from: 'default', by: safe`built in`},
			...proxyNames.flatMap((name): readonly SettingFound[] =>
				(environment[name] ?? '') === ''
					? []
					: // It may hold a password.
						[
							{
								name: safe`proxy`,
								value: safe`set`,
								from: 'environment',
								by: toSafe(name),
							},
						],
			),
			...(wanted.vantagepoint === undefined
				? []
				: [
						{
							name: safe`vantagepoint`,
							value: shownUrl(wanted.vantagepoint.url),
							from: 'flag' as const,
							by: safe`--vantagepoint`,
						},
					]),
		],
		secretFiles: [...files, ...(vantagepointFile === undefined ? [] : [vantagepointFile])],
	};
}

const bySettings = safe`connection in config.json`;

function serviceFound(
	{given}: Sources,
	wanted: Wanted,
	saved: Connection | undefined,
): SettingFound {
	const name = safe`service`;
	if (given.demo === true) {
		return {name, value: safe`the demo`, from: 'flag', by: safe`--demo`};
	}

	const url = textOf(given, 'url');
	if (url !== undefined) {
		const by = wanted.url === undefined ? safe`--url` : safe`--contract`;
		return {name, value: shownUrl(url), from: 'flag', by};
	}

	return saved === undefined
		? {name, value: safe`none`, from: 'default', by: safe`built in`}
		: {name, value: toSafe(saved.url), from: 'settings', by: bySettings};
}

// What is printed is sent around: a password that should not be there is left out.
function shownUrl(text: string): SafeText {
	return toSafe(text.replace(/\/\/[^/]*@/, '//[secret]@'));
}

type FlagOrSaved = {
	readonly given: Sources['given'];
	readonly name: FlagName;
	readonly saved: string | undefined;
	readonly otherwise: SafeText;
};

function flagOrSaved({given, name, saved, otherwise}: FlagOrSaved): SettingFound {
	const flag = textOf(given, name);
	if (flag !== undefined) {
		return {name: toSafe(name), value: toSafe(flag), from: 'flag', by: toSafe(`--${name}`)};
	}

	return saved === undefined
		? {name: toSafe(name), value: otherwise, from: 'default', by: safe`built in`}
		: {name: toSafe(name), value: toSafe(saved), from: 'settings', by: safe`config.json`};
}

// The same order as where they are looked for (`credentials.ts`).
function credentialsFound(
	{given, environment, input}: Sources,
	saved: Connection | undefined,
): {readonly found: SettingFound; readonly files: readonly string[]} {
	const name = safe`credentials`;
	const flag = (by: FlagName, value: string): SettingFound => ({
		name,
		value: toSafe(value),
		from: 'flag',
		by: toSafe(`--${by}`),
	});
	if (given.demo === true) {
		return {found: {name, value: safe`none`, from: 'default', by: safe`the demo`}, files: []};
	}

	if (input !== undefined) {
		return {found: flag('token-file', 'a token, by standard input'), files: []};
	}

	for (const by of ['token-file', 'credentials-file'] as const) {
		const file = textOf(given, by);
		if (file !== undefined) {
			return {found: flag(by, file), files: [file]};
		}
	}

	const variable = ['SYNCTOP_TOKEN', 'SYNCTOP_USERNAME'].find(
		(one) => (environment[one] ?? '') !== '',
	);
	if (variable !== undefined) {
		const value = variable === 'SYNCTOP_TOKEN' ? safe`a token` : safe`name and password`;
		return {found: {name, value, from: 'environment', by: toSafe(variable)}, files: []};
	}

	const command = textOf(given, 'credential-command');
	if (command !== undefined) {
		return {found: flag('credential-command', 'a command'), files: []};
	}

	// A command may hold what it should not.
	const value =
		saved?.credentialCommand === undefined
			? (saved?.tokenFile ?? saved?.credentialsFile)
			: 'a command';
	const files = [saved?.tokenFile, saved?.credentialsFile].filter((file) => file !== undefined);
	return value === undefined
		? {found: {name, value: safe`none`, from: 'default', by: safe`built in`}, files}
		: {found: {name, value: toSafe(value), from: 'settings', by: bySettings}, files};
}
