import {expect, test} from 'vitest';
import {interpret, interpretPaste} from '../../source/commands/interpret.ts';
import {seconds} from '../../source/contract/time.ts';
import {defaultPreferences} from '../../source/core/preferences.ts';
import {drawFrame} from '../../source/tui/frame.ts';
import {paint} from '../../source/tui/theme.ts';
import {openApp, type OpenedApp} from './open-app.ts';

function rows(app: OpenedApp): readonly string[] {
	const {dialog} = drawFrame(app.state());
	return (dialog?.lines ?? []).map((line) => paint(line, {depth: 'plain', isAscii: true}));
}

/** The keys that type a text. */
function keysOf(text: string): readonly string[] {
	return Array.from(text);
}

/** The line that Enter takes. */
function chosen(app: OpenedApp): string {
	return (
		rows(app)
			.slice(3)
			.find((row) => row.startsWith('| > ')) ?? ''
	);
}

function listed(app: OpenedApp): string {
	return rows(app).slice(3).join('\n');
}

test('Ctrl-P finds a command by a few letters, says its key, and runs it as its key would', async () => {
	await using app = await openApp();
	app.press('2', 'ctrl+p', ...keysOf('disab'));
	expect(listed(app)).toMatch(/disable +disable synchronization; .* x \|/);
	const isFirst = rows(app)[3] ?? '';
	expect(isFirst).toContain('> disable');
	app.press('enter');
	const {dialog} = app.state();
	app.press('escape', 'x');
	expect(dialog?.kind).toBe('confirm');
	expect(app.state().dialog?.kind).toBe('confirm');
});

test('Escape leaves all as it was; letters are letters, also those that are keys elsewhere', async () => {
	await using app = await openApp();
	app.press('2');
	const before = app.state();
	app.press('ctrl+p', ...keysOf('qxD?:'), 'escape');
	expect(app.state().dialog).toBeUndefined();
	expect(app.state().view).toBe(before.view);
	expect(app.state().runs).toEqual([]);
});

test('what cannot be done now is dim with its reason, and Enter says it instead', async () => {
	await using app = await openApp({isReadOnly: true});
	app.press('2', 'ctrl+p', ...keysOf('disab'));
	expect(listed(app)).toContain('not now: read-only');
	app.press('enter');
	expect(listed(app)).toContain('disable: read-only');
	expect(app.state().dialog?.kind).toBe('palette');
});

test('users by name and by e-mail, groups and places are found', async () => {
	await using app = await openApp();
	const [first] = app.service.world.users;
	const name = first?.name ?? '';
	app.press('ctrl+p', ...keysOf(first?.email ?? ''));
	expect(rows(app)[3]).toContain(name);
	app.press('enter');
	expect(app.state().view.place).toEqual({kind: 'user', id: first?.id});
	app.press('ctrl+p', ...keysOf('gogrou'), 'enter');
	expect(app.state().view.place).toEqual({kind: 'tab', tab: 'groups'});
	app.press('ctrl+p', ...keysOf('opnsusp'), 'enter');
	expect(app.state().view.scope).toEqual({kind: 'count', name: 'suspended'});
	const [group] = app.service.world.groups;
	app.press('ctrl+p', ...keysOf(group?.name ?? ''), 'enter');
	expect(app.state().view.place).toEqual({kind: 'group', id: group?.id});
});

test('the empty field shows first what was used last', async () => {
	await using app = await openApp();
	app.press(
		'ctrl+p',
		...keysOf('gogrou'),
		'enter',
		'ctrl+p',
		...keysOf('redraw'),
		'enter',
		'ctrl+p',
	);
	expect(rows(app)[3]).toContain('redraw');
	expect(rows(app)[4]).toContain('Go to Groups');
});

test('the arrows go round, and what is chosen stays chosen while users come', async () => {
	await using app = await openApp();
	app.press('ctrl+p', ...keysOf('a'));
	const [first = '', second = ''] = rows(app).slice(3);
	app.press('up', 'down');
	expect(chosen(app)).toBe(first);
	app.press('down');
	expect(chosen(app).slice(5)).toBe(second.slice(5));
	await app.pass(seconds(5));
	expect(chosen(app).slice(5)).toBe(second.slice(5));
});

test.each([
	[':users', {kind: 'tab', tab: 'users'}, ''],
	[':batches sus', {kind: 'tab', tab: 'batches'}, 'sus'],
	[':users anna b', {kind: 'tab', tab: 'users'}, 'anna b'],
	[':options', {kind: 'tab', tab: 'options'}, ''],
])('"%s" goes there with that filter', async (typed, place, filter) => {
	await using app = await openApp();
	app.press(...keysOf(typed), 'enter');
	expect(app.state().view.place).toEqual(place);
	const {lists} = app.state().view;
	expect(`${lists.users.filter}${lists.batches.filter}`).toBe(filter);
});

test('a line is carried out or says what is wrong with it', async () => {
	await using app = await openApp();
	app.press(...keysOf(':interval 7s'), 'enter');
	expect(app.state().feed.interval).toBe(7000);
	app.press(...keysOf(':interval 0'), 'enter');
	expect(listed(app)).toContain('1 to 3600 seconds');
	app.press('ctrl+u', ...keysOf(':filter x'), 'enter');
	expect(listed(app)).toContain('no list here to filter');
	app.press('ctrl+u', ...keysOf(':zzzz'));
	expect(listed(app)).toContain('There is no command ":zzzz"');
	app.press('ctrl+u', ...keysOf(':inter'), 'enter');
	expect(rows(app)[1]).toContain('> :interval _');
	app.press('escape');
	expect(app.state().feed.interval).toBe(7000);
});

test('a paste is looked for and never carried out', async () => {
	await using app = await openApp();
	app.press('2', 'ctrl+p');
	app.tell(interpretPaste(app.state(), 'disable\r'));
	expect(app.state().dialog?.kind).toBe('palette');
	expect(rows(app)[1]).toContain('disable');
	expect(interpret(app.state(), {chord: 'ctrl+k'})).toBeUndefined();
});

test('a word that is one of a few is offered as it is typed', async () => {
	await using app = await openApp();
	app.press(...keysOf(':theme '));
	expect(listed(app)).toContain(':theme tritanopia');
	app.press(...keysOf('li'), 'enter');
	expect(app.state().preferences.theme).toBe('light');
});

test('keys that were changed work, and hints, help and palette name them', async () => {
	const keys = new Map([
		['status.disable', ['X']],
		['status.enable', []],
		['live.pause', ['f1']],
	]);
	await using app = await openApp({preferences: {...defaultPreferences, keys}});
	const hints = (): string =>
		(drawFrame(app.state()).lines.at(-2) ?? []).map(({text}) => text).join('');
	app.press('2', 'x');
	expect(app.state().dialog).toBeUndefined();
	expect(hints()).toContain('X disable');
	expect(hints()).not.toContain('enable ');
	app.press('ctrl+p', ...keysOf('disable sync'));
	expect(rows(app)[3]).toMatch(/disable.* X \|/);
	app.press('ctrl+u', ...keysOf('enable synchronization, or'));
	expect(rows(app)[3]).toMatch(/> enable .* \|/);
	app.press('escape', '?');
	const help = Array.from({length: 6}, () => {
		app.press('pagedown');
		return rows(app).join('\n');
	});
	expect(help.join('\n')).toMatch(/X +disable/);
	app.press('escape', 'X');
	expect(app.state().dialog?.kind).toBe('confirm');
});
