import {type App} from './app.ts';
import {milliseconds} from './contract/time.ts';
import {jobControl} from './platform/suspend.ts';
import {keepAlive} from './platform/keep-alive.ts';
import {isAsciiOnly} from './platform/terminal.ts';
import {quietBy, type Running, showUntilEnd} from './show-screen.ts';
import {type Surroundings} from './surroundings.ts';
import {type Watched} from './watched.ts';

// Long enough for a service nearby: the first thing that is said is how it stands.
const longestSilence = milliseconds(80);

/** Says what is watched, line by line, until somebody or something ends it. Resolves to the exit code. */
export async function showLinear(
	surroundings: Surroundings,
	watched: Watched,
	unusable: string | undefined,
): Promise<number> {
	// A pipe that has ended would not keep the process while changes are on their way.
	const release = keepAlive();
	try {
		return await showUntilEnd(surroundings, watched, {unusable, open: openLinear});
	} finally {
		release();
	}
}

async function openLinear(
	app: App,
	{given, environment, streams, clock, settings}: Surroundings,
): Promise<Running> {
	const {stdin, stdout} = streams;
	app.start();
	const {startLinear} = await import('./linear/start.ts');
	await app.begun(longestSilence);
	const running = startLinear(app.engine, {
		stdin,
		stdout,
		isTyped: stdin.isTTY,
		hasTerminal: stdout.isTTY,
		// Of a terminal that draws nothing the locale alone tells which letters it has.
		isAscii: given.ascii === true || isAsciiOnly({...environment, TERM: undefined}),
		clock,
		isQuiet: quietBy(settings.alerts?.quiet, clock),
		jobControl,
	});
	app.attach(running.terminal);
	return running;
}
