import {milliseconds} from '../contract/time.ts';
import {type Engine} from '../core/engine.ts';
import {type State} from '../core/state.ts';
import {type Clock} from '../platform/clock.ts';
import {type InkStdin} from './terminal-streams.ts';

const soon = milliseconds(0);

/**
Hands keys to the open menu one at a time, each when the menu has been drawn with what the one before it did: its list counts from
the line that it was drawn with. Keys for a menu that was closed meanwhile are dropped.
*/
export function createMenuKeys(engine: Engine, clock: Clock, stdin: InkStdin) {
	let waiting: ReadonlyArray<{readonly dialog: State['dialog']; readonly bytes: string}> = [];
	let cancel: (() => void) | undefined;
	const next = (): void => {
		cancel = undefined;
		const {dialog} = engine.store.getState();
		waiting = waiting.filter((key) => key.dialog === dialog);
		const isRead = stdin.listenerCount('readable') > 0 && stdin.readableLength === 0;
		const [first] = waiting;
		if (first !== undefined && isRead) {
			waiting = waiting.slice(1);
			stdin.write(first.bytes);
		}

		if (first !== undefined) {
			cancel = clock.after(soon, next);
		}
	};

	return {
		send: (bytes: string): void => {
			waiting = [...waiting, {dialog: engine.store.getState().dialog, bytes}];
			cancel ??= clock.after(soon, next);
		},
		stop: (): void => {
			waiting = [];
			cancel?.();
		},
	};
}
