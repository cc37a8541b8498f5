import {milliseconds} from '../../contract/time.ts';
import {freshnessOf} from '../../core/feed.ts';
import {type State} from '../../core/state.ts';
import {type Cancel} from '../../platform/clock.ts';
import {UsageError} from '../../usage-error.ts';
import {type Opened, type StayingWorld} from '../command.ts';
import {firstOf} from '../wait-for.ts';
import {sentenceOf} from './health.ts';
import {createPollLog, type PollCounts, type PollLog} from './poll-log.ts';
import {type Reload} from './view.ts';

/** The connection that is watched, and what came of it so far. */
export type Station = {
	readonly state: () => State;
	readonly polls: () => PollCounts;
	readonly reload: () => Reload;
	/** Opens the connection by what the files say now. Until it has read everything the one before it is told from. */
	readonly reopen: () => Promise<void>;
	readonly stop: () => Promise<void>;
};

type Watched = {readonly opened: Opened; readonly release: Cancel};

/** Opens the connection. Throws when settings or secrets cannot be used. */
export async function openStation(world: StayingWorld): Promise<Station> {
	const log = createPollLog();
	let current = watch(await world.open(), log, world);
	let reload: Reload = {isGood: true, at: world.clock.now()};
	const say = (text: string): void => {
		world.print.note(`synctop: ${text}`);
	};
	const fail = (text: string): void => {
		reload = {...reload, isGood: false};
		say(`reload failed, what was there goes on: ${text}`);
	};

	const reopen = async (): Promise<void> => {
		const opened = await openAgain(world, fail);
		if (opened === undefined) {
			return;
		}

		const next = watch(opened, log, world);
		const isThrough = await firstOf({...world, engine: opened.engine}, hasGotThrough);
		const failure = opened.engine.store.getState().feed.failure;
		const isKept = isThrough !== true && isAnswered(current.opened.engine.store.getState());
		const [over, kept] = isKept ? [next, current] : [current, next];
		current = kept;
		await leave(over);
		if (isKept) {
			fail(failure === undefined ? 'it was ended' : sentenceOf(failure));
			return;
		}

		reload = {isGood: true, at: world.clock.now()};
		say(`reloaded, watching ${current.opened.engine.store.getState().connection.name}`);
	};

	return {
		state: () => current.opened.engine.store.getState(),
		polls: log.counts,
		reload: () => reload,
		reopen: oneAtATime(reopen),
		stop: async () => leave(current),
	};
}

async function openAgain(
	world: StayingWorld,
	fail: (text: string) => void,
): Promise<Opened | undefined> {
	try {
		return await world.open();
	} catch (error) {
		if (error instanceof UsageError) {
			fail(error.message);
			return undefined;
		}

		throw error;
	}
}

async function leave({opened, release}: Watched): Promise<void> {
	release();
	await opened.stop();
}

/** Whether a full read came to its end, or the first questions to none. */
function hasGotThrough({feed}: State): boolean | undefined {
	if (feed.failures > 0 || feed.doing.kind === 'stopped') {
		return false;
	}

	return feed.reading === undefined && feed.revision !== undefined ? true : undefined;
}

function isAnswered({feed}: State): boolean {
	return feed.last !== undefined && feed.failures === 0 && feed.doing.kind !== 'stopped';
}

// Asked for while it is under way, it is done once more afterwards: files may have changed meanwhile.
function oneAtATime(task: () => Promise<void>): () => Promise<void> {
	let running: Promise<void> | undefined;
	let next: Promise<void> | undefined;
	const run = async (): Promise<void> => {
		if (running === undefined) {
			next = undefined;
			running = task().finally(() => {
				running = undefined;
			});
			return running;
		}

		next ??= running.then(run);
		return next;
	};
	return run;
}

function watch(opened: Opened, log: PollLog, world: StayingWorld): Watched {
	const {engine} = opened;
	const stops = [
		log.follow(engine),
		engine.store.subscribe(sayWhenDown(world)),
		tidyWhenRead(opened, world),
	];
	return {
		opened,
		release() {
			for (const stop of stops) {
				stop();
			}
		},
	};
}

/** A line when the service goes away, and one when it is back: for the log. */
function sayWhenDown({print}: StayingWorld): (state: State) => void {
	let isDown = false;
	return ({feed, now, connection}) => {
		const freshness = freshnessOf(feed, now);
		if (!isDown && (freshness === 'offline' || freshness === 'signedOut')) {
			isDown = true;
			const reason = feed.failure === undefined ? freshness : sentenceOf(feed.failure);
			print.note(`synctop: ${connection.name}: ${reason}`);
		} else if (isDown && freshness === 'live') {
			isDown = false;
			print.note(`synctop: ${connection.name} answers again`);
		}
	};
}

// V8 gives back in the second go what the first one freed.
const tidyAfter = [milliseconds(300), milliseconds(1300)];

function tidyWhenRead({engine}: Opened, {clock, compact}: StayingWorld): Cancel {
	const cancels: Cancel[] = [];
	const stop = engine.store.subscribe((state) => {
		if (state.isComplete) {
			stop();
			cancels.push(...tidyAfter.map((delay) => clock.after(delay, compact)));
		}
	});
	return () => {
		stop();
		for (const cancel of cancels) {
			cancel();
		}
	};
}
