import {type App, createApp} from './app.ts';
import {safe, toSafe} from './contract/text.ts';
import {milliseconds, seconds} from './contract/time.ts';
import {isIn, minuteOfDay, quietHoursOf} from './platform/alert.ts';
import {type ConnectionsPort} from './core/connections.ts';
import {type Preferences} from './core/preferences.ts';
import {isOpen} from './core/run.ts';
import {tellCrash} from './defect-text.ts';
import {followEnding} from './ending.ts';
import {exitCode} from './exit-code.ts';
import {type Given, textOf} from './flags.ts';
import {plural} from './format/number.ts';
import {intervalOf} from './interval.ts';
import {readOnlyOf, settingsFor} from './own-settings.ts';
import {clipboardWay} from './platform/clipboard.ts';
import {type Clock} from './platform/clock.ts';
import {isAlive, thisProcess} from './platform/machine.ts';
import {isLong} from './core/user-lists.ts';
import {compactMemory} from './platform/memory.ts';
import {jobControl} from './platform/suspend.ts';
import {colorDepth, isAsciiOnly, isTerminal, sizeOf} from './platform/terminal.ts';
import {connectionKey, preferencesOf} from './preferences.ts';
import {takeSeat} from './seat.ts';
import {type Surroundings} from './surroundings.ts';
import {type RunningScreen} from './tui/start.tsx';
import {type Watched} from './watched.ts';

// A service nearby has answered by then: one frame is drawn, not three. One that is far away is shown as being asked.
const longestBlank = milliseconds(80);

/** What is shown or said, however that is done. */
export type Running = Pick<RunningScreen, 'stop' | 'ended'>;

/** Begins to show; what is thrown meanwhile is told to `onDefect`. */
export type Open = (
	app: App,
	surroundings: Surroundings,
	onDefect: (error: unknown) => void,
) => Promise<Running>;

/** Shows what is watched on the terminal until somebody or something ends it. Resolves to the exit code. */
export async function showScreen(
	surroundings: Surroundings,
	watched: Watched,
	unusable: string | undefined,
): Promise<number> {
	return showUntilEnd(surroundings, watched, {unusable, open: openScreen});
}

/** The same for whatever `open` shows: signals, farewell, crash file. */
export async function showUntilEnd(
	surroundings: Surroundings,
	watched: Watched,
	{unusable, open}: {readonly unusable: string | undefined; readonly open: Open},
): Promise<number> {
	const {streams, clock} = surroundings;
	const {app, warnings} = await takeSeat(surroundings, watched, openApp);
	const all = [unusable, ...warnings].filter((warning) => warning !== undefined);
	let stop = (): void => undefined;
	// A signal may come while the first frame is on its way: the terminal is to be given back then, too.
	const ending = followEnding(() => {
		stop();
	});
	try {
		const screen = await open(app, surroundings, ending.onDefect);
		stop = screen.stop;
		app.engine.dispatch({type: 'app.warned', warnings: all.map(toSafe)});

		await screen.ended;
		sayFarewell(app, surroundings);
		sayWaiting(app, surroundings);
	} finally {
		// Whatever failed before, nothing is left that would keep the process.
		await app.stop();
		ending.release();
	}

	for (const warning of all) {
		streams.stderr.write(`synctop: ${toSafe(warning)}\n`);
	}

	const defect = ending.defect();
	if (defect === undefined) {
		return ending.signalCode() ?? exitCode.ended;
	}

	const trail = app.engine.trail();
	const place = {folder: surroundings.folders.state, at: clock.now(), pid: thisProcess().pid};
	streams.stderr.write(tellCrash({...defect, ...place, trail}));
	return exitCode.defect;
}

async function openApp(
	surroundings: Surroundings,
	watched: Watched,
	connections: ConnectionsPort,
): Promise<{readonly app: App; readonly warnings: readonly string[]}> {
	const settings = settingsFor(surroundings.settings, watched);
	const {preferences, warnings} = await preferencesOf(
		{...surroundings, settings},
		connectionKey(watched),
	);
	const app = appOf({...surroundings, settings}, watched, {preferences, connections});
	tidyWhenRead(app, surroundings.clock);
	return {app, warnings};
}

