import {type Engine} from './core/engine.ts';
import {type State} from './core/state.ts';

/** One engine to whoever draws and listens, with another one behind it after each `connect`. */
export type Switchboard = {
	readonly engine: Engine;
	readonly connect: (next: Engine) => void;
};

type Listener = (after: State, before: State) => void;

/** Lets the same screen show one engine after the other: it is told of the change as of any other one. */
export function createSwitchboard(first: Engine): Switchboard {
	let current = first;
	const listeners = new Set<Listener>();
	const tell: Listener = (after, before) => {
		for (const listener of listeners) {
			listener(after, before);
		}
	};
	let stop = current.store.subscribe(tell);
	return {
		engine: {
			store: {
				...first.store,
				getState: () => current.store.getState(),
				getInitialState: () => current.store.getInitialState(),
				subscribe(listener) {
					listeners.add(listener);
					return () => {
						listeners.delete(listener);
					};
				},
			},
			dispatch(event) {
				current.dispatch(event);
			},
			stop() {
				current.stop();
			},
			trail: () => current.trail(),
			drained: async () => current.drained(),
		},
		connect(next) {
			const before = current.store.getState();
			stop();
			current = next;
			stop = next.store.subscribe(tell);
			tell(next.store.getState(), before);
		},
	};
}
