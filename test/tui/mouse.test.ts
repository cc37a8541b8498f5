import {expect, test} from 'vitest';
import {drawFrame} from '../../source/tui/frame.ts';
import {interpretMouse} from '../../source/tui/mouse.ts';
import {openApp, type OpenedApp} from './open-app.ts';

function click(app: OpenedApp, row: number): void {
	for (const event of interpretMouse(app.state(), {kind: 'mouse', action: 'click', row})) {
		app.tell(event);
	}
}

function lineWith(app: OpenedApp, words: string): number {
	return drawFrame(app.state()).lines.findIndex((line) =>
		line
			.map(({text}) => text)
			.join('')
			.includes(words),
	);
}

const listed = (app: OpenedApp): number => app.state().view.lists.users.position;

test('a click puts the cursor on the row, and a click on that row opens it', async () => {
	await using app = await openApp({users: 60});
	app.press('2', 'j', 'j');
	const row = lineWith(app, '▌');
	click(app, row + 3);
	expect(listed(app)).toBe(5);
	expect(lineWith(app, '▌')).toBe(row + 3);
	click(app, row + 3);
	expect(app.state().view.place.kind).toBe('user');
});

test('in a list that was scrolled the row under the pointer is meant', async () => {
	await using app = await openApp({users: 60});
	app.press('2', 'G');
	const row = lineWith(app, '▌');
	click(app, row - 4);
	expect(listed(app)).toBe(55);
});

test('a click beside the rows, on a dialog or on the dashboard does nothing', async () => {
	await using app = await openApp({users: 60});
	click(app, 12);
	app.press('2');
	for (const row of [0, 1, 2, 3, 4, 34, 35, 99]) {
		click(app, row);
	}

	expect(listed(app)).toBe(0);
	app.press('x');
	const {dialog} = app.state();
	click(app, 20);
	expect(app.state().dialog).toBe(dialog);
});

test('the wheel scrolls by three rows, in lists and in dialogs', async () => {
	await using app = await openApp({users: 60});
	app.press('2');
	for (const event of interpretMouse(app.state(), {kind: 'mouse', action: 'down'})) {
		app.tell(event);
	}

	expect(listed(app)).toBe(3);
	app.press('?');
	for (const event of interpretMouse(app.state(), {kind: 'mouse', action: 'down'})) {
		app.tell(event);
	}

	expect(app.state().dialog).toMatchObject({kind: 'help', top: 3});
});
