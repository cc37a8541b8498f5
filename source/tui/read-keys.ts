import {type ReadStream} from 'node:tty';
import {interpret, interpretPaste} from '../commands/interpret.ts';
import {type Engine} from '../core/engine.ts';
import {type State} from '../core/state.ts';
import {type Clock} from '../platform/clock.ts';
import {createKeyReader, type KeyInput} from './keys.ts';
import {interpretMouse} from './mouse.ts';
import {createMenuKeys} from './menu-keys.ts';
import {type Keyboard} from './terminal-streams.ts';

const betweenNotes = 1000;

export type KeyOptions = {
	readonly engine: Engine;
	readonly keyboard: Keyboard;
	readonly stdin: ReadStream;
	readonly clock: Clock;
	/** Whether keys count. Answers of the terminal are taken out of the input in any case. */
	readonly isOpen: () => boolean;
	/** Without it reports of a mouse, left on by another program, do nothing. */
	readonly hasMouse: boolean;
	readonly onAnswer: () => void;
	/** Somebody pressed a key. */
	readonly onKey: () => void;
	/** Something came, and did what it does. */
	readonly onTyped: () => void;
};

/** Puts what is typed into the engine, until it is told to stop. */
export function readKeys(options: KeyOptions): () => void {
	const {engine, keyboard, stdin, clock, isOpen, onAnswer, onTyped} = options;
	const menuKeys = createMenuKeys(engine, clock, keyboard.forInk);
	const reader = createKeyReader(clock, {
		onKey(input, isAlone) {
			options.onKey();
			if (input.kind === 'mouse' && !options.hasMouse) {
				return;
			}

			if (isOpen() && (isAlone || !saysYes(engine.store.getState(), input))) {
				noteAttention(engine, clock);
				take(engine, input, menuKeys.send);
			}
		},
		onAnswer,
	});
	const onData = (chunk: string): void => {
		reader.read(chunk);
		onTyped();
	};
	stdin.on('data', onData);
	return () => {
		stdin.off('data', onData);
		stdin.pause();
		reader.stop();
		menuKeys.stop();
	};
}

// A yes counts only when it comes by itself: several characters at once may be a paste that did not say so.
function saysYes(state: State, input: KeyInput): boolean {
	const event = input.kind === 'press' ? interpret(state, input.press) : undefined;
	return event?.type === 'app.quit' || (event?.type === 'plan.pressed' && event.field === 'apply');
}

function take(engine: Engine, input: KeyInput, forward: (bytes: string) => void): void {
	const state = engine.store.getState();
	if (input.kind === 'paste') {
		engine.dispatch(interpretPaste(state, input.text));
		return;
	}

	if (input.kind === 'mouse') {
		for (const event of interpretMouse(state, input)) {
			engine.dispatch(event);
		}

		return;
	}

	const event = interpret(state, input.press);
	if (event !== undefined) {
		engine.dispatch(event);
		return;
	}

	// A menu has the keys that are no commands: up, down, Enter, digits.
	if (state.dialog?.kind === 'statusMenu' || state.dialog?.kind === 'sortMenu') {
		forward(input.bytes);
	}
}

// Before the key does what it does: what was seen is what was there before. Not for every key that is held down.
function noteAttention({store, dispatch}: Engine, clock: Clock): void {
	const {pressed, isOpen} = store.getState().glance;
	if (!isOpen || pressed === undefined || clock.elapsed() - pressed.elapsed >= betweenNotes) {
		dispatch({type: 'person.attended'});
	}
}
