import {safe, toSafe} from './contract/text.ts';
import {type Engine} from './core/engine.ts';
import {textOf} from './flags.ts';
import {type Recorder} from './replay/write-recording.ts';
import {type Surroundings} from './surroundings.ts';
import {UsageError} from './usage-error.ts';
import {version} from './version.ts';
import {type Watched} from './watched.ts';

/**
A recording that is watched as a service. On a screen it is played from its start; a command looks at its end, unless a speed is given. Throws
a usage error for a file that is none.
*/
export async function replayWatched(
	{given, clock, print}: Surroundings & {readonly print?: {readonly note: (text: string) => void}},
	isScreen: boolean,
): Promise<Watched> {
	const file = textOf(given, 'replay') ?? '';
	const speed = speedOf(textOf(given, 'replay-speed'), isScreen ? 1 : Number.POSITIVE_INFINITY);
	const [{readRecording}, {createReplay}] = await Promise.all([
		import('./replay/read-recording.ts'),
		import('./replay/replay-service.ts'),
	]);
	const read = readRecording(file);
	if (!read.ok) {
		throw new UsageError(read.problem);
	}

	const {header, lines, until, users, isCut} = read.recording;
	const replay = createReplay({lines: lines(), speed, clock});
	const said = [
		...(isCut ? ['The recording was cut off; it is played as far as it is whole.'] : []),
		...(users !== undefined && users.read < users.total
			? [`The recording ends before all users were read: ${users.read} of ${users.total}.`]
			: []),
	];
	for (const text of said) {
		print?.note(`synctop: ${text}`);
	}

	return {
		url: 'recording',
		name: header.connection,
		isDemo: false,
		auth: {kind: 'none'},
		network: {},
		own: {
			isReadOnly: true,
			readOnlyBecause: safe`a recording is played, and nobody is there to change`,
		},
		service: replay.service,
		replay: {until, speed: Number.isFinite(speed) ? speed : undefined},
		...(isScreen && {
			follow: (engine: Engine) => {
				followEnd(engine, replay);
				for (const text of said) {
					engine.dispatch({type: 'app.told', text: toSafe(text), tone: 'warn'});
				}
			},
		}),
		stop: async () => undefined,
	};
}

/** Time of the recording stands while polling is paused; and for good when all was played. */
function followEnd(
	engine: Engine,
	replay: {readonly setPaused: (isPaused: boolean) => void; readonly hasEnded: () => boolean},
): void {
	engine.store.subscribe(({feed, isComplete}) => {
		replay.setPaused(feed.doing.kind === 'paused');
		// The last answer is shown first.
		if (isComplete && feed.doing.kind === 'waiting' && replay.hasEnded()) {
			engine.dispatch({type: 'feed.pauseToggled'});
			engine.dispatch({
				type: 'app.told',
				text: safe`The recording ends here: nothing moves any more`,
				tone: 'warn',
			});
		}
	});
}

function speedOf(text: string | undefined, usual: number): number {
	if (text === undefined) {
		return usual;
	}

	const speed = Number(text);
	if (!(speed > 0 && speed <= 10_000)) {
		throw new UsageError(
			`--replay-speed is "${text}", but must be seconds of the recording a second: 1, 10, 60.`,
		);
	}

	return speed;
}

/** What is watched, with what its service says written into a file, where that is asked for. Throws a usage error for a file that cannot be. */
export async function recordedWatched(
	{given, clock}: Surroundings,
	watched: Watched,
): Promise<Watched> {
	const file = textOf(given, 'record');
	if (file === undefined) {
		return watched;
	}

	const {openRecorder} = await import('./replay/write-recording.ts');
	const isMasked = given.mask === true;
	const opened = openRecorder({
		file,
		clock,
		header: {
			synctop: 'recording',
			v: 1,
			program: toSafe(version),
			connection: isMasked ? safe`masked` : toSafe(watched.name),
			at: clock.now(),
			isMasked,
		},
	});
	if (!opened.ok) {
		await watched.stop();
		throw new UsageError(opened.problem);
	}

	const {recorder} = opened;
	return {
		...watched,
		recorder,
		tap: recorder.tap,
		follow(engine) {
			const text = safe`Recording into ${toSafe(file)}`;
			engine.dispatch({type: 'app.told', text, tone: 'dim'});
			void sayEnd(engine, recorder);
		},
		async stop() {
			recorder.close();
			await watched.stop();
		},
	};
}

async function sayEnd(engine: Engine, recorder: Recorder): Promise<void> {
	const reason = await recorder.ended;
	const {file} = recorder.state();
	const text = safe`The recording into ${toSafe(file)} has ended: ${reason}`;
	engine.dispatch({type: 'app.told', text, tone: 'warn'});
}
