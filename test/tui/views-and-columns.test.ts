import fs from 'node:fs';
import {expect, test} from 'vitest';
import {readSettings} from '../../source/platform/settings.ts';
import {preferencesOf} from '../../source/preferences.ts';
import {drawFrame} from '../../source/tui/frame.ts';
import {openApp, type OpenedApp} from './open-app.ts';

const keysOf = (text: string): readonly string[] => Array.from(text);

function screen(app: OpenedApp): readonly string[] {
	return drawFrame(app.state()).lines.map((line) => line.map(({text}) => text).join(''));
}

function dialog(app: OpenedApp): string {
	const {lines = []} = drawFrame(app.state()).dialog ?? {};
	return lines.map((line) => line.map(({text}) => text).join('')).join('\n');
}

/** The names of the columns of the list on screen. */
function header(app: OpenedApp): readonly string[] {
	return (screen(app)[4] ?? '').trim().split(/\s+/);
}

/** What the next start would find. */
async function nextStart(app: OpenedApp) {
	const {settings} = readSettings(app.folder.path);
	return preferencesOf({given: {}, settings}, app.service.url);
}

async function saved(app: OpenedApp, what: RegExp): Promise<void> {
	const file = app.folder.in('config.json');
	await expect.poll(() => fs.existsSync(file) && fs.readFileSync(file, 'utf8')).toMatch(what);
}

async function saveView(app: OpenedApp, name: string): Promise<void> {
	app.press('ctrl+p', ...keysOf('save this view'), 'enter', ...keysOf(name), 'enter');
	await saved(app, new RegExp(`"name": ?"${name}"`));
}

test('a view is saved under a name, opened from the palette, and there at the next start', async () => {
	await using app = await openApp();
	app.press('1', 'S', 'O', '/', ...keysOf('a'), 'enter');
	const {scope, lists} = app.state().view;
	await saveView(app, 'night watch');
	app.press('escape', 'escape', '2', 'O', '3', 'ctrl+p', ...keysOf('night'), 'enter');
	const after = app.state().view;
	expect(after.place).toEqual({kind: 'tab', tab: 'users'});
	expect(after.scope).toEqual(scope);
	expect(after.lists.users.filter).toBe('a');
	expect(after.lists.users.sort).toEqual(lists.users.sort);
	const {preferences, warnings} = await nextStart(app);
	expect(preferences.views).toEqual(app.state().preferences.views);
	expect(warnings).toEqual([]);
});

test('a view of the members of a group opens that group', async () => {
	await using app = await openApp();
	app.press('3', 'j', 'enter', '/', ...keysOf('e'), 'enter');
	const {place} = app.state().view;
	await saveView(app, 'team');
	app.press('1', 'ctrl+p', ...keysOf('view team'), 'enter');
	expect(app.state().view.place).toEqual(place);
	expect(app.state().view.lists.members.filter).toBe('e');
	expect((await nextStart(app)).preferences.views).toHaveLength(1);
});

test('a view of those whom a cause hits opens that cause, which the palette finds, too', async () => {
	await using app = await openApp({scenario: 'corrupted-files'});
	app.press('ctrl+p', ...keysOf('go causes'), 'enter', 'enter');
	const {place} = app.state().view;
	expect(place.kind).toBe('cause');
	await saveView(app, 'bad files');
	app.press('1', 'ctrl+p', ...keysOf('view bad'), 'enter');
	expect(app.state().view.place).toEqual(place);
	expect((await nextStart(app)).preferences.views).toMatchObject([{place}]);
	app.press('1', ...keysOf(':causes'), 'enter', 'ctrl+p', ...keysOf('corrupt'));
	expect(dialog(app)).toContain('cause, ');
});

test('the same name replaces, an empty one is asked for again, Escape saves nothing', async () => {
	await using app = await openApp();
	app.press('2');
	await saveView(app, 'mine');
	app.press('4');
	await saveView(app, 'mine');
	expect(app.state().preferences.views).toMatchObject([{place: {tab: 'batches'}}]);
	app.press('ctrl+p', ...keysOf('save this view'), 'enter', 'enter');
	expect(dialog(app)).toContain('type something first');
	app.press(...keysOf('other'), 'escape');
	expect(app.state().preferences.views).toHaveLength(1);
	app.press('1', 'ctrl+p', ...keysOf('save this view'));
	expect(dialog(app)).not.toContain('under a name');
});

