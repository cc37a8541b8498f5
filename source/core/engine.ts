import {createStore, type StoreApi} from 'zustand/vanilla';
import {toSafe} from '../contract/text.ts';
import {createArranger} from './arranger.ts';
import {type Effect} from './effect.ts';
import {type Event} from './event.ts';
import {createLimiter} from './limiter.ts';
import {perform} from './perform.ts';
import {type EnginePorts} from './ports.ts';
import {type State} from './state.ts';
import {createTimers} from './timers.ts';
import {update} from './update.ts';

export type Engine = {
	readonly store: StoreApi<State>;
	readonly dispatch: (event: Event) => void;
	/** Stops every timer and request. Afterwards events change nothing and nothing is asked of the world. */
	readonly stop: () => void;
	/** The last events by name, the newest last: what led to where we are, without its data. */
	readonly trail: () => readonly string[];
	/** Resolves when no change is on its way any more and its last line is written. */
	readonly drained: () => Promise<void>;
};

// What the end waits for: changes on their way, and what is being written down.
const followed: ReadonlySet<Effect['type']> = new Set([
	'apply',
	'journal',
	'keepNotebook',
	'keepSet',
]);
const rereadsAtOnce = 4;
const keptTrail = 50;

/** Feeds events to `update`, keeps the state, and carries out what `update` wants of the world. */
export function createEngine(initial: State, ports: EnginePorts): Engine {
	const store = createStore<State>(() => initial);
	const abort = new AbortController();
	const timers = createTimers(ports.clock);
	const changes = new Set<Promise<void>>();
	const trail = createTrail();

	const handle = (event: Event): void => {
		if (abort.signal.aborted) {
			return;
		}

		trail.note(event.type);
		const now = {elapsed: ports.clock.elapsed(), wall: ports.clock.now()};
		const [state, effects] = update({...store.getState(), now}, event);
		store.setState(state, true);
		for (const effect of effects) {
			carryOut(effect);
		}
	};

	const dispatch = oneByOne(handle);
	const arranger = createArranger(ports.clock, dispatch);
	const limit = createLimiter(rereadsAtOnce);
	const world = {...ports, signal: abort.signal, limit, arranger};

	const carryOut = (effect: Effect): void => {
		switch (effect.type) {
			case 'wait': {
				timers.start(effect.timer, effect.delay, () => {
					dispatch(effect.event);
				});
				return;
			}

			case 'stopWaiting': {
				timers.stop(effect.timer);
				return;
			}

			default: {
				const done = answer(perform(effect, world));
				if (followed.has(effect.type)) {
					void follow(changes, done);
				}
			}
		}
	};

	const answer = createAnswering(ports, dispatch);

	return {
		store,
		dispatch,
		stop() {
			dispatch({type: 'app.ending'});
			abort.abort();
			timers.stopAll();
			arranger.stop();
		},
		trail: trail.last,
		drained: async () => void (await Promise.allSettled(changes)),
	};
}

function createAnswering({report}: EnginePorts, dispatch: Engine['dispatch']) {
	// A bug in an effect must not end polling: it is reported, said on screen, and life goes on.
	return async (performed: Promise<Event | undefined>): Promise<void> => {
		try {
			const event = await performed;
			if (event !== undefined) {
				dispatch(event);
			}
		} catch (error) {
			report(error);
			const message = toSafe(error instanceof Error ? error.message : String(error));
			dispatch({type: 'app.defect', message});
		}
	};
}

function createTrail() {
	let noted: string[] = [];
	return {
		note(name: string): void {
			noted.push(name);
			noted = noted.length > keptTrail * 2 ? noted.slice(-keptTrail) : noted;
		},
		last: (): readonly string[] => noted.slice(-keptTrail),
	};
}

async function follow(open: Set<Promise<void>>, done: Promise<void>): Promise<void> {
	open.add(done);
	await done;
	open.delete(done);
}

/** An event that arrives while another is handled waits for its turn: each sees the state that the one before it left. */
function oneByOne(handle: (event: Event) => void): (event: Event) => void {
	const queue: Event[] = [];
	let isHandling = false;
	return (event) => {
		queue.push(event);
		if (isHandling) {
			return;
		}

		isHandling = true;
		try {
			for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
				handle(next);
			}
		} finally {
			isHandling = false;
		}
	};
}
