import path from 'node:path';
import {type ReadStream, type WriteStream} from 'node:tty';
import {type App, createApp} from './app.ts';
import {findAuth} from './credentials.ts';
import {checkUrl} from './connection-url.ts';
import {toSafe} from './contract/text.ts';
import {type Milliseconds, milliseconds, seconds} from './contract/time.ts';
import {defectText} from './defect-text.ts';
import {type Given, helpText, parseFlags, textOf} from './flags.ts';
import {type Clock} from './platform/clock.ts';
import {type Folders, systemFolders} from './platform/folders.ts';
import {isAlive, thisProcess} from './platform/machine.ts';
import {compactMemory} from './platform/memory.ts';
import {type Random} from './platform/random.ts';
import {readSettings, saveSettings, type Settings} from './platform/settings.ts';
import {colorDepth, type Environment, isAsciiOnly} from './platform/terminal.ts';
import {jobControl} from './platform/suspend.ts';
import {version} from './version.ts';

/** Exit codes, as the help lists them. */
const exitCode = {ended: 0, usage: 2, defect: 70} as const;

export type Streams = {
	readonly stdin: ReadStream;
	readonly stdout: WriteStream;
	readonly stderr: NodeJS.WritableStream;
};

/** The machine that the program runs on, handed in. */
export type World = {
	readonly environment: Environment;
	readonly streams: Streams;
	readonly clock: Clock;
	readonly random: Random;
};

type Surroundings = World & {
	readonly given: Given;
	readonly folders: Folders;
	readonly settings: Settings;
};

/** A sentence for standard error: what is wrong and what to do. */
class UsageError extends Error {}

/** Runs the program for a command line and resolves to its exit code. */
export async function main(argv: readonly string[], world: World): Promise<number> {
	const {streams} = world;
	try {
		return await start(argv, world);
	} catch (error) {
		if (error instanceof UsageError) {
			streams.stderr.write(`synctop: ${toSafe(error.message)}\n`);
			return exitCode.usage;
		}

		streams.stderr.write(defectText(error));
		return exitCode.defect;
	}
}

async function start(argv: readonly string[], world: World): Promise<number> {
	const {streams} = world;
	if (argv[0] === 'audit') {
		const {audit} = await import('./headless/audit.ts');
		return audit(argv.slice(1), {...streams, folder: systemFolders().state});
	}

	const parsed = parseFlags(argv);
	if (!parsed.ok) {
		throw new UsageError(parsed.problem);
	}

	const {given} = parsed;
	if (given.version === true) {
		streams.stdout.write(`${version}\n`);
		return exitCode.ended;
	}

	if (given.help === true) {
		const {scenarioStories} = await import('../mocks/options.ts');
		streams.stdout.write(helpText(scenarioStories));
		return exitCode.ended;
	}

	const folders = systemFolders();
	const {settings, warning} = readSettings(folders.settings);
	const surroundings = {...world, given, folders, settings};
	checkFlags(given);
	const target = await chooseTarget(surroundings);
	if (target === undefined) {
		return exitCode.ended;
	}

	return show(surroundings, target, warning);
}

/** What will be watched. */
type Target = Pick<Parameters<typeof createApp>[0], 'url' | 'name' | 'isDemo' | 'auth'> & {
	readonly stop: () => Promise<void>;
};

function checkFlags(given: Given): void {
	const demoOnly = (['users', 'groups', 'seed', 'scenario', 'speed'] as const).find(
		(name) => given[name] !== undefined,
	);
	if (demoOnly !== undefined && given.demo !== true) {
		throw new UsageError(`--${demoOnly} belongs to the demo. Add --demo, or leave it out.`);
	}

	if (given.demo === true && given.url !== undefined) {
		throw new UsageError('--demo and --url exclude each other. Choose one.');
	}

	intervalOf(textOf(given, 'interval'), {});
}

async function chooseTarget(surroundings: Surroundings): Promise<Target | undefined> {
	const {given, settings} = surroundings;
	if (given.demo === true) {
		return demoTarget(surroundings);
	}

	if (given.url !== undefined || settings.connection !== undefined) {
		const target = await remoteTarget(surroundings);
		requireTerminal(surroundings);
		return target;
	}

	requireTerminal(surroundings);
	const {askFirstStep} = await import('./tui/first-run.tsx');
	return (await askFirstStep(surroundings.streams)) === 'demo'
		? demoTarget(surroundings)
		: undefined;
}

function requireTerminal({streams}: Surroundings): void {
	if (!streams.stdin.isTTY || !streams.stdout.isTTY) {
		throw new UsageError(
			'This is a screen for a terminal, and there is none here (input or output is a pipe or a file). Run it in a terminal, over SSH with "ssh -t".',
		);
	}
}

async function demoTarget(surroundings: Surroundings): Promise<Target> {
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

	requireTerminal(surroundings);
	const service = await startDemo(parsed.options, surroundings.clock);
	return {
		url: service.url,
		name: 'simulated service',
		isDemo: true,
		auth: {kind: 'none'},
		stop: service.stop,
	};
}

