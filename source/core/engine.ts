import {createStore, type StoreApi} from 'zustand/vanilla';
import {toSafe} from '../contract/text.ts';
import {type Cancel} from '../platform/clock.ts';
import {type Effect, type TimerName} from './effect.ts';
import {type Event} from './event.ts';
import {perform} from './perform.ts';
import {type EnginePorts} from './ports.ts';
import {type State} from './state.ts';
import {update} from './update.ts';

export type Engine = {
	readonly store: StoreApi<State>;
	readonly dispatch: (event: Event) => void;
	/** Stops every timer and request. Afterwards events change nothing and nothing is asked of the world. */
	readonly stop: () => void;
};

/** Feeds events to `update`, keeps the state, and carries out what `update` wants of the world. */
export function createEngine(initial: State, ports: EnginePorts): Engine {
	const store = createStore<State>(() => initial);
	const abort = new AbortController();
	const timers = new Map<TimerName, Cancel>();
	const queue: Event[] = [];
	let isRunning = false;

	// An event that arrives while another is handled waits for its turn: each sees the state that the one before it left.
	const dispatch = (event: Event): void => {
		queue.push(event);
		if (isRunning) {
			return;
		}

		isRunning = true;
		try {
			for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
				handle(next);
			}
		} finally {
			isRunning = false;
		}
	};

	const handle = (event: Event): void => {
		if (abort.signal.aborted) {
			return;
		}

		const {clock} = ports;
		const now = {elapsed: clock.elapsed(), wall: clock.now()};
		const [state, effects] = update({...store.getState(), now}, event);
		store.setState(state, true);
		for (const effect of effects) {
			carryOut(effect);
		}
	};

	const carryOut = (effect: Effect): void => {
		if (effect.type === 'wait') {
			timers.get(effect.timer)?.();
			timers.set(
				effect.timer,
				ports.clock.after(effect.delay, () => {
					timers.delete(effect.timer);
					dispatch(effect.event);
				}),
			);
			return;
		}

		if (effect.type === 'stopWaiting') {
			timers.get(effect.timer)?.();
			timers.delete(effect.timer);
			return;
		}

		void perform(effect, {...ports, signal: abort.signal})
			.then((answer) => {
				if (answer !== undefined) {
					dispatch(answer);
				}
			})
			.catch((error: unknown) => {
				ports.report(error);
				dispatch({
					type: 'app.defect',
					message: toSafe(error instanceof Error ? error.message : String(error)),
				});
			});
	};

	return {
		store,
		dispatch,
		stop() {
			abort.abort();
			for (const cancel of timers.values()) {
				cancel();
			}

			timers.clear();
		},
	};
}
