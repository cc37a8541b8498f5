import {expect, test} from 'vitest';
import {applyEdit, edit} from '../../mocks/edit.ts';
import {seconds} from '../../source/contract/time.ts';
import {drawFrame} from '../../source/tui/frame.ts';
import {paint} from '../../source/tui/theme.ts';
import {openApp, type OpenedApp} from './open-app.ts';
import {show} from './open-terminal.ts';

const down = '\u001B[B';

/** What is on the terminal, without the blanks at the ends of lines. */
function shown({lines}: {readonly lines: () => readonly string[]}) {
	return () => lines().map((line) => line.trimEnd());
}

/** The lines that the state asks for, to compare with what is on the terminal. */
function wanted(app: OpenedApp, isAscii = false): readonly string[] {
	return drawFrame(app.state()).lines.map((line) =>
		paint(line, {depth: 'plain', isAscii}).trimEnd(),
	);
}

test('the terminal shows what the state says, line by line', async () => {
	await using app = await openApp();
	using screen = show(app);
	for (const key of ['2', '3', '4', '1', '\u001B[C', '2', '\u001B[6~']) {
		screen.type(key);
		await expect.poll(shown(screen)).toEqual(wanted(app));
	}

	expect(screen.emulator.buffer.active.type).toBe('alternate');
});

test('several keys in one packet all count', async () => {
	await using app = await openApp();
	using screen = show(app);
	screen.type(`2jjj${down}${down}k`);
	await expect.poll(() => app.state().view.lists.users.position).toBe(4);
	await expect.poll(shown(screen)).toEqual(wanted(app));
});

test('in a menu two arrows in one packet move two lines', async () => {
	await using app = await openApp();
	using screen = show(app);
	screen.type('2o');
	await expect.poll(screen.text).toContain('▌ NAME');
	screen.type(`${down}${down}`);
	await expect.poll(screen.text).toContain('▌ GROUP');
});

test('the order of a list is chosen from a menu, with the rest of the keys in the same packet', async () => {
	await using app = await openApp();
	using screen = show(app);
	screen.type('2o');
	await expect.poll(screen.text).toContain('▌ NAME');
	screen.type(`${down}\r`);
	await expect.poll(() => app.state().dialog).toBeUndefined();
	expect(app.state().view.lists.users.sort.column).toBe('email');
	await expect.poll(screen.text).toContain('sort: email');
});

test('keys that were typed before a menu could be drawn reach it, and none is left for the next one', async () => {
	await using app = await openApp();
	using screen = show(app);
	screen.type(`2o${down}${down}\r`);
	await expect.poll(() => app.state().view.lists.users.sort.column).toBe('group');
	screen.type(`o${down}\rq`);
	await expect.poll(() => app.state().dialog).toBeUndefined();
	screen.type('o');
	await expect.poll(screen.text).toContain('▌ NAME');
	expect(app.state().view.lists.users.sort.column).toBe('group');
});

test('the status menu leads to the question', async () => {
	await using app = await openApp();
	using screen = show(app);
	screen.type('2s');
	await expect.poll(screen.text).toContain('Set status');
	const before = screen.text();
	screen.type(down);
	await expect.poll(screen.text).not.toBe(before);
	screen.type('\u001B');
	await expect.poll(() => app.state().dialog).toBeUndefined();
	await expect.poll(shown(screen)).toEqual(wanted(app));
});

test('a poll that brought nothing new writes nothing [R38]', async () => {
	await using app = await openApp();
	using screen = show(app);
	await expect.poll(shown(screen)).toEqual(wanted(app));
	screen.taken();
	const asked = app.service.requests.list().length;
	await app.pass(seconds(4));
	expect(app.service.requests.list().length).toBeGreaterThan(asked);
	// A key is drawn after all that was due before it.
	screen.type('2');
	await expect.poll(shown(screen)).toEqual(wanted(app));
	const once = screen.taken();
	expect(once.length).toBeGreaterThan(0);
	app.tell({type: 'feed.refreshed'});
	await app.until(({feed}) => feed.doing.kind === 'waiting', 'the poll is over');
	await new Promise((resolve) => {
		setTimeout(resolve, 40);
	});
	expect(screen.taken()).toBe('');
});