// By the clock on the wall of whoever sits here.
export function quietBy(text: string | undefined, clock: Clock): () => boolean {
	const hours = text === undefined ? undefined : quietHoursOf(text);
	return () => hours !== undefined && isIn(hours, minuteOfDay(clock.now()));
}

function planFileOf(given: Given): {readonly planFile?: string} {
	const planFile = textOf(given, 'plan');
	return planFile === undefined ? {} : {planFile};
}

async function openScreen(
	app: App,
	{given, environment, streams, clock, settings}: Surroundings,
	onDefect: (error: unknown) => void,
): Promise<RunningScreen> {
	// The questions are on their way while the screen is being loaded.
	app.start();
	const {startScreen} = await import('./screen.ts');
	await app.begun(longestBlank);
	const screen = startScreen(app.engine, {
		stdin: streams.stdin,
		stdout: streams.stdout,
		clock,
		theme: {
			depth: colorDepth(environment),
			isAscii: given.ascii === true || isAsciiOnly(environment),
		},
		clipboard: clipboardWay(environment),
		hasMouse: given.mouse === true,
		isQuiet: quietBy(settings.alerts?.quiet, clock),
		jobControl,
		onDefect,
		isTerminal: () => isTerminal(streams.stdin),
	});
	app.attach(screen.terminal);
	return screen;
}

function appOf(
	{given, streams, clock, random, folders, settings, knowledge}: Surroundings,
	watched: Watched,
	own: {readonly preferences: Preferences; readonly connections: ConnectionsPort},
): App {
	return createApp({
		...watched,
		...own,
		...readOnlyOf(given, watched),
		knowledge,
		interval: intervalOf(textOf(given, 'interval'), settings),
		size: sizeOf(streams.stdout),
		settingsFolder: folders.settings,
		stateFolder: folders.state,
		...planFileOf(given),
		clock,
		random,
		writer: thisProcess(),
		isAlive,
		// The engine says a defect on screen, and goes on.
		report: () => undefined,
	});
}

// The terminal was given back: what is printed now stays. One that is gone takes nothing any more.
function sayFarewell({engine}: App, {streams: {stdout}}: Surroundings): void {
	const {farewell} = engine.store.getState();
	if (farewell !== undefined && stdout.writable) {
		stdout.write(`${farewell.join('\n')}\n`);
	}
}

// Whoever waits for the shell should know what for.
function sayWaiting(app: App, {streams}: Surroundings): void {
	const {runs} = app.engine.store.getState();
	const open = runs
		.flatMap(({items}) => items)
		.filter(({phase}) => isOpen(phase) && phase.kind !== 'unknown').length;
	if (open > 0) {
		// Where the terminal is gone nobody is left to be told: that is no defect.
		streams.stderr.once('error', () => undefined);
		const changes = plural(open, safe`change`, safe`changes`);
		streams.stderr.write(`synctop: waiting for ${changes} on the way, 10 s at most\n`);
	}
}

// When everything was read, what reading left behind is not needed any more.
function tidyWhenRead({engine}: App, clock: Clock): void {
	const stop = engine.store.subscribe((state) => {
		if (!state.isComplete) {
			return;
		}

		stop();
		if (isLong(state)) {
			tidyWhenLeftAlone(engine, clock);
		} else {
			clock.after(milliseconds(300), compactMemory);
			clock.after(milliseconds(1300), compactMemory);
		}
	});
}

const leftAlone = seconds(20);

// With very many users that takes a fifth of a second, in which no key is answered.
function tidyWhenLeftAlone(engine: App['engine'], clock: Clock): void {
	const {view} = engine.store.getState();
	clock.after(leftAlone, () => {
		if (engine.store.getState().view === view) {
			compactMemory();
		} else {
			tidyWhenLeftAlone(engine, clock);
		}
	});
}
