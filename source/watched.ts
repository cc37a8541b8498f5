import fs from 'node:fs';
import {type AppOptions} from './app.ts';
import {checkUrl} from './connection-url.ts';
import {
	type Context,
	contextAt,
	contextNamed,
	contextsOf,
	currentOf,
	fullPaths,
	nameAsked,
	nameToSave,
	type SavedContext,
	withConnection,
} from './contexts.ts';
import {findAuth} from './credentials.ts';
import {textOf} from './flags.ts';
import {isLinear} from './linear-mode.ts';
import {keepConnections} from './keep-connections.ts';
import {type SafeText} from './contract/text.ts';
import {runCredentialCommand} from './platform/credential-command.ts';
import {type Environment} from './platform/terminal.ts';
import {type Recorder} from './replay/write-recording.ts';
import {type Surroundings} from './surroundings.ts';
import {UsageError} from './usage-error.ts';

/** What will be watched. */
export type Watched = Pick<
	AppOptions,
	| 'url'
	| 'name'
	| 'isDemo'
	| 'auth'
	| 'network'
	| 'repairDemo'
	| 'savedAs'
	| 'isProduction'
	| 'policy'
	| 'service'
	| 'replay'
	| 'tap'
	| 'follow'
> & {
	/** What its service says is written into a file by this. */
	readonly recorder?: Recorder;
	/** What the settings say of this connection alone; the command line stands over it. */
	readonly own: {
		readonly isReadOnly?: boolean;
		readonly readOnlyBecause?: SafeText;
		readonly interval?: number;
		readonly theme?: string;
	};
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
	const named = await namedWatched(surroundings, isHere, true);
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
	isScreen = false,
): Promise<Watched | undefined> {
	const {given} = surroundings;
	if (given.replay !== undefined) {
		check();
		const {replayWatched} = await import('./recordings.ts');
		return replayWatched(surroundings, isScreen);
	}

	const watched = await serviceWatched(surroundings, check);
	if (watched === undefined || given.record === undefined) {
		return watched;
	}

	const {recordedWatched} = await import('./recordings.ts');
	return recordedWatched(surroundings, watched);
}

async function serviceWatched(
	surroundings: Surroundings,
	check: () => void,
): Promise<Watched | undefined> {
	const {given} = surroundings;
	if (given.demo === true) {
		return demoWatched(surroundings, check);
	}

	const saved = savedAsked(surroundings);
	if (given.url === undefined && saved === undefined) {
		return undefined;
	}

	const target = await remoteWatched(surroundings, saved);
	check();
	return target;
}

/** A saved connection beside the one that was started with: by its own secrets, never by those that were given for another. */
export async function savedWatched(surroundings: Surroundings, name: string): Promise<Watched> {
	const {environment, given} = surroundings;
	const own = Object.fromEntries(
		Object.entries(environment).filter(([variable]) => !variable.startsWith('SYNCTOP_')),
	);
	const isReadOnly = given['read-only'] === true ? {'read-only': true} : {};
	return remoteWatched(
		{...surroundings, given: isReadOnly, environment: own, input: undefined},
		contextNamed(surroundings.settings, name),
	);
}

/** The service that flags name, whatever is saved. */
export async function flaggedWatched(surroundings: Surroundings): Promise<Watched> {
	return remoteWatched(surroundings, undefined);
}

/** The saved connection that is meant, if one is. */
function savedAsked({given, settings, environment}: Surroundings): SavedContext | undefined {
	if (given.url !== undefined) {
		return undefined;
	}

	const name = nameAsked(textOf(given, 'context'), environment) ?? currentOf(settings);
	if (name !== undefined) {
		return contextNamed(settings, name);
	}

	const names = contextsOf(settings).map((saved) => saved.name);
	if (names.length > 0) {
		throw new UsageError(
			`Several connections are saved and none of them is current: ${names.join(', ')}. Name one with --context, or choose one for good: synctop contexts use NAME.`,
		);
	}

	return undefined;
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
		own: {},
		repairDemo() {
			service.setScenario('calm');
		},
		stop: service.stop,
	};
}

async function remoteWatched(
	{given, settings, environment, folders, input}: Surroundings,
	asked: SavedContext | undefined,
): Promise<Watched> {
	const saved = asked?.context;
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
	// By whichever way it is reached, what is said of a service holds.
	const known = asked ?? contextAt(settings, checked.url);
	if (given.save === true) {
		const {key, ...called} = nameToSave(asked?.name ?? textOf(given, 'name'), checked.host);
		await remember(folders.settings, key, {
			url: checked.url,
			...called,
			...fullPaths({
				tokenFile: named.tokenFile ?? saved?.tokenFile,
				credentialsFile: named.credentialsFile ?? saved?.credentialsFile,
				caFile,
			}),
			...(command !== undefined && {credentialCommand: command}),
			...(allowHttp !== undefined && {allowHttp}),
		});
	}

	return {
		url: checked.url,
		name: textOf(given, 'name') ?? saved?.name ?? asked?.name ?? checked.host,
		isDemo: false,
		auth: found.auth,
		network,
		...marksOf(known),
		stop: async () => undefined,
	};
}

/** What the settings say of a connection beyond how it is reached. */
function marksOf(
	saved: SavedContext | undefined,
): Pick<Watched, 'savedAs' | 'isProduction' | 'policy' | 'own'> {
	if (saved === undefined) {
		return {own: {}};
	}

	const {name, policy, context} = saved;
	const {readOnly, interval, theme, production} = context;
	return {
		savedAs: name,
		policy,
		isProduction: production === true,
		own: {
			isReadOnly: readOnly === true,
			...(interval !== undefined && {interval}),
			...(theme !== undefined && {theme}),
		},
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

async function remember(folder: string, name: string, connection: Context): Promise<void> {
	await keepConnections(folder, (present) => withConnection(present, name, connection));
}
