import {expect, test} from 'vitest';
import {type Dialog} from '../../source/core/dialog.ts';
import {openEngine, type OpenedEngine} from '../support/open-engine.ts';
import {disableMany, openUsers} from '../support/open-users.ts';

const topOf = ({state}: OpenedEngine) => {
	const {dialog} = state();
	return dialog !== undefined && 'top' in dialog ? dialog.top : undefined;
};

test('the help moves line by line, and not past its beginning', async () => {
	const opened = await openEngine();
	await opened.press('?');
	expect(topOf(opened)).toBe(0);
	await opened.press('down', 'down', 'up');
	expect(topOf(opened)).toBe(1);
	await opened.press('up', 'up');
	expect(topOf(opened)).toBe(0);
	await opened.press('escape');
	expect(opened.state().dialog).toBeUndefined();
});

test('the results of a bulk change are moved in like any list', async () => {
	const opened = await disableMany(12);
	opened.service.always('changeUser', {held: Promise.withResolvers<void>().promise});
	await opened.type('12');
	await opened.press('tab', 'enter');
	expect(opened.state().dialog?.kind).toBe('run');
	await opened.dispatch({type: 'dialog.scrolled', by: 2});
	expect(topOf(opened)).toBe(2);
	await opened.dispatch({type: 'dialog.scrolled', by: -5});
	expect(topOf(opened)).toBe(0);
});

test.each([
	['s', 'statusMenu'],
	['o', 'sortMenu'],
] satisfies ReadonlyArray<readonly [string, Dialog['kind']]>)(
	'%s opens a menu, anew each time, and Escape closes it',
	async (key, kind) => {
		const opened = await openUsers();
		const openings: unknown[] = [];
		for (let time = 0; time < 2; time += 1) {
			await opened.press(key);
			const {dialog} = opened.state();
			expect(dialog?.kind).toBe(kind);
			openings.push(dialog !== undefined && 'opening' in dialog && dialog.opening);
			await opened.press('escape');
			expect(opened.state().dialog).toBeUndefined();
		}

		expect(new Set(openings).size).toBe(2);
	},
);

test('a menu of changes is about whom was chosen when it opened, and opens for nobody where nobody is', async () => {
	const opened = await openUsers();
	await opened.press('j', 's');
	expect(opened.state().dialog).toMatchObject({targets: [{user: {id: 'u-2'}}]});
	const empty = await openUsers({users: []});
	await empty.press('s');
	expect(empty.state().dialog).toBeUndefined();
});

test('Escape leaves what is said of a Delete that is not possible, of a user and of a group', async () => {
	const opened = await openUsers();
	for (const [place, kind] of [
		['2', 'deleteBlocked'],
		['3', 'groupDelete'],
	] as const) {
		await opened.press(place, 'D');
		expect(opened.state().dialog?.kind).toBe(kind);
		await opened.press('escape');
		expect(opened.state().dialog).toBeUndefined();
	}

	expect(opened.service.changes()).toEqual([]);
});

test('Escape stops a bulk change once, and closes its list the second time', async () => {
	const opened = await disableMany(12);
	opened.service.always('changeUser', {held: Promise.withResolvers<void>().promise});
	await opened.type('12');
	await opened.press('tab', 'enter');
	await opened.dispatch({type: 'change.stopped'});
	expect(opened.phases().filter((kind) => kind === 'cancelled')).toHaveLength(8);
	expect(opened.state().dialog?.kind).toBe('run');
	await opened.press('escape');
	expect(opened.state().dialog).toBeUndefined();
});
