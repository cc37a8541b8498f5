import {interpret} from '../commands/interpret.ts';
import {type Event} from '../core/event.ts';
import {listHeight} from '../core/layout.ts';
import {shapeOf} from '../core/lists.ts';
import {screenLayout} from '../core/screen-layout.ts';
import {type State} from '../core/state.ts';
import {activeList} from '../core/view-state.ts';
import {drawFrame} from './frame.ts';

/** What a mouse does here: it scrolls, and it chooses a row. `row` counts lines of the screen from 0. */
export type MouseInput = {readonly kind: 'mouse'} & (
	| {readonly action: 'up' | 'down'}
	| {readonly action: 'click'; readonly row: number}
);

/** Asks the terminal for clicks and the wheel, and takes that back. */
export const takeMouse = '\u001B[?1000h\u001B[?1006h';
export const giveMouse = '\u001B[?1006l\u001B[?1000l';

const linesOfWheel = 3;

/** A report of the terminal (`<0;12;7M`), without what stands before it; nothing for what means nothing here. */
export function mouseOf(report: string): MouseInput | undefined {
	const found = /^<(\d{1,3});\d{1,5};(\d{1,5})M$/.exec(report);
	const [, button, row] = found ?? [];
	switch (button) {
		case '0': {
			return {kind: 'mouse', action: 'click', row: Number(row) - 1};
		}

		case '64': {
			return {kind: 'mouse', action: 'up'};
		}

		case '65': {
			return {kind: 'mouse', action: 'down'};
		}

		default: {
			return undefined;
		}
	}
}

/**
What the mouse makes happen: the wheel is three presses of an arrow key, a click puts the cursor on a row of a list, and a click on the
row under the cursor opens it. Never more: no click says yes to anything.
*/
export function interpretMouse(state: State, input: MouseInput): readonly Event[] {
	if (input.action === 'click') {
		const event = clicked(state, input.row);
		return event === undefined ? [] : [event];
	}

	const event = interpret(state, {chord: input.action});
	return event === undefined ? [] : Array.from({length: linesOfWheel}, () => event);
}

function clicked(state: State, row: number): Event | undefined {
	const name = activeList(state.view.place);
	if (state.dialog !== undefined || name === undefined) {
		return undefined;
	}

	// The cursor is on screen wherever a list has rows: how far the click is from it says which row was meant.
	const cursor = drawFrame(state).lines.findIndex((line) =>
		line.slice(0, 4).some(({text}) => text === '▌'),
	);
	const {position, top} = state.view.lists[name];
	const target = position + row - cursor;
	const height = listHeight(screenLayout(state), name, state.view.place);
	const isRow =
		cursor >= 0 && target >= top && target < Math.min(top + height, shapeOf(state, name).length);
	if (!isRow) {
		return undefined;
	}

	return target === position ? {type: 'view.entered'} : {type: 'list.moved', by: target - position};
}
