import {expect, test} from 'vitest';
import {toSafe} from '../../source/contract/text.ts';
import {epochMs, milliseconds, seconds} from '../../source/contract/time.ts';
import {type PlanFile} from '../../source/core/change-set.ts';
import {type PlanFiles} from '../../source/core/ports.ts';
import {drawFrame} from '../../source/tui/frame.ts';
import {groupOf, problemOf, userOf} from '../support/build.ts';
import {type OpenedEngine} from '../support/open-engine.ts';
import {emptied, manyUsers, openUsers} from '../support/open-users.ts';

function said({state}: OpenedEngine): string {
	const lines = drawFrame(state()).dialog?.lines ?? [];
	return lines.map((line) => line.map(({text}) => text as string).join('')).join('\n');
}

/** Plan files in memory. */
function memoryOfPlans(files = new Map<string, PlanFile>()): PlanFiles & {
	readonly files: Map<string, PlanFile>;
} {
	return {
		files,
		async save(name, plan) {
			files.set(name, plan);
			return {ok: true, path: toSafe(`/state/${name}`)};
		},
		async keep(plan) {
			if (plan.items.length === 0) {
				files.delete('kept');
			} else {
				files.set('kept', plan);
			}

			return {ok: true};
		},
		async kept() {
			const plan = files.get('kept');
			return plan && {ok: true, plan};
		},
		async load(name) {
			const plan = files.get(name);
			return plan === undefined
				? {ok: false, reason: toSafe(`${name}: there is no such file or folder`)}
				: {ok: true, plan};
		},
	};
}

/** Opens the dialog of a change with a key, and collects it. */
async function collect(opened: OpenedEngine, ...keys: readonly string[]): Promise<void> {
	await opened.press(...keys);
	await opened.pass(milliseconds(400));
	await opened.press('+');
}

/** Three users of whom the first is to be disabled and the third deleted, and a group to be disabled. */
async function collectThree(options: Parameters<typeof openUsers>[0] = {}): Promise<OpenedEngine> {
	const opened = await openUsers({
		users: [userOf('u-1'), userOf('u-2'), userOf('u-3', emptied)],
		groups: [groupOf('g-1'), groupOf('g-2')],
		...options,
	});
	await collect(opened, 'x');
	await collect(opened, 'G', 'D');
	await collect(opened, '3', 'j', 'x');
	return opened;
}

/** Applies the whole set after typing what is asked for. */
async function apply(opened: OpenedEngine, phrase: string): Promise<void> {
	await opened.press('P', 'enter');
	await opened.pass(milliseconds(400));
	await opened.type(phrase);
	await opened.press('tab', 'enter');
	await opened.pass(seconds(12));
}

test('changes are collected instead of made, and shown as one diff', async () => {
	const opened = await collectThree();
	expect(opened.service.changes()).toEqual([]);
	expect(opened.notice()).toContain('3 changes are in the set');
	await opened.pass(seconds(10));
	const frame = drawFrame(opened.state()).lines.map((line) =>
		line.map(({text}) => text as string).join(''),
	);
	expect(frame.at(-1)).toContain('3 changes collected: P');
	await opened.press('P');
	expect(said(opened)).toMatch(/u-1@example.com +Disable sync +version 1/);
	expect(said(opened)).toContain('Enabled, Initialized  ->  Disabled');
	expect(said(opened)).toContain('Disabled, Not initialized  ->  removed from Connect');
	expect(said(opened)).toMatch(/Group g-2 +Disable sync/);
});

test('the set is confirmed once, by its strictest change, and applied verb by verb', async () => {
	const opened = await collectThree();
	await opened.press('P', 'enter');
	await opened.pass(milliseconds(400));
	expect(said(opened)).toContain('APPLY THE CHANGE SET   3 changes');
	expect(said(opened)).toContain('Delete: the user is removed from Connect');
	expect(said(opened)).toContain('Disable sync: soft stop');
	expect(said(opened)).toContain('Group g-2: 0 members stop synchronizing; hard stop');
	await opened.type('apply 3');
	await opened.press('tab', 'enter');
	await opened.pass(seconds(4));
	expect(opened.service.changes()).toEqual([]);
	await opened.pass(seconds(8));
	expect(opened.service.changes().map(({about}) => about)).toEqual([
		'u-1 disabled',
		'g-2 disabled',
		'u-3',
	]);
	expect(opened.state().changeSet.items).toEqual([]);
	expect(opened.journal.entries.map(({phase, action}) => `${phase} ${action}`).toSorted()).toEqual([
		'intent delete',
		'intent disable',
		'intent disable',
		'result delete',
		'result disable',
		'result disable',
	]);
});