test('a view is forgotten when it is asked twice; other things are not', async () => {
	await using app = await openApp();
	app.press('2');
	await saveView(app, 'mine');
	app.press('ctrl+p', ...keysOf('quit'), 'ctrl+x');
	expect(dialog(app)).toContain('only saved views');
	app.press('ctrl+u', ...keysOf('view mine'), 'ctrl+x');
	expect(dialog(app)).toContain('again forgets it: View mine');
	expect(app.state().preferences.views).toHaveLength(1);
	app.press('ctrl+x');
	expect(app.state().preferences.views).toEqual([]);
	await expect.poll(async () => (await nextStart(app)).preferences.views).toEqual([]);
});

test('views of other connections stay, and what cannot be read is left out and said', async () => {
	await using app = await openApp();
	const file = app.folder.in('config.json');
	const other = [{name: 'theirs'}];
	fs.writeFileSync(file, JSON.stringify({views: {'https://other.example/api': other}}));
	app.press('2');
	await saveView(app, 'mine');
	const {settings} = readSettings(app.folder.path);
	expect(settings.views?.['https://other.example/api']).toEqual(other);
	const theirs = await preferencesOf({given: {}, settings}, 'https://other.example/api');
	expect(theirs.preferences.views).toEqual([]);
	expect(theirs.warnings.join(' ')).toContain('could not be read: 1');
});

test('what cannot be written holds until the end, and is said', async () => {
	await using app = await openApp();
	fs.mkdirSync(app.folder.in('config.json'));
	app.press('2', 'ctrl+p', ...keysOf('save this view'), 'enter', ...keysOf('mine'), 'enter');
	await app.until(
		({notice}) => notice?.text.includes('views') === true && notice.text.includes('until the end'),
		'the failure is said',
	);
	expect(app.state().preferences.views).toHaveLength(1);
});

test('columns are chosen and put in order, kept for the next start, and as at first again', async () => {
	await using app = await openApp();
	app.press('2');
	const before = header(app);
	app.press('C', 'j', 'space', 'j', 'K', 'K');
	expect(dialog(app)).toMatch(/\[x\] GROUP[\s\S]*\[x\] NAME[\s\S]*\[ \] E-MAIL/);
	app.press('enter');
	expect(header(app).slice(0, 3)).toEqual(['GROUP', 'NAME^', 'MAILBOX']);
	expect(header(app)).not.toContain('E-MAIL');
	await saved(app, /"columns"/);
	expect((await nextStart(app)).preferences.columns).toEqual(app.state().preferences.columns);
	app.press('C', '0', 'enter');
	expect(header(app)).toEqual(before);
	expect(app.state().preferences.columns).toEqual({});
});

test('the name cannot be hidden, and Escape leaves all as it was', async () => {
	await using app = await openApp();
	app.press('2');
	const before = header(app);
	app.press('C', 'space', 'enter');
	expect(header(app)).toEqual(before);
	app.press('C', 'j', 'space', 'escape');
	expect(header(app)).toEqual(before);
});

test('each list has its own columns', async () => {
	await using app = await openApp();
	app.press('4', 'C', 'space', 'enter');
	expect(header(app)).not.toContain('BATCH');
	app.press('2');
	expect(header(app)).toContain('BATCH');
	app.press('3', 'enter', 'C');
	expect(dialog(app)).not.toContain('GROUP');
});

test('where there is not room for all, what matters least makes room, also when something is hidden', async () => {
	await using app = await openApp();
	app.press('2', 'C', 'j', 'space', 'enter');
	app.resize({columns: 80, rows: 24});
	const row = screen(app).find((line) => line.includes('NAME^')) ?? '';
	expect(row).toContain('BATCH');
	expect(row).not.toContain('SYNC');
});

test('where somebody put the columns in order, those further right make room first', async () => {
	await using app = await openApp();
	app.press('2', 'C', 'j', 'J', 'J', 'J', 'enter');
	app.resize({columns: 60, rows: 20});
	const row = (screen(app).find((line) => line.includes('NAME^')) ?? '').trim().split(/\s+/);
	expect(row).toEqual(['NAME^', 'GROUP', 'MAILBOX', 'SYNC']);
});
