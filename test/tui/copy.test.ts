import {expect, test} from 'vitest';
import {user} from '../../source/contract/user.ts';
import {drawFrame} from '../../source/tui/frame.ts';
import {paint} from '../../source/tui/theme.ts';
import {openEngine} from '../support/open-engine.ts';
import {openApp} from './open-app.ts';
import {show} from './open-terminal.ts';

const copied = ({asked}: {readonly asked: readonly string[]}) =>
	asked.filter((text) => text.startsWith('copy ')).map((text) => text.slice('copy '.length));

test('y copies what names the row: an e-mail, those that are marked, a group, a batch', async () => {
	const opened = await openEngine();
	await opened.press('2', 'y', 'space', 'space', 'y', '3', 'y', '4', 'y', 'enter', 'y');
	expect(copied(opened)).toEqual([
		'u-1@example.com',
		'u-1@example.com\nu-2@example.com',
		'Group g-1',
		'b-u-1',
		'b-u-1',
	]);
	expect(opened.notice()).toBe(
		'Copied the id of the batch (5 characters) by OSC 52; your terminal must allow it',
	);
});

test('Y copies the row as the service tells it', async () => {
	const opened = await openEngine();
	await opened.press('2', 'Y', '3', 'Y', '4', 'Y');
	const [row, group, batch] = copied(opened).map((text): unknown => JSON.parse(text));
	expect(user.parse(row)).toEqual(opened.service.world.user('u-1'));
	expect(row).toHaveProperty('batch.queuedAt', '2026-11-22T02:00:00.000Z');
	expect(group).toHaveProperty('name', 'Group g-1');
	expect(batch).toHaveProperty('id', 'b-u-1');
});

test('nothing is copied where nothing is, and in a question y is a yes', async () => {
	const none = await openEngine({users: []});
	await none.press('2', 'y', '4', 'Y', '1', 'y');
	expect(copied(none)).toEqual([]);
	const opened = await openEngine();
	await opened.press('2');
	await opened.ask('x');
	await opened.press('y');
	expect(copied(opened)).toEqual([]);
	expect(opened.service.changes()).toHaveLength(1);
});

test('copying leaves the screen as it is, and the text is not on it [S8]', async () => {
	await using app = await openApp();
	using screen = show(app);
	screen.type('2');
	await expect.poll(screen.text).toContain('[2 Users');
	screen.taken();
	screen.type('y');
	await expect.poll(screen.text).toContain('by OSC 52');
	const [, encoded = ''] = /\]52;c;([A-Za-z0-9+/=]+)/.exec(screen.taken()) ?? [];
	expect(Buffer.from(encoded, 'base64').toString()).toMatch(/^[\w.]+@contoso\.example$/);
	const wanted = drawFrame(app.state()).lines.map((line) =>
		paint(line, {depth: 'plain', isAscii: false}).trimEnd(),
	);
	await expect.poll(() => screen.lines().map((line) => line.trimEnd())).toEqual(wanted);
});
