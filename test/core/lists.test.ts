import * as fc from 'fast-check';
import {expect, test} from 'vitest';
import {toSafe} from '../../source/contract/text.ts';
import {seconds} from '../../source/contract/time.ts';
import {shapeOf} from '../../source/core/lists.ts';
import {userList} from '../../source/core/user-lists.ts';
import {usersOf} from '../../source/core/users/user-table.ts';
import {activeList} from '../../source/core/view-state.ts';
import {userOf} from '../support/build.ts';
import {manyUsers, openUsers} from '../support/open-users.ts';
import {type OpenedEngine} from '../support/open-engine.ts';

/** The cursor is on the row that its position names, and the window holds it and does not pass the end. */
function checkList({state}: OpenedEngine): void {
	const name = activeList(state().view.place);
	if (name === undefined) {
		return;
	}

	const shape = shapeOf(state(), name);
	const {cursor, position, top} = state().view.lists[name];
	if (shape.length > 0) {
		expect(shape.idAt(position)).toBe(cursor);
		expect(top).toBeGreaterThanOrEqual(0);
		expect(top).toBeLessThanOrEqual(position);
		expect(position).toBeLessThan(top + shape.height);
		expect(top).toBeLessThanOrEqual(Math.max(0, shape.length - shape.height));
	}
}

test('the cursor stays on its row and on screen, whatever is pressed and whatever arrives [R17]', async () => {
	const keys = [
		'j',
		'k',
		'g',
		'G',
		'pagedown',
		'pageup',
		'ctrl+d',
		'ctrl+u',
		'o',
		'O',
		'/',
		'1',
		'2',
		'u',
		'enter',
		'escape',
		'space',
		'v',
		'*',
		'U',
		'3',
		'4',
		']',
		'[',
	];
	const step = fc.oneof(
		fc.record({key: fc.constantFrom(...keys)}),
		fc.record({remove: fc.integer({min: 10, max: 69})}),
		fc.record({rename: fc.integer({min: 10, max: 69})}),
		fc.record({rows: fc.integer({min: 1, max: 60})}),
	);
	await fc.assert(
		fc.asyncProperty(fc.array(step, {maxLength: 40}), async (steps) => {
			const opened = await openUsers({users: manyUsers(60)});
			for (const one of steps) {
				if ('key' in one) {
					await opened.press(one.key);
				} else if ('rows' in one) {
					await opened.dispatch({type: 'terminal.resized', columns: 100, rows: one.rows});
				} else {
					if ('remove' in one) {
						opened.service.world.remove(`u-${one.remove}`);
					} else {
						opened.service.world.change(`u-${one.rename}`, {name: toSafe(`A ${one.rename}`)});
					}

					await opened.pass(seconds(5));
				}

				checkList(opened);
			}
		}),
		{numRuns: 40},
	);
});

test('the cursor follows its user when the list is sorted anew, and takes the neighbour when the user goes [R16, R17]', async () => {
	const {press, pass, service, state} = await openUsers();
	await press('j');
	service.world.change('u-2', {name: toSafe('Aaron')});
	await pass(seconds(5));
	expect(state().view.lists.users).toMatchObject({cursor: 'u-2', position: 0});
	service.world.remove('u-2');
	await pass(seconds(5));
	expect(state().view.lists.users).toMatchObject({cursor: 'u-1', position: 0});
});

test('Escape leaves the range, then the filter, then the marks, then the count', async () => {
	const {press, type, state} = await openUsers();
	await press('1', 'N', 'escape', '2', 'space', '/');
	await type('name');
	await press('enter', 'v');
	const left = () => {
		const {rangeFrom, filter, marks} = state().view.lists.users;
		return [rangeFrom !== undefined, filter !== '', marks.size > 0];
	};

	expect(left()).toEqual([true, true, true]);
	await press('escape');
	expect(left()).toEqual([false, true, true]);
	await press('escape');
	expect(left()).toEqual([false, false, true]);
	await press('escape');
	expect(left()).toEqual([false, false, false]);
});

test('a range marks everything from its start to the cursor', async () => {
	const {press, state} = await openUsers({users: manyUsers(9)});
	await press('j', 'v', 'j', 'j', 'v');
	expect([...state().view.lists.users.marks]).toEqual(['u-11', 'u-12', 'u-13']);
});

test('> and < order by the column beside, round and round', async () => {
	const {press, state} = await openUsers();
	const sort = () => state().view.lists.users.sort;
	await press('>');
	expect(sort()).toEqual({column: 'email', isDescending: false});
	await press('<', '<');
	expect(sort()).toEqual({column: 'next', isDescending: false});
	await press('>');
	expect(sort()).toEqual({column: 'name', isDescending: false});
});

test('in the list of groups, too, the cursor follows its row', async () => {
	const {press, pass, service, state} = await openUsers();
	await press('3');
	service.world.changeGroup('g-1', {name: toSafe('Zzz')});
	await pass(seconds(5));
	expect(state().view.lists.groups).toMatchObject({cursor: 'g-1', position: 1});
});

test('names stand in the order of their letters, in any alphabet; accents count for nothing', async () => {
	const names = ['漢a', '字b', 'Дan', 'Гleb', 'Zoe', 'Éb', 'Ea', 'Èc', 'Дa'];
	const {state} = await openUsers({
		users: names.map((name, index) => userOf(`u-${index}`, {name})),
	});
	const inOrder = ['Ea', 'Éb', 'Èc', 'Zoe', 'Гleb', 'Дa', 'Дan', '字b', '漢a'];
	expect([...usersOf(state().entities.users)].map(({name}) => name)).toEqual(inOrder);
});

test('who looks for "hold" finds whom something holds, by that word and by what it is', async () => {
	const holds = ['none', 'throttling', 'authorization'];
	const {press, type, state} = await openUsers({
		users: holds.map((hold, index) => userOf(`u-${index}`, {hold, name: 'Same', email: 'a@b.c'})),
	});
	const shown = () => userList(state()).slots.length;
	await press('/');
	await type('hold');
	expect(shown()).toBe(2);
	await type(' throttl');
	expect(shown()).toBe(1);
});
