import {expect, test} from 'vitest';
import {openHome, openProgram} from './open-program.ts';
import {connected, findUser, openService} from './open-service.ts';

/* oxlint-disable no-control-regex -- control characters are what this is about */
const colors = /\u001B\[[\d;]*\b(?:3[0-7]|4[0-7]|9[0-7]|10[0-7]|38;[25]|48;[25])[\d;]*m/;
const attributes = /\u001B\[[1-9][\d;]*m/;
const notAscii = /[^\u0000-\u007F]/;
/* oxlint-enable no-control-regex */

test.concurrent.for([
	['TERM=vt100', {TERM: 'vt100'}, {isAscii: false, hasColors: false, hasAttributes: true}],
	['TERM=screen', {TERM: 'screen'}, {isAscii: false, hasColors: true, hasAttributes: true}],
	['LANG=C', {LANG: 'C'}, {isAscii: true, hasColors: true, hasAttributes: true}],
	['NO_COLOR=1', {NO_COLOR: '1'}, {isAscii: false, hasColors: false, hasAttributes: true}],
	['FORCE_COLOR=0', {FORCE_COLOR: '0'}, {isAscii: false, hasColors: false, hasAttributes: true}],
] as const)(
	'with %s it shows the counts, in characters and colours that the terminal has [R32]',
	async ([_name, environment, wanted], {expect: expects}) => {
		using home = openHome();
		await using service = await openService();
		await using opened = openProgram(connected(service.url), {home, environment});
		await opened.sees(/live[^]*Suspended by Error[^]*\d users/);
		opened.press('2');
		await opened.sees('[2 Users');
		// A menu, and a table, of the components that draw by themselves.
		await opened.pressUntil('s', 'Set status');
		await opened.pressUntil('\u001B', 'Space mark');
		opened.press('5');
		await opened.sees('[5 Sync Options');
		opened.press('q');
		expects(await opened.exited).toBe(0);
		const raw = opened.raw();
		expects({
			isAscii: !notAscii.test(raw),
			hasColors: colors.test(raw),
			hasAttributes: attributes.test(raw),
		}).toEqual(wanted);
	},
);

test('a session with dialogs, tabs and a storm of sizes never clears the screen or what was there before [R29, R30]', async () => {
	using home = openHome();
	await using service = await openService();
	await using opened = openProgram(connected(service.url), {home, columns: 80, rows: 24});
	await findUser(opened, 'Emily Kowalski');
	const begun = opened.raw().length;
	for (let turn = 0; turn < 50; turn += 1) {
		opened.resize({columns: 60 + ((turn * 7) % 80), rows: 12 + ((turn * 5) % 30)});
		opened.press(String((turn % 5) + 1));
	}

	opened.resize({columns: 120, rows: 36});
	for (const [keys, sign] of [
		['2', '[2 Users'],
		['?', 'MOVE'],
		['\u001B', 'Space mark'],
		['s', 'Set status'],
		['\u001B', 'Space mark'],
		['o', 'Sort by'],
		['\u001B', 'Space mark'],
		['x', 'Cancel <]'],
		['\u001B', 'Space mark'],
		['5', '[5 Sync Options'],
		['1', '[1 Dashboard]'],
	] as const) {
		await opened.pressUntil(keys, sign);
	}

	await expect
		.poll(() => {
			const lines = opened.text().split('\n');
			return [lines.length, lines[0]?.endsWith('Z'), lines.at(-1)?.includes('60 users')];
		})
		.toEqual([36, true, true]);
	opened.press('q');
	expect(await opened.exited).toBe(0);
	expect(opened.raw().split('\u001B[3J')).toHaveLength(1);
	expect(opened.raw().slice(begun).split('\u001B[2J')).toHaveLength(1);
});
