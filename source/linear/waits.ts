import {type Milliseconds} from '../contract/time.ts';
import {type State} from '../core/state.ts';
import {type Cancel, type Clock} from '../platform/clock.ts';

/** Something that is said or goes on later: when it is ready, or when it has taken too long. */
export type Wait = {
	readonly isReady: (state: State) => boolean;
	readonly goOn: () => void;
	/** What is new is said then, not before. */
	readonly holdsNews: boolean;
};

/** One thing at a time is waited for. */
export class Waits {
	readonly #clock: Clock;
	readonly #after: () => void;
	#wait: Wait | undefined;
	#cancel: Cancel | undefined;

	constructor(clock: Clock, after: () => void) {
		this.#clock = clock;
		this.#after = after;
	}

	get isOpen(): boolean {
		return this.#wait !== undefined;
	}

	get holdsNews(): boolean {
		return this.#wait?.holdsNews === true;
	}

	start(wait: Wait, longest: Milliseconds, state: State): void {
		this.#cancel?.();
		this.#wait = wait;
		this.#cancel = this.#clock.after(longest, () => {
			this.end();
		});
		this.look(state);
	}

	look(state: State): void {
		if (this.#wait?.isReady(state) === true) {
			this.end();
		}
	}

	/** It is not waited for any longer. */
	end(): void {
		const wait = this.#wait;
		this.stop();
		wait?.goOn();
		this.#after();
	}

	stop(): void {
		this.#wait = undefined;
		this.#cancel?.();
		this.#cancel = undefined;
	}
}
