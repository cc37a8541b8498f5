import {expect, test} from 'vitest';
import {type Opened} from '../mocks/open-service.ts';
import {edit, applyEdit} from '../../mocks/edit.ts';
import {seconds} from '../../source/contract/time.ts';
import {willChange} from '../../source/core/plan.ts';
import {type Preview, previewOf} from '../../source/core/preview.ts';
import {countNames} from '../../source/core/tally.ts';
import {chosenTargets} from '../../source/core/targets.ts';
import {drawFrame} from '../../source/tui/frame.ts';
import {openApp, type OpenedApp} from './open-app.ts';

/** The preview that the open dialog shows. */
function shown(app: OpenedApp): Preview {
	const {dialog} = app.state();
	if (dialog?.kind !== 'confirm') {
		throw new Error('The dialog of a change should be open.');
	}

	return previewOf(app.state(), dialog.plan);
}

/** How many targets the open dialog would change. */
function sizeOf(app: OpenedApp): number {
	const {dialog} = app.state();
	return dialog?.kind === 'confirm' ? willChange(dialog.plan).length : 0;
}

function said(app: OpenedApp): string {
	const lines = drawFrame(app.state()).dialog?.lines ?? [];
	return lines.map((line) => line.map(({text}) => text as string).join('')).join('\n');
}

/** Opens the dialog of a change and waits until it can be confirmed. */
async function ask(app: OpenedApp, ...keys: readonly string[]): Promise<void> {
	app.press(...keys);
	await app.pass(seconds(1));
	await app.until(
		({dialog}) =>
			dialog?.kind === 'confirm' && dialog.plan.items.every(({check}) => check.kind !== 'asking'),
		'all targets are read again',
	);
}

/** Confirms, and waits until all is read back and polled. */
async function confirm(app: OpenedApp, phrase: string): Promise<void> {
	app.press(...(phrase === '' ? ['y'] : [...Array.from(phrase), 'tab', 'enter']));
	// The countdown of what cannot be undone, and time for reading anew after it.
	await app.pass(seconds(6));
	await app.until(({runs}) => runs.at(-1)?.endedAt !== undefined, 'the change has come to its end');
	expect(
		app
			.state()
			.runs.at(-1)
			?.items.map(({phase}) => phase.kind),
	).toContain('done');
	app.press('escape', 'escape');
	app.tell({type: 'feed.refreshed'});
	await app.until(({feed}) => feed.doing.kind === 'waiting', 'the poll is over');
}

/** What became of the counts that the preview spoke of, and that the others stayed. */
function expectKept(
	app: OpenedApp,
	preview: Preview,
	before: Readonly<Record<string, number>>,
): void {
	const {all} = app.state().entities.tally;
	const wanted = countNames.map(
		(name) => preview.counts.find((one) => one.name === name)?.after ?? before[name],
	);
	expect(countNames.map((name) => all[name])).toEqual(wanted);
	// What the rows say is what the service itself counts.
	expect(countNames.map((name) => app.state().dashboard?.counts[name])).toEqual(wanted);
}

/** Goes on until some users have a batch that runs, and some one that waits. */
function busy(service: Opened): void {
	const states = () => service.world.users.map(({batch}) => batch?.state);
	for (let second = 0; second < 7200; second += 1) {
		const all = states();
		if (all.includes('running') && all.includes('queued')) {
			return;
		}

		service.advance(seconds(1));
	}
}

const countsOf = (app: OpenedApp) => ({...app.state().entities.tally.all});

test('disabling everybody does to the counts what the preview said', async () => {
	await using app = await openApp({}, busy);
	const before = countsOf(app);
	await ask(app, '2', '*', 'x');
	const preview = shown(app);
	expect(preview.counts).toContainEqual({name: 'active', before: before.active, after: 0});
	expect(before.active).toBeGreaterThan(0);
	expect(said(app)).toMatch(/Preview .*Active \d+ -> about 0/);
	const size = sizeOf(app);
	await confirm(app, String(size));
	expectKept(app, preview, before);
});

test('disabling a group does to the counts what the preview said', async () => {
	await using app = await openApp({}, busy);
	const before = countsOf(app);
	app.press('3');
	await ask(app, 'x');
	const preview = shown(app);
	const {dialog} = app.state();
	const target = dialog?.kind === 'confirm' ? dialog.plan.items[0]?.target : undefined;
	await confirm(app, target?.kind === 'group' ? target.group.name : '');
	expectKept(app, preview, before);
});

test('deleting is previewed exactly, and comes out so', async () => {
	await using app = await openApp({}, (service) => {
		busy(service);
		for (const {id} of service.world.users.slice(0, 5)) {
			const set = {syncStatus: 'disabled', mailboxStatus: 'notInitialized'};
			applyEdit(service.world, edit.parse({type: 'user', id, set}));
		}
	});
	const before = countsOf(app);
	await ask(app, '1', 'N', '*', 'D');
	const preview = shown(app);
	expect(preview).toMatchObject({isAbout: false});
	expect(preview.counts.find(({name}) => name === 'notConfigured')?.after).toBeLessThan(
		before.notConfigured,
	);
	expect(said(app)).not.toContain('about');
	const size = sizeOf(app);
	await confirm(app, `delete ${size}`);
	expectKept(app, preview, before);
});

test('un-initializing a user does to the counts what the preview said', async () => {
	await using app = await openApp({}, busy);
	const before = countsOf(app);
	app.press('1', 'A');
	const [chosen] = chosenTargets(app.state());
	app.tell({
		type: 'change.asked',
		verb: 'uninitialize',
		targets: chosen === undefined ? [] : [chosen],
	});
	await ask(app);
	const preview = shown(app);
	expect(preview.counts).toEqual([
		{name: 'active', before: before.active, after: before.active - 1},
		{name: 'notConfigured', before: before.notConfigured, after: before.notConfigured + 1},
	]);
	await confirm(app, chosen?.kind === 'user' ? chosen.user.email : '');
	expectKept(app, preview, before);
});

test('enabling who is suspended takes them out of Suspended when their next batches come, which is said to be about so', async () => {
	await using app = await openApp({users: 200}, busy);
	const before = countsOf(app);
	expect(before.suspended).toBeGreaterThan(0);
	await ask(app, '1', 'S', '*', 'e');
	const preview = shown(app);
	const suspended = preview.counts.find(({name}) => name === 'suspended');
	expect(preview.isAbout).toBe(true);
	const size = sizeOf(app);
	await confirm(app, size > 5 ? String(size) : '');
	const held =
		app
			.state()
			.runs.at(-1)
			?.items.map(({target}) => (target.kind === 'user' ? target.user.id : '')) ?? [];
	// Each is queued within a minute; looked at second by second, every one of them is seen to have left the count.
	const left = new Set<string>();
	for (let second = 0; second < 70; second += 1) {
		app.service.advance(seconds(1));
		for (const user of app.service.world.users) {
			if (held.includes(user.id) && user.batch?.state !== 'suspended') {
				left.add(user.id);
			}
		}
	}

	expect(left.size).toBeGreaterThan(0);
	expect((suspended?.before ?? 0) - (suspended?.after ?? 0)).toBe(left.size);
});
