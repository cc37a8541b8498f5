import {type App} from './app.ts';
import {followEnding} from './ending.ts';
import {exitCode} from './exit-code.ts';
import {
	type Asked,
	type Command,
	type MachineWorld,
	type Opened,
	type StayingWorld,
} from './headless/command.ts';
import {knowledgeOf} from './knowledge/cause.ts';
import {listenHttp} from './platform/http-server.ts';
import {compactMemory} from './platform/memory.ts';
import {thisProcess} from './platform/machine.ts';
import {readOwnCauses} from './platform/own-causes.ts';
import {processUsage} from './platform/process-usage.ts';
import {serviceManager} from './platform/service-manager.ts';
import {readSettings} from './platform/settings.ts';
import {namedWatched, noService, type Watched} from './watched.ts';

type StayingCommand = Extract<Command, {stays: true}>;

/** What a command that stays has in common with the others. */
export type Opening = {
	readonly openApp: (world: MachineWorld, watched: Watched) => App;
	readonly defectOf: (
		defect: {readonly error: unknown} | undefined,
		world: MachineWorld,
	) => number | undefined;
};

const terminated = 143;

/** Runs a command that stays until a signal. SIGTERM is how a service is asked to end: then it has done as asked. */
export async function staying(
	command: StayingCommand,
	asked: Asked,
	world: MachineWorld,
	{openApp, defectOf}: Opening,
): Promise<number> {
	const abort = new AbortController();
	const hangUps = new Set<() => void>();
	const ending = followEnding(
		() => {
			abort.abort();
		},
		() => {
			for (const listener of hangUps) {
				listener();
			}
		},
	);
	const {open, close} = connections(command, world, openApp);
	try {
		const run = await command.load();
		const code = await run(asked, {
			...world,
			...thisMachine(world),
			open,
			signal: abort.signal,
			onHangUp(listener) {
				hangUps.add(listener);
				return () => {
					hangUps.delete(listener);
				};
			},
		});
		const signal = ending.signalCode();
		return (
			defectOf(ending.defect(), world) ?? (signal === terminated ? exitCode.ended : signal) ?? code
		);
	} finally {
		await close();
		ending.release();
	}
}

/** Opens connections one after the other, each by what the files say then. */
function connections(
	command: StayingCommand,
	world: MachineWorld,
	openApp: Opening['openApp'],
): {readonly open: () => Promise<Opened>; readonly close: () => Promise<void>} {
	// A simulated service has no settings or secrets: the same goes on.
	let demo: Watched | undefined;
	let isFirst = true;
	return {
		async open() {
			const read = isFirst ? world : await readAgain(world);
			isFirst = false;
			// What stays changes nothing of the service, whatever the rights.
			const current = {...read, given: {...read.given, 'read-only': true}};
			const watched = demo ?? (await namedWatched(current));
			if (watched === undefined) {
				throw noService(command);
			}

			demo = watched.isDemo ? watched : undefined;
			const app = openApp(current, watched);
			app.start();
			return {
				engine: app.engine,
				async stop() {
					await app.stop();
					await (watched === demo ? undefined : watched.stop());
				},
			};
		},
		async close() {
			await demo?.stop();
		},
	};
}

function thisMachine({
	environment,
}: MachineWorld): Pick<StayingWorld, 'listen' | 'manager' | 'usage' | 'compact'> {
	return {
		listen: listenHttp,
		manager: serviceManager(environment, thisProcess().pid),
		usage: processUsage,
		compact: compactMemory,
	};
}

/** The world with what its files say now. */
async function readAgain(world: MachineWorld): Promise<MachineWorld> {
	const {settings, warning} = readSettings(world.folders.settings);
	const own = await readOwnCauses(world.folders.settings);
	for (const text of [warning, own.warning]) {
		if (text !== undefined) {
			world.print.note(`synctop: ${text}`);
		}
	}

	return {...world, settings, knowledge: knowledgeOf(own.kinds)};
}
