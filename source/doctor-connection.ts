import {type Network} from './client/transport.ts';
import {contextMeant} from './contexts.ts';
import {checkUrl} from './connection-url.ts';
import {findAuth} from './credentials.ts';
import {openPlace} from './doctor-place.ts';
import {settingsFound} from './doctor-settings.ts';
import {textOf} from './flags.ts';
import {type SafeText, safe, toSafe} from './contract/text.ts';
import {type Known, known, unknown} from './headless/doctor/finding.ts';
import {type Connected, type Place, type Wanted} from './headless/doctor/ports.ts';
import {runCredentialCommand} from './platform/credential-command.ts';
import {type Environment} from './platform/terminal.ts';
import {type Surroundings} from './surroundings.ts';
import {UsageError} from './usage-error.ts';
import {authoritiesOf, namedWatched, proxiesOf} from './watched.ts';

/**
Opens what flags, environment and settings say is watched. What does not hold is told instead of thrown, and looked at as far as it goes:
an address can be looked at without the credentials for it.
*/
export async function connect(wanted: Wanted, surroundings: Surroundings): Promise<Connected> {
	const around: Surroundings =
		wanted.url === undefined
			? surroundings
			: {...surroundings, given: {...surroundings.given, url: wanted.url}};
	const {settings, secretFiles} = settingsFound(around, wanted);
	const service = await serviceOf(around);
	const vantagepoint = vantagepointOf(wanted.vantagepoint, around);
	return {
		settings,
		secretFiles,
		problem: service.problem ?? vantagepoint.problem,
		isReadOnly: around.given['read-only'] === true,
		service: service.place,
		vantagepoint: vantagepoint.place,
		async stop() {
			for (const {place} of [service, vantagepoint]) {
				if (place.ok) {
					place.value.close();
				}
			}

			await service.stop();
		},
	};
}

type Opened = {
	readonly place: Known<Place>;
	readonly problem: SafeText | undefined;
	readonly stop: () => Promise<void>;
};

const nothing = async (): Promise<void> => undefined;

async function serviceOf(surroundings: Surroundings): Promise<Opened> {
	try {
		if (surroundings.given.replay !== undefined) {
			throw new UsageError('A recording cannot be examined: the doctor asks the service itself.');
		}

		const watched = await namedWatched(surroundings);
		return watched === undefined
			? {
					place: unknown(safe`no service was named: --url URL, --demo, or a saved connection`),
					problem: undefined,
					stop: nothing,
				}
			: {
					place: known(openPlace({...watched, clock: surroundings.clock})),
					problem: undefined,
					stop: watched.stop,
				};
	} catch (error) {
		const problem = problemOf(error);
		return {place: withoutCredentials(surroundings, problem), problem, stop: nothing};
	}
}

/** The address by itself, where something else is wrong. */
function withoutCredentials(
	{given, settings, environment, clock}: Surroundings,
	problem: SafeText,
): Known<Place> {
	const saved = contextMeant({given, settings, environment});
	const checked = checkUrl(
		textOf(given, 'url') ?? saved?.url ?? '',
		textOf(given, 'allow-http') ?? saved?.allowHttp,
	);
	if (!checked.ok) {
		return unknown(problem);
	}

	try {
		const network = networkOf(textOf(given, 'ca-file') ?? saved?.caFile, environment);
		return known(
			openPlace({url: checked.url, auth: {kind: 'none'}, network, isDemo: false, clock}),
		);
	} catch (error) {
		return unknown(problemOf(error));
	}
}

function networkOf(caFile: string | undefined, environment: Environment): Network {
	return {proxies: proxiesOf(environment), ...authoritiesOf(caFile)};
}

const own = 'SYNCTOP_VANTAGEPOINT_';

/** Vantagepoint has credentials of its own: those of the service are for another server. */
function vantagepointOf(
	wanted: Wanted['vantagepoint'],
	{given, environment, settings, clock}: Surroundings,
): Omit<Opened, 'stop'> {
	if (wanted === undefined) {
		return {
			place: unknown(safe`Vantagepoint was not named: --vantagepoint https://HOST/INSTANCE/api`),
			problem: undefined,
		};
	}

	try {
		const checked = checkUrl(wanted.url, textOf(given, 'allow-http'));
		if (!checked.ok) {
			throw new UsageError(checked.problem);
		}

		const found = findAuth({
			given: {tokenFile: undefined, credentialsFile: wanted.credentialsFile},
			input: undefined,
			environment: environmentOfVantagepoint(environment),
			command: wanted.credentialCommand,
			saved: {tokenFile: undefined, credentialsFile: undefined},
			runCommand: runCredentialCommand,
		});
		const network = networkOf(
			textOf(given, 'ca-file') ?? contextMeant({given, settings, environment})?.caFile,
			environment,
		);
		const auth = found.ok ? found.auth : ({kind: 'none'} as const);
		return {
			place: known(openPlace({url: checked.url, auth, network, isDemo: false, clock})),
			problem: found.ok ? undefined : toSafe(found.problem.replaceAll(/\bSYNCTOP_/g, own)),
		};
	} catch (error) {
		const problem = problemOf(error);
		return {place: unknown(problem), problem};
	}
}

function environmentOfVantagepoint(environment: Environment): Environment {
	return Object.fromEntries(
		Object.entries(environment).flatMap(([name, value]) =>
			name.startsWith(own) ? [[`SYNCTOP_${name.slice(own.length)}`, value]] : [],
		),
	);
}

/** What a usage error says; any other is a defect. */
function problemOf(error: unknown): SafeText {
	if (error instanceof UsageError) {
		return toSafe(error.message);
	}

	throw error;
}
