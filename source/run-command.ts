import {createApp} from './app.ts';
import {toSafe} from './contract/text.ts';
import {defaultPreferences} from './core/preferences.ts';
import {tellCrash} from './defect-text.ts';
import {followEnding} from './ending.ts';
import {exitCode} from './exit-code.ts';
import {checkFlags} from './check-flags.ts';
import {type Given, placeOfCommand, textOf} from './flags.ts';
import {CommandError} from './headless/command-error.ts';
import {type Asked, type Command, type MachineWorld} from './headless/command.ts';
import {commands} from './headless/command-table.ts';
import {commandHelp} from './headless/command-help.ts';
import {findCommand, parseCommand} from './headless/parse-command.ts';
import {type Others} from './headless/others.ts';
import {createPrinter, type Printer} from './headless/printer.ts';
import {intervalOf} from './interval.ts';
import {knowledgeOf} from './knowledge/cause.ts';
import {readOnlyOf, settingsFor} from './own-settings.ts';
import {type Folders} from './platform/folders.ts';
import {keepAlive} from './platform/keep-alive.ts';
import {isAlive, thisProcess} from './platform/machine.ts';
import {readOwnCauses} from './platform/own-causes.ts';
import {readSettings} from './platform/settings.ts';
import {readInput} from './standard-input.ts';
import {askSession, openLooks} from './other-connections.ts';
import {staying} from './staying.ts';
import {type Surroundings, type World} from './surroundings.ts';
import {UsageError} from './usage-error.ts';
import {namedWatched, noService, type Watched} from './watched.ts';

/** Runs a command that needs no screen, and resolves to its exit code. The command line holds the name of one. */
export async function runCommand(
	argv: readonly string[],
	world: World,
	folders: Folders,
): Promise<number> {
	const place = placeOfCommand(argv);
	const name = argv[place] ?? '';
	try {
		const command = findCommand(commands, name);
		const {asked, given: written} = parseCommand(command, argv.toSpliced(place, 1));
		const print = createPrinter(world.streams, asked.isOn('quiet'));
		if (asked.isOn('help')) {
			await print.out(commandHelp(command));
			return exitCode.ended;
		}

		const code = await running(command, asked, {world, folders, written, print});
		const reason = await print.lost();
		if (reason !== undefined && code <= exitCode.no) {
			throw lostOutput(reason);
		}

		return code;
	} catch (error) {
		return tell(error, argv, world);
	}
}

// Said so that a script does not take half of a list for all of it. What became of changes says more: that code stays.
function lostOutput(reason: string): CommandError {
	return new CommandError(
		`standard output cannot be written (${reason}): what was printed is lost, or a part of it.`,
		{kind: 'output', exit: exitCode.output},
	);
}

type Running = {
	readonly world: World;
	readonly folders: Folders;
	readonly written: Given;
	readonly print: Printer;
};

async function running(
	command: Command,
	asked: Asked,
	{world, folders, written, print}: Running,
): Promise<number> {
	const given = withRecord(asked, written);
	checkFlags(given);
	const {settings, warning} = readSettings(folders.settings);
	const own = await readOwnCauses(folders.settings);
	for (const text of [warning, own.warning]) {
		if (text !== undefined) {
			print.note(`synctop: ${text}`);
		}
	}

	const {input, streams} = readInput(given, world.streams, false);
	const knowledge = knowledgeOf(own.kinds);
	const around = {...world, streams, given, folders, settings, knowledge, input};
	const probes = async () => (await import('./doctor-probes.ts')).openProbes(around);
	const surroundings = {...around, print, probes, others: othersOf(around)};
	if (command.needs === 'machine') {
		const run = await command.load();
		// Its timers alone would not keep the process.
		const release = keepAlive();
		try {
			return await run(asked, surroundings);
		} finally {
			release();
		}
	}

	return command.stays === true
		? await staying(command, asked, surroundings, {openApp, defectOf})
		: await watching(command, asked, surroundings);
}

/** What a command that records was told to write, as the screen is told. */
function withRecord(asked: Asked, given: Given): Given {
	const {command, operands} = asked;
	if (command.needs !== 'service' || command.stays === true || command.records !== true) {
		return given;
	}

	const [file, ...more] = operands;
	if (file === undefined || more.length > 0) {
		throw new UsageError(`${command.name} takes one file: synctop ${command.name} FILE`);
	}

	return {...given, record: file, ...(asked.isOn('mask') && {mask: true})};
}

function othersOf(surroundings: Surroundings): Others {
	return {
		looks: () => openLooks(() => surroundings, true),
		session: async (given) => askSession({...surroundings, given}),
	};
}

function tell(error: unknown, argv: readonly string[], {streams}: World): number {
	if (!(error instanceof CommandError) && !(error instanceof UsageError)) {
		throw error;
	}

	const [kind, exit] =
		error instanceof CommandError ? [error.kind, error.exit] : ['usage', exitCode.usage];
	const message = error.message.split('\n').map(toSafe).join('\n');
	const isJson = argv.some(
		(word, index) =>
			/^--output=(?:nd)?json$/.test(word) ||
			(word === '--output' && /^(?:nd)?json$/.test(argv[index + 1] ?? '')),
	);
	streams.stderr.write(
		isJson ? `${JSON.stringify({error: {kind, message, exit}})}\n` : `synctop: ${message}\n`,
	);
	return exit;
}

type ServiceCommand = Extract<Command, {needs: 'service'; stays?: undefined}>;

/** Opens the service, runs the command, and waits for what is on its way. */
async function watching(
	command: ServiceCommand,
	asked: Asked,
	world: MachineWorld,
): Promise<number> {
	const watched = await namedWatched(world);
	if (watched === undefined) {
		throw noService(command);
	}

	const app = openApp(world, watched);
	const abort = new AbortController();
	const ending = followEnding(() => {
		abort.abort();
	});
	const release = keepAlive();
	try {
		app.start();
		const run = await command.load();
		const {engine, service} = app;
		const {recorder} = watched;
		const code = await run(asked, {
			...world,
			engine,
			service,
			signal: abort.signal,
			...(recorder !== undefined && {recorder}),
		});
		return ending.signalCode() ?? defectOf(ending.defect(), world) ?? code;
	} catch (error) {
		const code = ending.signalCode();
		if (code !== undefined) {
			return code;
		}

		throw error;
	} finally {
		await app.stop();
		await watched.stop();
		ending.release();
		release();
	}
}

function defectOf(
	defect: {readonly error: unknown} | undefined,
	{streams, clock, folders}: MachineWorld,
): number | undefined {
	if (defect === undefined) {
		return undefined;
	}

	streams.stderr.write(
		tellCrash({...defect, folder: folders.state, at: clock.now(), pid: thisProcess().pid}),
	);
	return exitCode.defect;
}

const usualSize = {columns: 120, rows: 40};

function openApp(world: MachineWorld, watched: Watched) {
	const {given, settings, folders, clock, random, knowledge} = world;
	return createApp({
		...watched,
		preferences: defaultPreferences,
		...readOnlyOf(given, watched),
		isUnattended: true,
		knowledge,
		interval: intervalOf(textOf(given, 'interval'), settingsFor(settings, watched)),
		size: usualSize,
		settingsFolder: folders.settings,
		stateFolder: folders.state,
		clock,
		random,
		writer: thisProcess(),
		isAlive,
		report(error) {
			// It is said, and the command goes on; whoever looks for it finds it in the crash file.
			world.streams.stderr.write(
				tellCrash({error, folder: folders.state, at: clock.now(), pid: thisProcess().pid}),
			);
		},
	});
}
