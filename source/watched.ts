import fs from 'node:fs';
import path from 'node:path';
import {type AppOptions} from './app.ts';
import {checkUrl} from './connection-url.ts';
import {findAuth} from './credentials.ts';
import {textOf} from './flags.ts';
import {isLinear} from './linear-mode.ts';
import {runCredentialCommand} from './platform/credential-command.ts';
import {type Settings, saveSettings} from './platform/settings.ts';
import {type Environment} from './platform/terminal.ts';
import {type Surroundings} from './surroundings.ts';
import {UsageError} from './usage-error.ts';

/** What will be watched. */
export type Watched = Pick<
	AppOptions,
	'url' | 'name' | 'isDemo' | 'auth' | 'network' | 'repairDemo'
> & {
	readonly stop: () => Promise<void>;
};

/** The demo, a service by its address, the saved one, or what is chosen on the first screen. Nothing when somebody leaves that. */
export async function chooseWatched(surroundings: Surroundings): Promise<Watched | undefined> {
	const isSpoken = isLinear(surroundings.given, surroundings.environment, surroundings.streams);
	const isHere = (): void => {
		if (!isSpoken) {
			requireTerminal(surroundings);
		}
	};
	const named = await namedWatched(surroundings, isHere);
	if (named !== undefined) {
		return named;
	}

	isHere();
	if (isSpoken) {
		throw new UsageError(
			'There is no service to watch yet. Name one: "synctop --linear --url URL", or "synctop --linear --demo" for a simulated one; --save remembers it.',
		);
	}

	const {askFirstStep} = await import('./tui/first-run.tsx');
	return (await askFirstStep(surroundings.streams)) === 'demo'
		? demoWatched(surroundings, isHere)
		: undefined;
}

/** The demo, a service by its address, or the saved one; nothing when none is named. `check` comes before anything is started. */
export async function namedWatched(
	surroundings: Surroundings,
	check: () => void = () => undefined,
): Promise<Watched | undefined> {
	const {given, settings} = surroundings;
	if (given.demo === true) {
		return demoWatched(surroundings, check);
	}

	if (given.url === undefined && settings.connection === undefined) {
		return undefined;
	}

	const target = await remoteWatched(surroundings);
	check();
	return target;
}

/** What a command says that has no service to ask. */
export function noService({name}: {readonly name: string}): UsageError {
	return new UsageError(
		`There is no service to ask. Name one: "synctop ${name} --url URL", or "--demo" for a simulated one; "synctop --url URL --save" remembers it.`,
	);
}

function requireTerminal({streams}: Surroundings): void {
	if (!streams.stdin.isTTY || !streams.stdout.isTTY) {
		throw new UsageError(
			'This is a screen for a terminal, and there is none here (input or output is a pipe or a file). Run it in a terminal, over SSH with "ssh -t"; or say what you want as a command, such as "synctop status" (--help lists them), or line by line with --linear.',
		);
	}
}

async function demoWatched(surroundings: Surroundings, check: () => void): Promise<Watched> {
	const {given} = surroundings;
	const {parseDemo, startDemo} = await import('./demo.ts');
	const parsed = parseDemo({
		users: textOf(given, 'users'),
		groups: textOf(given, 'groups'),
		seed: textOf(given, 'seed'),
		scenario: textOf(given, 'scenario'),
		speed: textOf(given, 'speed'),
	});
	if (!parsed.ok) {
		throw new UsageError(parsed.problem);
	}

	check();
	const service = await startDemo(parsed.options, surroundings.clock);
	return {
		url: service.url,
		name: 'simulated service',
		isDemo: true,
		auth: {kind: 'none'},
		network: {},
		repairDemo() {
			service.setScenario('calm');
		},
		stop: service.stop,
	};
}

async function remoteWatched({
	given,
	settings,
	environment,
	folders,
	input,
}: Surroundings): Promise<Watched> {
	const saved = given.url === undefined ? settings.connection : undefined;
	const allowHttp = textOf(given, 'allow-http') ?? saved?.allowHttp;
	const checked = checkUrl(textOf(given, 'url') ?? saved?.url ?? '', allowHttp);
	if (!checked.ok) {
		throw new UsageError(checked.problem);
	}

	const named = {
		tokenFile: input === undefined ? textOf(given, 'token-file') : undefined,
		credentialsFile: textOf(given, 'credentials-file'),
	};
	const command = textOf(given, 'credential-command') ?? saved?.credentialCommand;
	const found = findAuth({
		given: named,
		input,
		environment,
		command,
		saved: {tokenFile: saved?.tokenFile, credentialsFile: saved?.credentialsFile},
		runCommand: runCredentialCommand,
	});
	if (!found.ok) {
		throw new UsageError(found.problem);
	}

	const caFile = textOf(given, 'ca-file') ?? saved?.caFile;
	const network = {proxies: proxiesOf(environment), ...authoritiesOf(caFile)};
	const tokenFile = named.tokenFile ?? saved?.tokenFile;
	const credentialsFile = named.credentialsFile ?? saved?.credentialsFile;
	const name = textOf(given, 'name') ?? saved?.name ?? checked.host;
	if (given.save === true) {
		await remember(folders.settings, {
			url: checked.url,
			name,
			// Paths as they were given mean something in this folder only.
			...(tokenFile !== undefined && {tokenFile: path.resolve(tokenFile)}),
			...(credentialsFile !== undefined && {credentialsFile: path.resolve(credentialsFile)}),
			...(command !== undefined && {credentialCommand: command}),
			...(allowHttp !== undefined && {allowHttp}),
			...(caFile !== undefined && {caFile: path.resolve(caFile)}),
		});
	}

	return {
		url: checked.url,
		name,
		isDemo: false,
		auth: found.auth,
		network,
		stop: async () => undefined,
	};
}

/** The variables that name proxies. */
export const proxyNames = [
	'HTTPS_PROXY',
	'https_proxy',
	'HTTP_PROXY',
	'http_proxy',
	'NO_PROXY',
	'no_proxy',
];

/** The variables that name proxies. Throws a usage error for one that is none. */
export function proxiesOf(environment: Environment): Readonly<Record<string, string>> {
	return Object.fromEntries(
		proxyNames.flatMap((name) => {
			const value = environment[name] ?? '';
			// Its value is not repeated: it may hold a password.
			if (value !== '' && !/^no_proxy$/i.test(name) && !isProxy(value)) {
				throw new UsageError(
					`${name} is not the address of a proxy. It looks like http://proxy.example:3128; correct it, or unset it.`,
				);
			}

			return value === '' ? [] : [[name, value]];
		}),
	);
}

function isProxy(value: string): boolean {
	return URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);
}

/** The certificates of a file. Throws a usage error where it holds none. */
export function authoritiesOf(file: string | undefined): {readonly authorities?: string} {
	if (file === undefined) {
		return {};
	}

	let text = '';
	try {
		text = fs.readFileSync(file, 'utf8');
	} catch (error) {
		const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
		throw new UsageError(`${file} could not be read (${code}). Check the path of --ca-file.`);
	}

	if (!text.includes('-----BEGIN CERTIFICATE-----')) {
		throw new UsageError(`${file} holds no certificate: --ca-file takes a file in PEM.`);
	}

	return {authorities: text};
}

async function remember(
	folder: string,
	connection: NonNullable<Settings['connection']>,
): Promise<void> {
	try {
		await saveSettings(folder, {connection});
	} catch (error) {
		if (error instanceof Error && 'code' in error) {
			throw new UsageError(
				`The connection could not be saved in ${folder} (${String(error.code)}). Make the folder writable, or leave out --save.`,
			);
		}

		throw error;
	}
}