test('mild changes alone need one key; more than five have to be counted', async () => {
	const mild = await openUsers();
	await collect(mild, 'x');
	await collect(mild, 'j', 'x');
	await mild.press('P', 'enter');
	await mild.pass(milliseconds(400));
	await mild.press('y');
	expect(mild.service.changes()).toHaveLength(2);
	const many = await openUsers({users: manyUsers(6)});
	for (let index = 0; index < 6; index += 1) {
		await collect(many, 'x');
		await many.press('j');
	}

	await many.press('P', 'enter');
	await many.pass(milliseconds(400));
	await many.press('y', 'enter');
	expect(many.service.changes()).toEqual([]);
	expect(said(many)).toContain('6');
});

test('who changed since is refused with what changed, and the others go through', async () => {
	const opened = await collectThree();
	opened.service.world.change('u-1', {syncStatus: 'disabled'});
	opened.service.world.remove('u-3');
	await opened.press('P');
	await opened.pass(seconds(6));
	expect(said(opened)).toContain('CHANGED since: Disabled, Initialized');
	expect(said(opened)).toContain('GONE since');
	await opened.press('enter');
	await opened.pass(milliseconds(400));
	expect(said(opened)).toContain(
		'changed since the plan was made: Enabled, Initialized, now Disabled',
	);
	await opened.type('Group g-2');
	await opened.press('tab', 'enter');
	await opened.pass(seconds(12));
	expect(opened.service.changes().map(({about}) => about)).toEqual(['g-2 disabled']);
	expect(opened.state().changeSet.items.map(({id}) => id)).toEqual(['u-1', 'u-3']);
});

test('what changes between the diff and the request is found by reading again', async () => {
	const opened = await collectThree();
	opened.service.world.change('u-1', {hold: 'other'});
	await opened.press('P', 'enter');
	await opened.pass(milliseconds(400));
	expect(said(opened)).toContain('changed since the plan was made');
	expect(opened.plan().items.map(({check}) => check.kind)).toEqual(['drifted', 'same', 'same']);
});

test('one is dropped, or all are; a later change of the same target takes the place of the first', async () => {
	const opened = await collectThree();
	await opened.press('P', 'j', 'd');
	expect(opened.state().changeSet.items.map(({id}) => id)).toEqual(['u-1', 'g-2']);
	await opened.press('X', 'escape');
	expect(opened.state().changeSet.items).toEqual([]);
	await opened.press('2', 'g');
	await collect(opened, 'x');
	await collect(opened, 'r');
	expect(opened.state().changeSet.items.map(({id, verb}) => `${id} ${verb}`)).toEqual([
		'u-1 synchronize',
	]);
});

test('a failure keeps what was not done in the set', async () => {
	const opened = await collectThree();
	const problem = problemOf({code: 'not-permitted'});
	opened.service.next('changeUser', {failure: {kind: 'refused', problem}});
	await apply(opened, 'apply 3');
	await opened.pass(seconds(20));
	expect(opened.state().changeSet.items.map(({id}) => id)).toEqual(['u-1']);
});

test('Escape stops a set before its next verb', async () => {
	const opened = await collectThree();
	const {promise, resolve} = Promise.withResolvers<void>();
	opened.service.next('changeUser', {held: promise});
	await apply(opened, 'apply 3');
	await opened.press('escape');
	resolve();
	await opened.pass(seconds(30));
	expect(opened.service.changes().map(({name}) => name)).not.toContain('deleteUser');
	expect(opened.state().changeSet.items.map(({id}) => id)).toEqual(['u-3']);
});

test('Force Delete is not collected, nor is an undo', async () => {
	const opened = await openUsers();
	await opened.dispatch({type: 'change.asked', verb: 'forceDelete', targets: []});
	await opened.press('s');
	const {dialog} = opened.state();
	const targets = dialog?.kind === 'statusMenu' ? dialog.targets : [];
	await opened.dispatch({type: 'change.asked', verb: 'forceDelete', targets});
	await opened.press('+');
	expect(opened.notice()).toContain('Not collected: Force Delete is decided on its own');
	await opened.press('escape');
	await opened.ask('x');
	await opened.press('y');
	await opened.ask('z');
	await opened.press('+');
	expect(opened.notice()).toContain('Not collected: an undo');
	expect(opened.state().changeSet.items).toEqual([]);
});

