import {expect, test} from 'vitest';
import {applyEdit, edit} from '../../mocks/edit.ts';
import {type Line} from '../../source/core/select/line.ts';
import {drawFrame, type Frame} from '../../source/tui/frame.ts';
import {lineWidth} from '../../source/tui/draw/compose.ts';
import {paint} from '../../source/tui/theme.ts';
import {type Opened} from '../mocks/open-service.ts';
import {openApp, type OpenedApp, type Size} from './open-app.ts';
import {dialogs, leave, papers, places} from './ways.ts';

const sizes: readonly Size[] = [
	{columns: 200, rows: 60},
	{columns: 140, rows: 36},
	{columns: 120, rows: 36},
	{columns: 100, rows: 30},
	{columns: 99, rows: 29},
	{columns: 80, rows: 24},
	{columns: 60, rows: 20},
	{columns: 59, rows: 19},
	{columns: 40, rows: 12},
	{columns: 40, rows: 10},
	{columns: 39, rows: 9},
	{columns: 20, rows: 5},
];

const usual = sizes.filter(({rows}) => [36, 24, 12, 5].includes(rows));

const names = [
	'山田 太郎',
	'👨‍👩‍👧 Family',
	'محمد عبد الله',
	'e\u0301le\u0300ve',
	'ｆｕｌｌ ｗｉｄｔｈ',
	'❤️ heart ⚠️',
	'🇩🇪 flag 👍🏽',
	'x'.repeat(3000),
	'漢'.repeat(500),
	'\u001B[2J\u202Ehostile\nname',
	'',
];

/** Gives users and groups names that are hard to draw. */
function rename({world}: Opened): void {
	for (const [index, {id}] of world.users.entries()) {
		const name = names[index % names.length];
		applyEdit(world, edit.parse({type: 'user', id, set: {name, email: `${name}@x`, notes: name}}));
	}

	for (const [index, {id}] of world.groups.entries()) {
		applyEdit(world, edit.parse({type: 'group', id, set: {name: names[index % names.length]}}));
	}
}

function textOf(content: Line): string {
	return content.map(({text}) => text).join('');
}

function expectWhole(frame: Frame, {columns, rows}: Size): void {
	expect(frame.lines).toHaveLength(rows);
	expect(new Set(frame.lines.map(lineWidth))).toEqual(new Set([columns]));
	for (const line of frame.lines) {
		expect(textOf(line)).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u202E]/u);
		const ascii = paint(line, {depth: 'plain', isAscii: true});
		expect(ascii).toMatch(/^[\u0020-\u007E]*$/);
		expect(ascii).toHaveLength(columns);
	}

	const {dialog} = frame;
	if (dialog !== undefined) {
		expect(dialog.left + dialog.width).toBeLessThanOrEqual(columns);
		expect(dialog.top + dialog.lines.length).toBeLessThanOrEqual(rows);
		expect(new Set(dialog.lines.map(lineWidth))).toEqual(new Set([dialog.width]));
	}
}

function expectWholeAtAllSizes(app: OpenedApp, what: string, some = sizes): void {
	for (const size of some) {
		app.resize(size);
		expect
			.soft(() => {
				expectWhole(drawFrame(app.state()), size);
			}, `${what} at ${size.columns}x${size.rows}`)
			.not.toThrow();
	}

	app.resize({columns: 120, rows: 36});
}

test('every place fills every size exactly, whatever the names are [R28, R31]', async () => {
	await using app = await openApp({scenario: 'corrupted-files'}, rename);
	for (const [what, keys] of Object.entries(places)) {
		app.press(...keys);
		expectWholeAtAllSizes(app, what);
		app.press(...leave);
	}
});

test('every dialog fits every size, whatever the names are', async () => {
	await using app = await openApp({scenario: 'corrupted-files'}, rename);
	for (const [what, keys] of Object.entries({...dialogs, ...papers})) {
		app.press(...keys);
		expectWholeAtAllSizes(app, what);
		app.press(...leave);
	}

	for (const verb of ['uninitialize', 'synchronize', 'forceDelete'] as const) {
		app.press('2', 's');
		const {dialog} = app.state();
		if (dialog?.kind !== 'statusMenu') {
			throw new Error('The status menu should be open.');
		}

		app.tell({type: 'change.asked', verb, targets: dialog.targets});
		expectWholeAtAllSizes(app, verb);
		app.press(...leave);
	}
});

test('every place and dialog fills every size while the service is away [R28]', async () => {
	await using app = await openApp({}, rename);
	await app.service.stop();
	for (let time = 0; time < 2; time += 1) {
		app.tell({type: 'feed.refreshed'});
		await app.until(({feed}) => feed.failures > time, 'the poll failed');
	}

	for (const [what, keys] of Object.entries({...places, ...dialogs, ...papers})) {
		app.press(...keys);
		expectWholeAtAllSizes(app, `${what}, offline`, usual);
		app.press(...leave);
	}
});

test('the smallest window there can be is filled as well [R28]', async () => {
	await using app = await openApp();
	const size = {columns: 1, rows: 1};
	app.resize(size);
	for (const keys of Object.values(places)) {
		app.press(...keys);
		expectWhole(drawFrame(app.state()), size);
		app.press(...leave);
	}
});

test('before the first answer there is a whole screen as well', async () => {
	await using app = await openApp();
	app.resize({columns: 80, rows: 24});
	const {state} = app;
	const fresh = {...state(), isComplete: false, session: undefined, dashboard: undefined};
	expectWhole(drawFrame({...fresh, syncOptions: undefined}), {columns: 80, rows: 24});
});

test('what is seen differs in words or marks, not in colour alone [R34]', async () => {
	await using app = await openApp({scenario: 'corrupted-files', users: 180});
	app.resize({columns: 200, rows: 60});
	const seen = (...keys: readonly string[]): string => {
		app.press(...keys);
		const text = drawFrame(app.state())
			.lines.map((line) => paint(line, {depth: 'plain', isAscii: true}))
			.join('\n');
		app.press(...leave);
		return text;
	};

	expect(seen()).toContain('live');
	const users = seen('2', 'o', 'escape');
	for (const word of ['Enabled', 'Disabled', 'Suspended']) {
		expect(users).toMatch(new RegExp(word, 'i'));
	}

	const batches = seen('4');
	expect(batches).toMatch(/queued|running|finished|suspended/i);
	const before = seen('2');
	expect(seen('2', 'space')).not.toBe(before);
	expect(seen('2', 'j')).not.toBe(before);
	app.press('p');
	expect(seen()).toContain('PAUSED');
	app.press('p');
	await app.until(({feed}) => feed.doing.kind === 'waiting', 'it asks again');
	await app.service.stop();
	for (let time = 0; time < 2; time += 1) {
		app.tell({type: 'feed.refreshed'});
		await app.until(({feed}) => feed.failures > time, 'the poll failed');
	}

	expect(seen()).toMatch(/OFFLINE[^]*AS OF[^]*No connection to Acme production/);
});

test.each([
	['dashboard', {columns: 120, rows: 36}, ['1']],
	['dashboard', {columns: 80, rows: 24}, ['1']],
	['users', {columns: 120, rows: 36}, ['2']],
	['users', {columns: 80, rows: 24}, ['2']],
] as const)('%s at %j looks as it was agreed', async (place, size, keys) => {
	await using app = await openApp();
	app.resize(size);
	app.press(...keys);
	const text = drawFrame(app.state())
		.lines.map((line) => textOf(line).trimEnd())
		.join('\n');
	await expect(`${text}\n`).toMatchFileSnapshot(`golden/${place}-${size.columns}x${size.rows}.txt`);
});
