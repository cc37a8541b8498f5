import {type App, createApp} from './app.ts';
import {createClient} from './client/client.ts';
import {contextsOf} from './contexts.ts';
import {type Outcome} from './contract/outcome.ts';
import {type Session} from './contract/session.ts';
import {type SafeText, safe, toSafe} from './contract/text.ts';
import {seconds} from './contract/time.ts';
import {type ConnectionLook, type ConnectionsPort} from './core/connections.ts';
import {lookOf} from './core/select/connections.ts';
import {isAlive, thisProcess} from './platform/machine.ts';
import {type Surroundings} from './surroundings.ts';
import {UsageError} from './usage-error.ts';
import {version} from './version.ts';
import {flaggedWatched, savedWatched, type Watched} from './watched.ts';

export type Looks = Pick<ConnectionsPort, 'look'> & {readonly leave: () => Promise<void>};

type Seen = {app?: App; stop?: () => Promise<void>; look: ConnectionLook};

// It is a glance at several services at once: more is not kept of each, nor asked more often.
const mostUsers = 20_000;
const between = seconds(30);

/**
Watches saved connections side by side, each by an engine of its own. `mayAskForSecrets` says whether their credential commands are run: on a
screen they could ask for a passphrase in the middle of it.
*/
export function openLooks(present: () => Surroundings, mayAskForSecrets: boolean): Looks {
	const seen = new Map<string, Seen>();
	const open = async (name: SafeText, own: Seen): Promise<void> => {
		const surroundings = present();
		const command = commandOf(surroundings, name);
		if (command && !mayAskForSecrets) {
			own.look = {kind: 'silent', reason: safe`signs in by a command: open it to see`};
			return;
		}

		try {
			const watched = await savedWatched(surroundings, name);
			if (seen.get(name) === own) {
				own.app = appOf(surroundings, watched);
				own.stop = watched.stop;
				own.app.start();
			}
		} catch (error) {
			if (!(error instanceof UsageError)) {
				throw error;
			}

			own.look = {kind: 'silent', reason: toSafe(error.message)};
		}
	};

	return {
		look(names) {
			return new Map(
				names.map((name): [string, ConnectionLook] => {
					const own = seen.get(name) ?? {look: {kind: 'asking'} as const};
					if (!seen.has(name)) {
						seen.set(name, own);
						void open(name, own);
					}

					return [name, own.app === undefined ? own.look : lookOf(own.app.engine.store.getState())];
				}),
			);
		},
		async leave() {
			const all = [...seen.values()];
			seen.clear();
			await Promise.all(
				all.map(async ({app, stop}) => {
					await app?.stop();
					await stop?.();
				}),
			);
		},
	};
}

function commandOf({settings}: Surroundings, name: string): boolean {
	return contextsOf(settings).some(
		(saved) => saved.ok && saved.name === name && saved.context.credentialCommand !== undefined,
	);
}

function appOf({folders, clock, random, knowledge}: Surroundings, watched: Watched): App {
	return createApp({
		...watched,
		isReadOnly: true,
		knowledge,
		interval: between,
		size: {columns: 120, rows: 40},
		limits: {mostUsers},
		settingsFolder: folders.settings,
		stateFolder: folders.state,
		clock,
		random,
		writer: thisProcess(),
		isAlive,
		report: () => undefined,
	});
}

/** Asks the service that is named by flags who one is there. Throws a usage error for flags that name none. */
export async function askSession(surroundings: Surroundings): Promise<Outcome<Session>> {
	const watched = await flaggedWatched(surroundings);
	const client = createClient({
		url: watched.url,
		auth: watched.auth,
		network: watched.network,
		clock: surroundings.clock,
		userAgent: `synctop/${version}`,
	});
	try {
		const {outcome} = await client.session(new AbortController().signal);
		return outcome;
	} finally {
		client.close();
		await watched.stop();
	}
}