test('a + that is typed into a field is text', async () => {
	const opened = await openUsers({users: manyUsers(8)});
	await opened.press('*');
	await opened.ask('x');
	await opened.type('8+');
	expect(opened.plan().typed.confirmation).toBe('8+');
	expect(opened.state().changeSet.items).toEqual([]);
});

test('a set is saved in a file, and loaded from it by another start', async () => {
	const plans = memoryOfPlans();
	const first = await collectThree({plans});
	await first.press('P', 'w');
	expect(said(first)).toMatch(/plan-[\dTZ-]+\.json/);
	await first.press('enter');
	expect(first.notice()).toMatch(/Saved as \/state\/plan-/);
	const name = [...plans.files.keys()].find((key) => key.startsWith('plan-'));
	plans.files.delete('kept');
	const second = await openUsers({
		plans,
		users: [userOf('u-1'), userOf('u-2'), userOf('u-3', emptied)],
	});
	await second.press('P', 'l');
	await second.type(name ?? '');
	await second.press('enter');
	expect(second.notice()).toContain('Loaded 3 changes');
	expect(second.state().changeSet.items).toEqual(first.state().changeSet.items);
	expect(second.service.changes()).toEqual([]);
});

test('a plan for another service, or none at all, is refused in words', async () => {
	const plan: PlanFile = {service: toSafe('https://other.example'), madeAt: epochMs(0), items: []};
	const plans = memoryOfPlans(new Map([['other.json', plan]]));
	const opened = await openUsers({plans});
	for (const [name, words] of [
		['other.json', 'the plan is for https://other.example, and this is https://example.com/api'],
		['none.json', 'none.json: there is no such file'],
	] as const) {
		await opened.dispatch({type: 'set.fileNamed', name});
		expect(opened.notice()).toContain(words);
	}
});

test('what is collected is there at the next start, said and not sent, and gone when it was dropped', async () => {
	const plans = memoryOfPlans();
	const users = [userOf('u-1'), userOf('u-2'), userOf('u-3', emptied)];
	const first = await collectThree({plans});
	await first.press('q');
	expect(first.asked).toContain('quit');
	const second = await openUsers({plans, users, groups: [groupOf('g-1'), groupOf('g-2')]});
	expect(second.notice()).toContain('3 changes collected before the last end; nothing was sent');
	expect(second.state().changeSet.items).toEqual(first.state().changeSet.items);
	expect(second.service.changes()).toEqual([]);
	await second.press('P', 'd', 'X');
	expect(second.notice()).toContain('Dropped 2 changes');
	const third = await openUsers({plans, users});
	expect(third.state().changeSet.items).toEqual([]);
	expect(third.notice()).not.toContain('collected');
});

test('what was decided since stands over what is read back', async () => {
	const opened = await collectThree();
	const [item] = opened.state().changeSet.items;
	const plan: PlanFile = {
		service: toSafe('https://example.com/api'),
		madeAt: epochMs(0),
		items: item
			? [
					{...item, verb: 'synchronize'},
					{...item, id: 'u-2'},
				]
			: [],
	};
	await opened.dispatch({type: 'set.resumed', result: {ok: true, plan}});
	const verbs = opened.state().changeSet.items.map(({id, verb}) => `${id} ${verb}`);
	expect(verbs).toContain('u-1 disable');
	expect(verbs).toContain('u-2 disable');
	await opened.dispatch({type: 'set.resumed', result: {ok: false, reason: toSafe('broken')}});
	expect(opened.notice()).toContain('could not be read: broken');
});

test('quitting asks when what is collected would be lost: it could not be saved, or it is the demo', async () => {
	const plans = {
		...memoryOfPlans(),
		keep: async () => ({ok: false, reason: toSafe('disk full')}) as const,
	};
	const opened = await collectThree({plans});
	expect(opened.notice()).toBeDefined();
	await opened.press('q');
	expect(said(opened)).toContain('3 collected changes are not applied');
	await opened.press('y');
	expect(opened.asked).toContain('quit');
});

test('nothing is applied in read-only mode or while what is shown is old', async () => {
	const opened = await collectThree();
	await opened.press('p', 'P', 'enter');
	expect(opened.notice()).toContain('paused');
	expect(opened.state().dialog?.kind).toBe('changeSet');
});