async function remoteTarget({
	given,
	settings,
	environment,
	folders,
}: Surroundings): Promise<Target> {
	const saved = given.url === undefined ? settings.connection : undefined;
	const allowHttp = textOf(given, 'allow-http') ?? saved?.allowHttp;
	const checked = checkUrl(textOf(given, 'url') ?? saved?.url ?? '', allowHttp);
	if (!checked.ok) {
		throw new UsageError(checked.problem);
	}

	const tokenFile = textOf(given, 'token-file') ?? saved?.tokenFile;
	const credentialsFile = textOf(given, 'credentials-file') ?? saved?.credentialsFile;
	const found = findAuth({tokenFile, credentialsFile}, environment);
	if (!found.ok) {
		throw new UsageError(found.problem);
	}

	const name = textOf(given, 'name') ?? saved?.name ?? checked.host;
	if (given.save === true) {
		await remember(folders.settings, {
			url: checked.url,
			name,
			// Paths as they were given mean something in this folder only.
			...(tokenFile !== undefined && {tokenFile: path.resolve(tokenFile)}),
			...(credentialsFile !== undefined && {credentialsFile: path.resolve(credentialsFile)}),
			...(allowHttp !== undefined && {allowHttp}),
		});
	}

	return {url: checked.url, name, isDemo: false, auth: found.auth, stop: async () => undefined};
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

async function show(
	{given, environment, streams, clock, random, folders, settings}: Surroundings,
	target: Target,
	warning: string | undefined,
): Promise<number> {
	const {stdin, stdout, stderr} = streams;
	const app = createApp({
		...target,
		isReadOnly: given['read-only'] === true,
		interval: intervalOf(textOf(given, 'interval'), settings),
		size: {columns: stdout.columns, rows: stdout.rows},
		settingsFolder: folders.settings,
		stateFolder: folders.state,
		clock,
		random,
		writer: thisProcess(),
		isAlive,
		report: () => undefined,
	});
	// The questions are on their way while the screen is being loaded.
	app.start();
	const {startScreen} = await import('./tui/start.tsx');
	await app.begun(longestBlank);
	let stop = (): void => undefined;
	// A signal may come while the first frame is on its way: the terminal is to be given back then, too.
	const ending = followEnding(() => {
		stop();
	});
	const screen = startScreen(app.engine, {
		stdin,
		stdout,
		clock,
		theme: {
			depth: colorDepth(environment),
			isAscii: given.ascii === true || isAsciiOnly(environment),
		},
		jobControl,
	});
	stop = screen.stop;
	app.attach(screen.terminal);
	if (warning !== undefined) {
		tell(app, warning);
	}

	tidyWhenRead(app, clock);
	await screen.ended;
	const signalCode = ending.code(stderr);
	await app.stop();
	await target.stop();
	if (warning !== undefined) {
		stderr.write(`synctop: ${toSafe(warning)}\n`);
	}

	return signalCode;
}

// When everything was read, what reading left behind is not needed any more.
function tidyWhenRead({engine}: App, clock: Clock): void {
	const stop = engine.store.subscribe(({isComplete}) => {
		if (isComplete) {
			stop();
			clock.after(milliseconds(300), compactMemory);
			clock.after(milliseconds(1300), compactMemory);
		}
	});
}

function tell(app: App, warning: string): void {
	app.engine.dispatch({type: 'app.told', text: toSafe(warning), tone: 'warn'});
}

// A service nearby has answered by then: one frame is drawn, not three. One that is far away is shown as being asked.
const longestBlank = milliseconds(80);

const signals = {SIGHUP: 129, SIGINT: 130, SIGTERM: 143} as const;

/** Stops the screen on a signal, a defect and the end of the process; the terminal is given back in every case. */
function followEnding(stop: () => void) {
	let code: number = exitCode.ended;
	let defect: unknown;
	const endWith = (ending: number) => (): void => {
		code = ending;
		stop();
	};
	const onDefect = (error: unknown): void => {
		defect ??= error;
		endWith(exitCode.defect)();
	};
	const handlers = [
		...Object.entries(signals).map(([signal, ending]) => [signal, endWith(ending)] as const),
		['uncaughtException', onDefect] as const,
		['exit', stop] as const,
	];
	for (const [name, handler] of handlers) {
		process.on(name, handler);
	}

	return {
		/** Why it ended, when it has; a defect is told. */
		code(stderr: NodeJS.WritableStream): number {
			for (const [name, handler] of handlers) {
				process.off(name, handler);
			}

			if (defect !== undefined) {
				stderr.write(defectText(defect));
			}

			return code;
		},
	};
}

function intervalOf(text: string | undefined, settings: Settings): Milliseconds {
	if (text === undefined) {
		return seconds(settings.intervalSeconds ?? 2);
	}

	const value = Number(text);
	if (!(value >= 1 && value <= 3600)) {
		throw new UsageError(`--interval takes seconds from 1 to 3600; "${text}" is not that.`);
	}

	return seconds(value);
}
