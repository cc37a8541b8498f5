import {expect, test} from 'vitest';
import {seconds} from '../../source/contract/time.ts';
import {drawFrame} from '../../source/tui/frame.ts';
import {paint} from '../../source/tui/theme.ts';
import {openApp, type OpenedApp} from './open-app.ts';

function dialogTitle({state}: OpenedApp): string {
	const [edge = []] = drawFrame(state()).dialog?.lines ?? [];
	return edge.map(({text}) => text as string).join('');
}

test.each([
	{columns: 120, rows: 36},
	{columns: 80, rows: 24},
	{columns: 59, rows: 19},
])('production is in the header in a word and a colour at $columns x $rows', async (size) => {
	await using app = await openApp({isProduction: true});
	app.resize(size);
	const {lines} = drawFrame(app.state());
	const [header = []] = lines;
	expect(header.find(({text}) => text === '[PROD]')?.tone).toBe('danger');
	expect(paint(header, {depth: 'plain', isAscii: true})).toContain('[PROD]');
	await using plain = await openApp();
	plain.resize(size);
	expect(JSON.stringify(drawFrame(plain.state()))).not.toContain('PROD');
});

test('production is in the title of everything that is about a change', async () => {
	await using app = await openApp({isProduction: true});
	app.press('2', 's');
	expect(dialogTitle(app)).toMatch(/^╭─ \[PROD\] Set status/);
	app.press('escape', 'x');
	expect(dialogTitle(app)).toMatch(/^╔═ \[PROD\] Disable sync {3}1 user/);
	app.press('escape', 'P');
	expect(dialogTitle(app)).toMatch(/^╭─ \[PROD\] Change set/);
	app.press('escape', 'D');
	expect(dialogTitle(app)).toMatch(/\[PROD\] Delete/);
	app.press('escape', 'j', 'e', 'x');
	await app.pass(seconds(1));
	app.press('escape', '?');
	expect(dialogTitle(app)).not.toContain('PROD');
});
