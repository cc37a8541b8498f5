import {expect, test} from 'vitest';
import {applyEdit, edit} from '../../mocks/edit.ts';
import {seconds} from '../../source/contract/time.ts';
import {causeList} from '../../source/core/causes/cause-list.ts';
import {checklistOf, nextStep} from '../../source/core/causes/checklist.ts';
import {userList} from '../../source/core/user-lists.ts';
import {drawFrame} from '../../source/tui/frame.ts';
import {paint} from '../../source/tui/theme.ts';
import {openApp, type OpenedApp} from './open-app.ts';

function lines(app: OpenedApp): readonly string[] {
	return drawFrame(app.state()).lines.map((line) =>
		paint(line, {depth: 'plain', isAscii: false}).trimEnd(),
	);
}

const dialogOf = (app: OpenedApp): string =>
	(drawFrame(app.state()).dialog?.lines ?? [])
		.map((line) => paint(line, {depth: 'plain', isAscii: false}))
		.join('\n');
const screen = (app: OpenedApp): string => lines(app).join('\n');
const lineOf = (app: OpenedApp, words: string): number =>
	lines(app).findIndex((text) => text.includes(words));

async function openIncident(): Promise<OpenedApp> {
	const app = await openApp({users: 60, speed: 60, isDemo: true});
	app.service.setScenario('secret-regenerated');
	await app.pass(seconds(12));
	return app;
}

test('from a row to its cause, from the cause to a user whom it hits, and back', async () => {
	await using app = await openIncident();
	app.press('S', 'c');
	expect(screen(app)).toContain('What to do');
	app.press('enter');
	expect(app.state().view.place.kind).toBe('user');
	expect(screen(app)).toMatch(/Cause +\S.*\(c\)/);
	app.press('escape', 'escape', 'escape');
	expect(app.state().view.place).toEqual({kind: 'tab', tab: 'dashboard'});
});

test('a row that does not fail has no cause, and the key says so', async () => {
	await using app = await openApp({users: 60});
	app.press('2', '/', ...Array.from('finished'), 'enter', 'c');
	expect(app.state().view.place).toEqual({kind: 'tab', tab: 'users'});
	expect(screen(app)).toContain('cause: nothing fails here');
});

test('a cause that somebody knows about stands last, with a memo, until nobody is hit any more', async () => {
	await using app = await openIncident();
	const title = 'Client secret regenerated';
	const before = lineOf(app, title);
	app.press('j', 'a');
	expect(lineOf(app, `${title}, acknowledged`)).toBeGreaterThan(before);
	app.press('c');
	app.press('enter', 'M', ...Array.from('OPS-1'), 'enter');
	expect(screen(app)).toMatch(/Memo +OPS-1/);

	app.service.setScenario('calm');
	for (const user of app.service.world.users.filter(({hold}) => hold !== 'none')) {
		applyEdit(app.service.world, edit.parse({type: 'user', id: user.id, set: {hold: 'none'}}));
	}

	await app.pass(seconds(60));
	const [note] = app.state().notebook.acknowledged.values();
	expect(note?.isEnded).toBe(true);
});

test('containing a cause asks to disable the groups that it hits, and counts who is stopped', async () => {
	await using app = await openIncident();
	app.press('j', 'enter', 'S');
	await app.until(
		({dialog}) =>
			dialog?.kind === 'confirm' && dialog.plan.items.every(({check}) => check.kind !== 'asking'),
		'the groups were read again',
	);
	const {dialog} = app.state();
	expect(dialog).toMatchObject({kind: 'confirm', plan: {verb: 'disable'}});
	expect(
		dialog?.kind === 'confirm' && dialog.plan.items.every(({target}) => target.kind === 'group'),
	).toBe(true);
});

test('what goes on with issues is told by cause as well', async () => {
	await using app = await openApp({users: 180});
	app.press('c');
	expect(screen(app)).toMatch(/Causes .* suspended and \d+ with issues = \d+ causes/);
	expect(screen(app)).toMatch(/! {2}Required field empty +\d+/);
	app.press('G', 'enter');
	expect(screen(app)).toContain('What to do');
});

test('the causes of issues are counted from what comes with each batch: as many as the batches count', async () => {
	await using app = await openApp({users: 180});
	const {causes, tally} = app.state().entities;
	const issues = [...causes.byKey.values()].reduce((sum, cause) => sum + cause.issues, 0);
	expect(issues).toBe(
		app.service.world.users
			.filter(({batch}) => batch?.state === 'finishedWithIssues')
			.reduce((sum, {batch}) => sum + (batch?.issues ?? 0), 0),
	);
	expect(tally.all.withIssues).toBeGreaterThan(0);
});

test('a step that is decided user by user is named, and its key does it to nobody', async () => {
	await using app = await openApp({users: 1000});
	const cause = causeList(app.state()).find(
		(one) => nextStep(checklistOf(one, app.state()))?.does === 'uninitialize',
	);
	app.tell({type: 'view.opened', place: {kind: 'cause', key: cause?.key ?? ''}});
	expect(screen(app)).toMatch(/\[▶\] Un-initialize/);
	expect(screen(app)).toContain('user by user');
	app.press('n');
	expect(app.state().dialog).toBeUndefined();
	expect(screen(app)).toContain('next step: nothing that can be done to all of them');
});

