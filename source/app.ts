import {type Auth} from './client/auth.ts';
import {createClient} from './client/client.ts';
import {type Network} from './client/transport.ts';
import {type SafeText, toSafe} from './contract/text.ts';
import {type Milliseconds, seconds} from './contract/time.ts';
import {type ConnectionsPort} from './core/connections.ts';
import {createEngine, type Engine} from './core/engine.ts';
import {
	type Journal,
	type NotebookPort,
	type SettingsPort,
	type SyncService,
	type TerminalPort,
} from './core/ports.ts';
import {type Policy} from './core/policy.ts';
import {type Preferences} from './core/preferences.ts';
import {type Connection, initialState, type State, type StateOptions} from './core/state.ts';
import {usersOf} from './core/users/user-table.ts';
import {type Knowledge} from './knowledge/cause.ts';
import {type Clock} from './platform/clock.ts';
import {openJournal, type Writer} from './journal/journal.ts';
import {type IsAlive} from './journal/unsettled.ts';
import {handoverFiles} from './platform/handover-file.ts';
import {openPlanFiles} from './platform/plan-file.ts';
import {notebookInMemory, openNotebook} from './platform/notebook-file.ts';
import {type Tap, tapped} from './replay/tap.ts';
import {type Random} from './platform/random.ts';
import {connectionKey, keepInterval, keepPreference} from './preferences.ts';
import {version} from './version.ts';

/** Everything the program was asked to do and handed to do it with. */
export type AppOptions = {
	readonly url: string;
	readonly name: string;
	readonly isDemo: boolean;
	/** Ends the scenario of the demo. */
	readonly repairDemo?: () => void;
	readonly isReadOnly: boolean;
	readonly readOnlyBecause?: SafeText;
	readonly isProduction?: boolean;
	readonly policy?: Policy;
	/** The name that the connection is saved under, if it is. */
	readonly savedAs?: string;
	readonly auth: Auth;
	readonly network: Network;
	readonly interval: Milliseconds;
	/** What failures mean; the built-in causes where it is left out. */
	readonly knowledge?: Knowledge;
	/** Asked instead of the address, if it is there. */
	readonly service?: SyncService;
	readonly replay?: Connection['replay'];
	/** Listens to what is polled. */
	readonly tap?: Tap;
	/** Told of the engine when it is made. */
	readonly follow?: (engine: Engine) => void;
	readonly connections?: ConnectionsPort;
	readonly limits?: StateOptions['limits'];
	readonly size: {readonly columns: number; readonly rows: number};
	readonly preferences?: Preferences;
	/** Nobody looks: there is no screen. */
	readonly isUnattended?: boolean;
	readonly settingsFolder: string;
	readonly stateFolder: string;
	/** A change set to begin with. */
	readonly planFile?: string;
	/** Who this program is, for the journal; its start is told apart by what the dice say. */
	readonly writer: Omit<Writer, 'start'>;
	readonly isAlive: IsAlive;
	readonly clock: Clock;
	readonly random: Random;
	/** Told about defects, with the error as it was thrown. */
	readonly report: (error: unknown) => void;
};

export type App = {
	readonly engine: Engine;
	/** The calls themselves, for what is read once and not watched. */
	readonly service: SyncService;
	/** Sends the first questions. */
	readonly start: () => void;
	/** Resolves when there is something to show, counts or why there are none, but after this time at the latest. */
	readonly begun: (longest: Milliseconds) => Promise<void>;
	/** Takes the terminal, which has its first frame now. */
	readonly attach: (terminal: TerminalPort) => void;
	/** Ends polling at once, and the rest when changes that are on their way have come to an end, or after a while. */
	readonly stop: () => Promise<void>;
};

const longestGoodbye = seconds(10);

/** Joins the parts: client, journal, settings, engine. */
export function createApp(options: AppOptions): App {
	const {clock, random} = options;
	const client = clientOf(options);
	const service = options.tap === undefined ? client : tapped(client, options.tap);
	const nonce = nonceFrom(random);
	let terminal: TerminalPort | undefined;
	const engine = createEngine(
		initialState({
			connection: connectionOf(options, nonce),
			interval: options.interval,
			...(options.preferences !== undefined && {preferences: options.preferences}),
			...(options.knowledge !== undefined && {knowledge: options.knowledge}),
			now: {elapsed: clock.elapsed(), wall: clock.now()},
			size: options.size,
			...(options.limits !== undefined && {limits: options.limits}),
		}),
		{
			clock,
			random,
			service,
			journal: journalOf(options, nonce),
			settings: settingsOf(options, (text) => {
				engine.dispatch({type: 'app.told', text, tone: 'warn'});
			}),
			notebook: notebookOf(options),
			handover: handoverFiles(options.stateFolder),
			plans: openPlanFiles(options.stateFolder, toSafe(options.url)),
			...(options.connections !== undefined && {connections: options.connections}),
			...(options.repairDemo !== undefined && {repairDemo: options.repairDemo}),
			terminal: () => terminal,
			report: options.report,
		},
	);
	options.follow?.(engine);
	return {
		engine,
		service,
		start: () => engine.dispatch({type: 'app.started'}),
		begun: async (longest) => atMost(longest, firstAnswer(engine), clock),
		attach(port) {
			terminal = port;
			engine.dispatch({type: 'app.shown'});
			if (options.planFile !== undefined) {
				engine.dispatch({type: 'set.fileNamed', name: options.planFile});
			}
		},
		async stop() {
			engine.stop();
			await rememberNames(engine.store.getState(), options);
			await atMost(longestGoodbye, engine.drained(), clock);
			client.close();
		},
	};
}

