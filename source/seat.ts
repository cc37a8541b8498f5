import {type App} from './app.ts';
import {savedConnections} from './contexts.ts';
import {type SafeText, safe, toSafe} from './contract/text.ts';
import {milliseconds} from './contract/time.ts';
import {type ConnectionsPort} from './core/connections.ts';
import {type TerminalPort} from './core/ports.ts';
import {isOpen} from './core/run.ts';
import {plural} from './format/number.ts';
import {type Looks, openLooks} from './other-connections.ts';
import {readSettings} from './platform/settings.ts';
import {sizeOf} from './platform/terminal.ts';
import {type Surroundings} from './surroundings.ts';
import {createSwitchboard, type Switchboard} from './switchboard.ts';
import {UsageError} from './usage-error.ts';
import {savedWatched, type Watched} from './watched.ts';

/** How a connection is opened: with what a person made their own for it, and what of that could not be understood. */
export type OpenApp = (
	surroundings: Surroundings,
	watched: Watched,
	connections: ConnectionsPort,
) => Promise<{readonly app: App; readonly warnings: readonly string[]}>;

/** Who sits before the screen: what is watched there, one connection after the other, as one. */
export type Seat = {readonly app: App; readonly warnings: readonly string[]};

// A service nearby has answered by then: one frame is drawn, not three. One that is far away is shown as being asked.
const longestBlank = milliseconds(80);

/** Opens the first connection, and whichever is chosen after it in the same screen. */
export async function takeSeat(
	surroundings: Surroundings,
	first: Watched,
	openApp: OpenApp,
): Promise<Seat> {
	const settingsNow = () => withSettingsOfNow(surroundings);
	let looks: Looks | undefined;
	const leave = async (): Promise<void> => looks?.leave();
	let terminal: TerminalPort | undefined;
	let changing: Promise<void> | undefined;
	let hasEnded = false;
	const connections: ConnectionsPort = {
		list: async () => savedConnections(settingsNow().settings),
		look(names) {
			looks ??= openLooks(settingsNow, false);
			return looks.look(names);
		},
		leave: () => void leave(),
		open(name) {
			changing ??= change(name).finally(() => {
				changing = undefined;
			});
		},
	};
	const opened = await openApp(surroundings, first, connections);
	let current = {app: opened.app, watched: first};
	const board = createSwitchboard(opened.app.engine);

	const change = async (name: SafeText): Promise<void> => {
		const next = await prepare(settingsNow(), name, connections, openApp);
		if (typeof next === 'string') {
			current.app.engine.dispatch({type: 'app.told', text: toSafe(next), tone: 'warn'});
			return;
		}

		sayWaiting(current.app);
		await Promise.all([end(current), leave()]);
		if (hasEnded || terminal === undefined) {
			await end(next);
			return;
		}

		current = next;
		await show(next, board, {terminal, size: sizeOf(surroundings.streams.stdout)});
	};

	return {
		warnings: opened.warnings,
		app: {
			...opened.app,
			engine: board.engine,
			attach(port) {
				terminal = port;
				current.app.attach(port);
			},
			async stop() {
				hasEnded = true;
				await changing;
				await Promise.all([end(current), leave()]);
			},
		},
	};
}

type Opened = {readonly app: App; readonly watched: Watched};
type Prepared = Opened & {readonly warnings: readonly string[]};

/** Puts what was prepared on the screen that stands already. */
async function show(
	{app, warnings}: Prepared,
	board: Switchboard,
	place: {
		readonly terminal: TerminalPort;
		readonly size: {readonly columns: number; readonly rows: number};
	},
): Promise<void> {
	app.start();
	await app.begun(longestBlank);
	app.engine.dispatch({type: 'terminal.resized', ...place.size});
	board.connect(app.engine);
	app.attach(place.terminal);
	const {name, isProduction} = app.engine.store.getState().connection;
	const mark = isProduction === true ? safe`[PROD] ` : safe``;
	app.engine.dispatch({type: 'app.told', text: safe`Now on ${mark}${name}`, tone: 'warn'});
	app.engine.dispatch({type: 'app.warned', warnings: warnings.map(toSafe)});
}

async function end({app, watched}: Opened): Promise<void> {
	await app.stop();
	await watched.stop();
}

/** What is to be watched next, ready to start; or why it cannot be. Nothing is ended before it is known that it can. */
async function prepare(
	surroundings: Surroundings,
	name: SafeText,
	connections: ConnectionsPort,
	openApp: OpenApp,
): Promise<Prepared | string> {
	try {
		const watched = await savedWatched(surroundings, name);
		return {watched, ...(await openApp(surroundings, watched, connections))};
	} catch (error) {
		if (error instanceof UsageError) {
			return error.message;
		}

		throw error;
	}
}

// Somebody may have changed them meanwhile.
function withSettingsOfNow(surroundings: Surroundings): Surroundings {
	const {settings} = readSettings(surroundings.folders.settings);
	return {...surroundings, given: forOthers(surroundings), settings};
}

// What was given for the first connection means nothing to another; how the screen is stays.
function forOthers({given}: Surroundings): Surroundings['given'] {
	const kept = ['theme', 'ascii', 'mouse', 'read-only'] as const;
	return Object.fromEntries(
		kept.flatMap((name) => (given[name] === undefined ? [] : [[name, given[name]]])),
	);
}

function sayWaiting({engine}: App): void {
	const open = engine.store
		.getState()
		.runs.flatMap(({items}) => items)
		.filter(({phase}) => isOpen(phase)).length;
	if (open > 0) {
		const changes = plural(open, safe`change`, safe`changes`);
		const text = safe`Waiting for ${changes} on the way, 10 s at most`;
		engine.dispatch({type: 'app.told', text, tone: 'warn'});
	}
}