test('a mail server that was away for long has its users held: the next step does not wait for them to be let go', async () => {
	await using app = await openApp({users: 180, speed: 60, isDemo: true});
	app.service.setScenario('server-outage');
	await app.pass(seconds(35));
	const held = app.state().entities.causes.byKey.get(causeList(app.state())[0]?.key ?? '')?.held;
	expect(held).toBeGreaterThan(0);
	app.press('j', 'j', 'enter', 'n');
	expect(screen(app)).toMatch(/\d+ retries failed/);
	await app.pass(seconds(8));
	expect(screen(app)).toContain('held, nobody is tried again');
	expect(screen(app)).toMatch(/\[▶\] Enable synchronization of those that were/);
	expect(screen(app)).toContain('n: enable all whom it holds');
	app.press('n');
	expect(app.state().dialog).toMatchObject({kind: 'confirm', plan: {verb: 'enable'}});
	app.press('escape');
	await app.pass(seconds(60));
	expect(screen(app)).toContain('nobody any more');
	expect(screen(app)).toMatch(/\[ \] Force delete only users/);
	expect(screen(app)).toContain('not needed: nobody is left');
});

test('whom an acknowledged cause hits is known as well: marked in lists, left out by !ack, until the cause is not known any more', async () => {
	await using app = await openIncident();
	app.press('2', '/', ...Array.from('!ack batch:suspended'), 'enter');
	const shown = () => userList(app.state()).slots.length;
	const before = shown();
	const hit = causeList(app.state())[0]?.users ?? 0;
	expect(hit).toBeGreaterThan(5);
	app.press('1', 'j', 'a', '2');
	expect(shown()).toBe(before - hit);
	app.press('/', 'ctrl+u', ...Array.from('ack'), 'enter');
	expect(shown()).toBe(hit);
	expect(
		lines(app).filter((text) => /^[▌ ].{0,3}✓ .*‖ suspended/.test(text)).length,
	).toBeGreaterThan(5);
	expect(screen(app)).toMatch(/Cause +✓ Client secret regenerated +\d+ other users \(c\)/);
	app.press('enter', 'c', 'a');
	app.press('2');
	expect(shown()).toBe(0);
});

test('f counts the causes of the rows shown, a user with several under each, and filters by one', async () => {
	await using app = await openApp({users: 180});
	const cause = causeList(app.state()).find(({title}) => title === 'Required field empty');
	app.resize({columns: 120, rows: 60});
	app.press('2', 'f');
	expect(dialogOf(app)).toContain('CAUSE');
	expect(dialogOf(app)).toMatch(new RegExp(`Required field empty +${cause?.users ?? 0} `));
	app.press('tab', 'tab', 'tab', 'tab', 'enter');
	expect(dialogOf(app)).toContain('■ Required field empty');
	app.press('escape');
	expect(userList(app.state()).slots).toHaveLength(cause?.users ?? 0);
});

test('the cursor of the dashboard stays on its cause when another comes above it', async () => {
	await using app = await openApp({users: 60, speed: 60, isDemo: true});
	app.press('j');
	const [first] = causeList(app.state());
	const at = app.state().view.focus;
	app.service.setScenario('secret-regenerated');
	await app.pass(seconds(12));
	expect(causeList(app.state())[0]?.title).toBe('Client secret regenerated');
	expect(app.state().view.focus).toBeGreaterThan(at);
	app.press('enter');
	expect(app.state().view.place).toEqual({kind: 'cause', key: first?.key});
});

test('whoever stops several groups reads how many groups and users that is, in title, sentences, list and button', async () => {
	await using app = await openIncident();
	app.press('j', 'enter', 'S');
	await app.until(
		({dialog}) =>
			dialog?.kind === 'confirm' && dialog.plan.items.every(({check}) => check.kind !== 'asking'),
		'the groups were read again',
	);
	const {dialog, entities} = app.state();
	const groups = dialog?.kind === 'confirm' ? dialog.plan.items.map(({target}) => target) : [];
	expect(groups.length).toBeGreaterThan(2);
	const sums = groups.map((target) =>
		target.kind === 'group' ? entities.tally.byGroup.get(target.group.id) : undefined,
	);
	const users = sums.reduce((all, sum) => all + (sum?.users ?? 0), 0);
	const stopped = sums.reduce(
		(all, sum) => all + (sum?.users ?? 0) - (sum?.disabled ?? 0) - (sum?.notConfigured ?? 0),
		0,
	);
	const words = dialogOf(app);
	expect(words).toContain(`${groups.length} groups, ${users} users`);
	expect(words).toMatch(new RegExp(`${stopped} members? stops? synchronizing`));
	expect(words).toContain(`Disable sync: ${groups.length} groups`);
	expect(words).toMatch(/Architecture +\d+ users +same as on your screen/);
});