test('a change of one row is small on the wire [R38]', async () => {
	await using app = await openApp();
	using screen = show(app);
	screen.type('2');
	await expect.poll(shown(screen)).toEqual(wanted(app));
	const [first] = app.service.world.users;
	applyEdit(
		app.service.world,
		edit.parse({type: 'user', id: first?.id ?? '', set: {syncStatus: 'disabled'}}),
	);
	screen.taken();
	app.tell({type: 'feed.refreshed'});
	await app.until(({feed}) => feed.doing.kind === 'waiting', 'the poll is over');
	await expect.poll(shown(screen)).toEqual(wanted(app));
	expect(screen.taken().length).toBeLessThan(2500);
});

test('after a change of size everything is where it belongs, in both directions', async () => {
	await using app = await openApp();
	using screen = show(app);
	screen.type('2');
	const sizes = [
		[80, 24],
		[200, 60],
		[60, 20],
		[40, 12],
		[120, 36],
		[20, 5],
		[100, 30],
	] as const;
	for (const [columns, rows] of sizes) {
		screen.resize({columns, rows});
		await expect.poll(shown(screen)).toEqual(wanted(app));
		expect(screen.lines()).toHaveLength(rows);
	}
});

test('many changes of size at once end with the last one [R29]', async () => {
	await using app = await openApp();
	using screen = show(app);
	screen.taken();
	for (let columns = 60; columns <= 110; columns += 1) {
		screen.resize({columns, rows: 20 + (columns % 20)});
	}

	await expect.poll(shown(screen)).toEqual(wanted(app));
	expect(screen.taken()).not.toContain('\u001B[3J');
});

test('pasted text runs no command, and fills the filter [R46]', async () => {
	await using app = await openApp();
	using screen = show(app);
	screen.type('\u001B[200~2xq\r\u001B[201~');
	await expect.poll(screen.text).toContain('Paste ignored');
	screen.type('2/\u001B[200~Emily\nH\u001B[201~\r');
	await expect.poll(() => app.state().view.lists.users.filter).toBe('EmilyH');
});

test('in ASCII no other character is written [R32]', async () => {
	await using app = await openApp();
	using screen = show(app, {columns: 80, rows: 24}, {depth: 'mono', isAscii: true});
	screen.type('2?');
	await expect.poll(screen.text).toContain('Keys here');
	expect(screen.taken()).toMatch(/^\p{ASCII}*$/u);
});

test('when the screen stops, the terminal is as it was', async () => {
	await using app = await openApp();
	const screen = show(app);
	await expect.poll(screen.text).toContain('live');
	screen.stop();
	screen.stop();
	await screen.ended;
	const all = screen.taken();
	expect(all.lastIndexOf('\u001B[?2004l')).toBeGreaterThan(all.lastIndexOf('\u001B[?2004h'));
	expect(all.lastIndexOf('\u001B[?25h')).toBeGreaterThan(all.lastIndexOf('\u001B[?25l'));
	expect(screen.modes).toEqual([true, false]);
	await expect.poll(() => screen.emulator.buffer.active.type).toBe('normal');
	app.press('2');
	expect(screen.taken()).toBe('');
});

test('suspended and continued, the screen is drawn afresh', async () => {
	await using app = await openApp();
	using screen = show(app);
	await expect.poll(shown(screen)).toEqual(wanted(app));
	screen.type('\u001A');
	await expect.poll(() => screen.modes).toEqual([true, false, true]);
	await expect.poll(shown(screen)).toEqual(wanted(app));
	expect(screen.emulator.buffer.active.type).toBe('alternate');
});

test('redraw repairs a screen that another program wrote over', async () => {
	await using app = await openApp();
	using screen = show(app);
	await expect.poll(shown(screen)).toEqual(wanted(app));
	screen.emulator.write('\u001B[5;5Hrubbish\u001B[20;1Hrubbish');
	await expect.poll(screen.text).toContain('rubbish');
	screen.type('\u000C');
	await expect.poll(shown(screen)).toEqual(wanted(app));
});

test('the screen ends when the keyboard goes away', async () => {
	await using app = await openApp();
	using screen = show(app);
	screen.stdin.end();
	await screen.ended;
	expect(screen.modes).toEqual([true, false]);
});

test('the table of statistics stands inside its panel', async () => {
	await using app = await openApp();
	using screen = show(app);
	screen.type('5');
	await expect.poll(screen.text).toContain('Created');
	for (const line of screen.lines()) {
		expect(line.length).toBeLessThanOrEqual(120);
	}
});
