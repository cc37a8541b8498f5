import {toSafe} from './contract/text.ts';
import {tellCrash} from './defect-text.ts';
import {exitCode} from './exit-code.ts';
import {type Given, helpText, parseFlags, textOf} from './flags.ts';
import {intervalOf} from './interval.ts';
import {builtInKnowledge, createKnowledge, type Knowledge} from './knowledge/cause.ts';
import {type Kind} from './knowledge/kind.ts';
import {type Folders, systemFolders} from './platform/folders.ts';
import {thisProcess} from './platform/machine.ts';
import {readOwnCauses} from './platform/own-causes.ts';
import {readSettings} from './platform/settings.ts';
import {showScreen} from './show-screen.ts';
import {readInput} from './standard-input.ts';
import {type World} from './surroundings.ts';
import {UsageError} from './usage-error.ts';
import {themeOf} from './preferences.ts';
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

async function start(argv: readonly string[], world: World, folders: Folders): Promise<number> {
	const {streams} = world;
	if (argv[0] === 'audit') {
		endQuietly(world);
		const {audit} = await import('./headless/audit.ts');
		return audit(argv.slice(1), {...streams, folder: folders.state});
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
		const {scenarioStories} = await import('../mocks/options.ts');
		streams.stdout.write(helpText(scenarioStories));
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
		return watched === undefined
			? exitCode.ended
			: await showScreen(
					surroundings,
					watched,
					warnings.length === 0 ? undefined : warnings.join(' '),
				);
	} finally {
		release();
	}
}

function knowledgeOf(own: readonly Kind[]): Knowledge {
	return own.length === 0 ? builtInKnowledge : createKnowledge(own);
}

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
	themeOf(textOf(given, 'theme'));
}
