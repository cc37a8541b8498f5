import {milliseconds} from '../../contract/time.ts';
import {exitCode} from '../../exit-code.ts';
import {type Cancel} from '../../platform/clock.ts';
import {type Listening} from '../../platform/http-server.ts';
import {type Asked, type StayingWorld} from '../command.ts';
import {usage} from '../command-error.ts';
import {answer} from './answer.ts';
import {listenAddress} from './listen-address.ts';
import {openStation, type Station} from './station.ts';
import {newNamed, type View} from './view.ts';

/** `synctop exporter`: answers Prometheus until a signal. */
export async function exporter(asked: Asked, world: StayingWorld): Promise<number> {
	const place = listenAddress(asked);
	const station = await openStation(world);
	try {
		const listening = await listen(place, station, world);
		const release = world.onHangUp(() => void station.reopen());
		const stopWatchdog = giveSignsOfLife(world);
		try {
			const {name} = station.state().connection;
			world.print.note(
				`synctop: watching ${name}, listening on http://${listening.address}/metrics`,
			);
			await tellManager(world, 'READY=1', `STATUS=watching ${name}, on ${listening.address}`);
			await ended(world.signal);
		} finally {
			release();
			stopWatchdog();
			await Promise.all([listening.close(), tellManager(world, 'STOPPING=1')]);
		}
	} finally {
		await station.stop();
	}

	return exitCode.ended;
}

async function listen(
	place: {readonly host: string; readonly port: number},
	station: Station,
	{listen: open, clock, usage: processUsage}: StayingWorld,
): Promise<Listening> {
	const named = newNamed();
	const look = (): View => ({
		state: station.state(),
		now: {elapsed: clock.elapsed(), wall: clock.now()},
		polls: station.polls(),
		reload: station.reload(),
		named,
		usage: processUsage(),
	});
	try {
		return await open(place, (question) => answer(question, look));
	} catch (error) {
		const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
		if (code === undefined) {
			throw error;
		}

		throw usage(
			`${place.host}:${place.port} cannot be listened on (${code}). ${code === 'EADDRINUSE' ? 'Another program has it: end that, or choose another port with --listen.' : 'Choose an address of this machine and a free port with --listen.'}`,
		);
	}
}

async function tellManager(
	{manager, print}: StayingWorld,
	...assignments: readonly string[]
): Promise<void> {
	const problem = await manager?.tell(...assignments);
	if (problem !== undefined) {
		print.note(
			`synctop: the service manager could not be told ${assignments[0] ?? ''}: ${problem}`,
		);
	}
}

/** Twice as often as it is wanted: as long as timers fire, the program lives. */
function giveSignsOfLife(world: StayingWorld): Cancel {
	const wanted = world.manager?.watchdogMs;
	if (wanted === undefined) {
		return () => undefined;
	}

	let cancel: Cancel = () => undefined;
	const next = (): void => {
		cancel = world.clock.after(milliseconds(wanted / 2), () => {
			next();
			void tellManager(world, 'WATCHDOG=1');
		});
	};
	next();
	return () => {
		cancel();
	};
}

async function ended(signal: AbortSignal): Promise<void> {
	if (!signal.aborted) {
		await new Promise((resolve) => {
			signal.addEventListener('abort', resolve, {once: true});
		});
	}
}
