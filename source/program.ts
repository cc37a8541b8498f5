import {toSafe} from './contract/text.ts';
import {tellCrash} from './defect-text.ts';
import {exitCode} from './exit-code.ts';
import {checkFlags} from './check-flags.ts';
import {parseFlags, placeOfCommand} from './flags.ts';
import {isLinear} from './linear-mode.ts';
import {knowledgeOf} from './knowledge/cause.ts';
import {type Folders, systemFolders} from './platform/folders.ts';
import {thisProcess} from './platform/machine.ts';
import {readOwnCauses} from './platform/own-causes.ts';
import {readSettings} from './platform/settings.ts';
import {showScreen} from './show-screen.ts';
import {readInput} from './standard-input.ts';
import {type World} from './surroundings.ts';
import {UsageError} from './usage-error.ts';
import {version} from './version.ts';
import {chooseWatched} from './watched.ts';

/** Runs the program for a command line and resolves to its exit code. */
export async function main(argv: readonly string[], world: World): Promise<number> {
	const {streams, clock} = world;
	const folders = systemFolders();
	// Without a listener, what cannot be said to a terminal that is gone would be a defect.
	streams.stderr.on('error', () => undefined);
	try {
		return await start(argv, world, folders);
	} catch (error) {
		if (error instanceof UsageError) {
			streams.stderr.write(`synctop: ${toSafe(error.message)}\n`);
			return exitCode.usage;
		}

		const place = {folder: folders.state, at: clock.now(), pid: thisProcess().pid};
		streams.stderr.write(tellCrash({error, ...place}));
		return exitCode.defect;
	}
}

// Whoever reads what is printed may have read enough: `synctop audit | head -1`. Nobody is left to be told.
function endQuietly({streams: {stdout}}: World): void {
	stdout.on('error', () => undefined);
}

/** `synctop replay FILE` is the screen, as its flags name it. */
function replayLine(words: readonly string[]): readonly string[] {
	const at = placeOfCommand(words);
	const file = words[at];
	if (file === undefined) {
		throw new UsageError('replay takes the file of a recording: synctop replay FILE');
	}

	return [...words.toSpliced(at, 1), '--replay', file];
}

/** What is another way to write a line, as that line. */
function meantBy(argv: readonly string[], place: number): readonly string[] | undefined {
	const rest = argv.toSpliced(place, 1);
	if (argv[place] === 'help') {
		return [...rest, '--help'];
	}

	return argv[place] === 'replay' && !argv.includes('--help') ? replayLine(rest) : undefined;
}

async function start(argv: readonly string[], world: World, folders: Folders): Promise<number> {
	const {streams} = world;
	const place = placeOfCommand(argv);
	const meant = meantBy(argv, place);
	if (meant !== undefined) {
		return start(meant, world, folders);
	}

	if (place >= 0) {
		endQuietly(world);
		const {runCommand} = await import('./run-command.ts');
		return runCommand(argv, world, folders);
	}

	const parsed = parseFlags(argv);
	if (!parsed.ok) {
		throw new UsageError(parsed.problem);
	}

	const {given} = parsed;
	if (given.version === true) {
		endQuietly(world);
		streams.stdout.write(`${version}\n`);
		return exitCode.ended;
	}

	if (given.help === true) {
		endQuietly(world);
		const [{scenarioStories}, {programHelp}] = await Promise.all([
			import('../mocks/options.ts'),
			import('./headless/program-help.ts'),
		]);
		streams.stdout.write(programHelp(scenarioStories));
		return exitCode.ended;
	}

	const {settings, warning} = readSettings(folders.settings);
	const own = await readOwnCauses(folders.settings);
	const warnings = [warning, own.warning].filter((text) => text !== undefined);
	checkFlags(given);
	const {release, ...read} = readInput(given, streams);
	try {
		const surroundings = {
			...world,
			given,
			folders,
			settings,
			knowledge: knowledgeOf(own.kinds),
			...read,
		};
		const watched = await chooseWatched(surroundings);
		if (watched === undefined) {
			return exitCode.ended;
		}

		const warned = warnings.length === 0 ? undefined : warnings.join(' ');
		if (isLinear(given, surroundings.environment, surroundings.streams)) {
			const {showLinear} = await import('./show-linear.ts');
			return await showLinear(surroundings, watched, warned);
		}

		return await showScreen(surroundings, watched, warned);
	} finally {
		release();
	}
}