/** The calls to the service, or to what stands for it. */
function clientOf(options: AppOptions): SyncService & {readonly close: () => void} {
	return options.service === undefined
		? createClient({
				url: options.url,
				auth: options.auth,
				network: options.network,
				clock: options.clock,
				userAgent: `synctop/${version}`,
				isCompressed: !options.isDemo,
			})
		: {...options.service, close: () => undefined};
}

/** Keeps settings in their file. What cannot be kept holds until the end, and that is said. */
function settingsOf(options: AppOptions, tell: (text: SafeText) => void): SettingsPort {
	const {settingsFolder} = options;
	const follow = (what: string, saved: Promise<void>): void => {
		saved.catch((error: unknown) => {
			const reason = error instanceof Error ? error.message : String(error);
			tell(toSafe(`The ${what} holds until the end; it could not be saved: ${reason}`));
		});
	};
	// How the demo is asked, and whether it rings, is nothing that a real connection should begin with.
	const {isDemo} = options;
	return {
		saveInterval(interval) {
			if (!isDemo) {
				follow('interval', keepInterval(settingsFolder, options, interval / 1000));
			}
		},
		keep(kept) {
			if (!isDemo || kept.kind !== 'alerts') {
				follow(kept.kind, keepPreference(settingsFolder, options, kept));
			}
		},
	};
}

function connectionOf(options: AppOptions, nonce: string): Connection {
	const {
		name,
		url,
		isDemo,
		isReadOnly,
		isUnattended = false,
		readOnlyBecause,
		isProduction,
		policy,
		savedAs,
		replay,
	} = options;
	return {
		name: toSafe(name),
		url: toSafe(url),
		isDemo,
		isReadOnly,
		isUnattended,
		nonce,
		...(readOnlyBecause !== undefined && {readOnlyBecause}),
		...(isProduction !== undefined && {isProduction}),
		...(policy !== undefined && {policy}),
		...(replay !== undefined && {replay}),
		...(savedAs !== undefined && {savedAs: toSafe(savedAs)}),
	};
}

function notebookOf({isDemo, replay, stateFolder, url}: AppOptions): NotebookPort {
	return isDemo || replay !== undefined ? notebookInMemory : openNotebook(stateFolder, toSafe(url));
}

function journalOf(options: AppOptions, start: string): Journal {
	const kept = {
		folder: options.stateFolder,
		stem: options.isDemo ? 'audit-demo' : 'audit',
		writer: {...options.writer, start},
	};
	return {
		...openJournal(kept),
		async recent() {
			const {recentRequests} = await import('./journal/recent.ts');
			return recentRequests(kept, toSafe(options.url), options.isDemo ? start : undefined);
		},
		// The demo's service is made anew at each start: what was sent to an earlier one means nothing to it.
		async unsettled() {
			if (options.isDemo) {
				return {entries: []};
			}

			// Loaded when the first frame stands: nothing can be changed before.
			const {findUnsettled} = await import('./journal/unsettled.ts');
			return findUnsettled(kept, toSafe(options.url), {
				now: options.clock.now(),
				isAlive: options.isAlive,
			});
		},
	};
}

/** Completion of the shell offers them later. */
async function rememberNames({isComplete, entities}: State, options: AppOptions): Promise<void> {
	if (isComplete && options.replay === undefined) {
		// Loaded at the end, when nobody waits for a first frame.
		const {keepNames, mostNames} = await import('./platform/known-names.ts');
		keepNames(options.stateFolder, connectionKey(options), {
			users: [...usersOf(entities.users).take(mostNames)].map(({email}) => email),
			groups: [...entities.groups.values()].map(({name}) => name),
			causes: [...entities.causes.byKey.keys()],
		});
	}
}

async function firstAnswer({store}: Engine): Promise<void> {
	await new Promise<void>((resolve) => {
		const look = ({feed: {reading, failures, roundFailure}}: State): void => {
			const hasFailed = failures > 0 || roundFailure !== undefined;
			if (reading === undefined || reading.hasOverview || hasFailed) {
				stop();
				resolve();
			}
		};
		const stop = store.subscribe(look);
		look(store.getState());
	});
}

/** Waits for something, but not longer than this. */
async function atMost(longest: Milliseconds, wanted: Promise<void>, clock: Clock): Promise<void> {
	const late = Promise.withResolvers<undefined>();
	const cancel = clock.after(longest, () => {
		late.resolve(undefined);
	});
	await Promise.race([wanted, late.promise]);
	cancel();
}

// 65 bits from the dice: enough that no two starts share an idempotency key.
function nonceFrom(random: Random): string {
	return Array.from({length: 13}, () => Math.floor(random() * 32).toString(32)).join('');
}
