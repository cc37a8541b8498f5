import {expect, test} from 'vitest';
import {minutes, seconds} from '../../source/contract/time.ts';
import {activityList, activityUnderCursor} from '../../source/core/activity-list.ts';
import {isAcknowledged} from '../../source/core/acknowledge.ts';
import {causeList} from '../../source/core/causes/cause-list.ts';
import {type State} from '../../source/core/state.ts';
import {batchOf, batchOn, userOf} from '../support/build.ts';
import {found, openEngine, type OpenedEngine} from '../support/open-engine.ts';
import {openApp} from '../tui/open-app.ts';
import {drawFrame} from '../../source/tui/frame.ts';

const rows = (state: State) =>
	activityList(state).map(({who, what, target, outcome}) => `${who}: ${what} ${target} ${outcome}`);

async function disableFirst(opened: OpenedEngine): Promise<void> {
	await opened.press('2');
	await opened.ask('x');
	await opened.press('y');
	await opened.pass(seconds(10));
}

test('what was done from here is listed with its change and what came of it, and grows while it is looked at', async () => {
	const opened = await openEngine();
	await disableFirst(opened);
	await opened.press('6');
	expect(rows(opened.state())).toEqual(['you (change #1): disable u-1@example.com done']);
	await opened.ask('z');
	await opened.press('y');
	await opened.pass(seconds(10));
	expect(rows(opened.state())).toEqual([
		'you (change #2): enable u-1@example.com done',
		'you (change #1): disable u-1@example.com done',
	]);
});

test('z undoes the change under the cursor, not the last one, and says why it cannot', async () => {
	const opened = await openEngine();
	await disableFirst(opened);
	await opened.press('j');
	await opened.ask('x');
	await opened.press('y');
	await opened.pass(seconds(10));
	await opened.press('6', 'G');
	await opened.ask('z');
	await opened.press('y');
	await opened.pass(seconds(10));
	expect(opened.service.world.user('u-1')?.syncStatus).toBe('enabled');
	expect(opened.service.world.user('u-2')?.syncStatus).toBe('disabled');
	await opened.press('z');
	expect(opened.notice()).toContain('it was undone already');
	await opened.press('g', 'z');
	expect(opened.notice()).toContain('it is an undo itself');
	await opened.press('j');
	await opened.pass(minutes(11));
	await opened.press('z');
	expect(opened.notice()).toContain('more than 10 minutes ago');
});

test('what an earlier start did, and what others did, is told and cannot be put back', async () => {
	const opened = await openEngine();
	await disableFirst(opened);
	const intent = found(opened.journal.entries[0], 'an intent');
	opened.journal.entries.unshift({...intent, key: 'other-7-0', change: 'other-7'});
	await opened.press('6', 'G', 'z');
	expect(rows(opened.state()).at(-1)).toBe('you, earlier (#7): disable u-1@example.com open');
	expect(opened.notice()).toContain('an earlier start did it');
	expect(opened.service.changes()).toHaveLength(1);
});

test('the activity of the service and of this program are one list that is filtered, opened and copied', async () => {
	await using app = await openApp();
	app.press('6');
	await app.until(({requests}) => requests.length === 0, 'the journal was read');
	const all = activityList(app.state());
	expect(all.length).toBe(app.state().activity.length);
	expect(all.map(({at}) => at)).toEqual(
		all.map(({at}) => at).toSorted((one, other) => other - one),
	);
	app.press('O');
	expect(activityList(app.state()).map(({id}) => id)).not.toEqual(all.map(({id}) => id));
	app.press('O', '/', ...Array.from('suspended'), 'enter');
	const shown = activityList(app.state());
	expect(shown.length).toBeGreaterThan(0);
	expect(shown.every(({what}) => what.includes('suspended'))).toBe(true);
	app.press('/', ...Array.from(' who:sync'), 'enter');
	expect(activityList(app.state()).every(({who}) => who === 'Sync service')).toBe(true);
	const current = activityUnderCursor(app.state());
	app.press('enter');
	expect(app.state().view.place).toEqual(current?.opens);
	app.press('escape');
	expect(app.state().view.place).toEqual({kind: 'tab', tab: 'activity'});
	const text = drawFrame(app.state())
		.lines.map((line) => line.map((span) => span.text).join(''))
		.join('\n');
	expect(text).toContain('Told by   the service');
	expect(text).toContain("it is the service's word");
});

const error = (code: string) =>
	({code, category: 'authorization', source: 'unknown', message: 'revoked'}) as const;

test('a cause is acknowledged from the dashboard and from its list, and is no more when nobody is hit', async () => {
	const opened = await openEngine({
		users: [
			userOf('u-1', {batch: batchOn('suspended', 'u-1', {error: error('EX-401')})}),
			userOf('u-2'),
		],
	});
	const [cause] = causeList(opened.state());
	const key = `cause:${cause?.key ?? ''}`;
	await opened.press('1', 'j', 'a');
	expect(isAcknowledged(opened.state(), key)).toBe(true);
	const frame = () =>
		drawFrame(opened.state())
			.lines.map((line) => line.map((span) => span.text).join(''))
			.join('\n');
	expect(frame()).toContain(', acknowledged');
	await opened.press('c', 'escape');
	await opened.dispatch({type: 'view.opened', place: {kind: 'causes'}});
	expect(frame()).toMatch(/▌ *✓/);
	await opened.press('1');
	opened.service.world.change('u-1', {batch: batchOf('finished', 'u-1')});
	await opened.pass(seconds(6));
	expect(isAcknowledged(opened.state(), key)).toBe(false);
	expect(opened.notice()).toContain('nobody is hit any more');
});
