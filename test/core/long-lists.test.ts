import * as fc from 'fast-check';
import {expect, test} from 'vitest';
import {toSafe} from '../../source/contract/text.ts';
import {milliseconds, seconds} from '../../source/contract/time.ts';
import {arranging} from '../../source/core/arranger.ts';
import {mergeUsers, noEntities} from '../../source/core/entities.ts';
import {isBehind, userList} from '../../source/core/user-lists.ts';
import {createRoom} from '../../source/core/users/scratch.ts';
import {userAtPosition} from '../../source/core/users/user-view.ts';
import {drawFrame} from '../../source/tui/frame.ts';
import {userOf} from '../support/build.ts';
import {found, type OpenedEngine} from '../support/open-engine.ts';
import {manyUsers, openUsers} from '../support/open-users.ts';

const limits = {longList: 50};

function shownBy({state}: OpenedEngine): readonly string[] {
	const view = userList(state());
	return Array.from(view.slots, (_, position) => userAtPosition(view, position)?.id ?? '');
}

const frameOf = ({state}: OpenedEngine): string =>
	drawFrame(state())
		.lines.map((line) => line.map(({text}) => text).join(''))
		.join('\n');

async function rest(opened: OpenedEngine): Promise<void> {
	for (let turn = 0; opened.state().arranging.task !== undefined; turn++) {
		expect(turn).toBeLessThan(2000);
		await opened.pass(milliseconds(1));
	}
}

const named = ['Ada', 'Bo', 'Élan', '漢', 'Adam'];
const users = Array.from({length: 120}, (_, index) =>
	userOf(`u-${index + 10}`, {
		name: `${named[index % named.length]} ${index % 7}`,
		email: `${(index * 37) % 120}@example.com`,
		syncStatus: index % 3 === 0 ? 'disabled' : 'enabled',
	}),
);

test('a long list shows in the end what it would show at once, whatever is pressed and whatever changes', async () => {
	const step = fc.oneof(
		fc.constantFrom(
			'/',
			'a',
			'd',
			'backspace',
			'enter',
			'escape',
			'>',
			'<',
			'O',
			'j',
			'G',
			'1',
			'2',
			'4',
		),
		fc.record({rename: fc.integer({min: 10, max: 129})}),
		fc.record({remove: fc.integer({min: 10, max: 129})}),
		fc.record({turns: fc.integer({min: 0, max: 30})}),
	);
	await fc.assert(
		fc.asyncProperty(fc.array(step, {maxLength: 25}), async (steps) => {
			const long = await openUsers({users, limits});
			const short = await openUsers({users});
			for (const one of steps) {
				if (typeof one === 'string') {
					// What Enter opens is a row, and in the long list it may not be there yet.
					if (one === 'enter') {
						await rest(long);
					}

					await long.press(one);
					await short.press(one);
				} else if ('turns' in one) {
					for (let turn = 0; turn < one.turns; turn++) {
						await long.pass(milliseconds(1));
					}
				} else {
					for (const {service, pass} of [long, short]) {
						if ('remove' in one) {
							service.world.remove(`u-${one.remove}`);
						} else {
							service.world.change(`u-${one.rename}`, {name: toSafe(`Ada ${one.rename}`)});
						}

						await pass(seconds(5));
					}
				}
			}

			for (const opened of [long, short]) {
				await opened.press('escape', '2');
			}

			await rest(long);
			expect(isBehind(long.state())).toBe(false);
			expect(shownBy(long)).toEqual(shownBy(short));
		}),
		{numRuns: 40, examples: [[['enter', 'O']]]},
	);
});

test('long work looks at so many rows at most between two keys, however many there are', () => {
	const {users: table} = mergeUsers(noEntities(), manyUsers(40_000));
	let looks = 0;
	const blocks = new Proxy(table.chunks.blocks, {
		get(all, key) {
			looks += 1;
			return Reflect.get(all, key);
		},
	});
	const counted = {...table, chunks: {...table.chunks, blocks}};
	const query = {
		groups: new Map(),
		sort: {column: 'last', isDescending: false},
		filter: undefined,
		membership: {kind: 'all'},
	} as const;
	const work = arranging({kind: 'whole', list: 'users', query, table: counted}, createRoom());
	const sizes: number[] = [];
	for (let piece = work.next(); piece.done !== true; piece = work.next()) {
		expect(piece.value).toBeLessThanOrEqual(1);
		sizes.push(looks);
		looks = 0;
	}

	expect(Math.max(...sizes)).toBeLessThan(30_000);
	expect(sizes.reduce((sum, size) => sum + size, 0)).toBeGreaterThan(100_000);
});

test('a letter shows at once; the rows before it stand, and it is said how far the new ones are', async () => {
	const opened = await openUsers({users, limits});
	await rest(opened);
	const all = shownBy(opened);
	await opened.press('/', 'a', 'd');
	expect(frameOf(opened)).toContain('120 of 120  filtering 0 %');
	expect(shownBy(opened)).toEqual(all);
	await opened.pass(milliseconds(1));
	await opened.press('enter', 'j', 'j');
	expect(opened.state().view.lists.users.position).toBe(2);
	await rest(opened);
	expect(frameOf(opened)).not.toContain('filtering');
	expect(shownBy(opened)).toHaveLength(48);
});

test('the newest filter wins: what was begun for another is dropped', async () => {
	const opened = await openUsers({users, limits});
	await rest(opened);
	await opened.press('/', 'a');
	const {task} = opened.state().arranging;
	await opened.pass(milliseconds(1));
	await opened.press('backspace', 'b', 'o');
	expect(opened.state().arranging.task).not.toBe(task);
	const view = userList(opened.state());
	await opened.dispatch({type: 'arranging.done', task: found(task, 'a task'), view});
	await rest(opened);
	const ids = shownBy(opened);
	expect(ids).toHaveLength(24);
	expect(ids.every((id) => Number(id.slice(2)) % 5 === 1)).toBe(true);
});

test('rows that do not match yet are not changed or marked all at once', async () => {
	const opened = await openUsers({users, limits});
	await rest(opened);
	await opened.press('/', 'a', 'enter', 'x');
	expect(opened.state().dialog).toBeUndefined();
	expect(opened.notice()).toContain('the list is not ready yet');
	await opened.press('*');
	expect(opened.state().view.lists.users.marks.size).toBe(0);
	await rest(opened);
	await opened.press('*');
	expect(opened.state().view.lists.users.marks.size).toBe(shownBy(opened).length);
});

test('the next page is asked for when the list on screen is in order again', async () => {
	const opened = await openUsers({users: manyUsers(1200), limits});
	await rest(opened);
	opened.service.world.change('u-20', {name: toSafe('A')});
	await opened.press('o', 'escape', '>', '>');
	expect(opened.state().arranging.task?.kind).toBe('whole');
	await rest(opened);
	expect(opened.state().isComplete).toBe(true);
	expect(shownBy(opened)).toHaveLength(1200);
});

test('a list that becomes long while it is read goes on from what was on screen', async () => {
	const opened = await openUsers({users: manyUsers(2500), limits: {longList: 1500}, isIdle: true});
	await opened.dispatch({type: 'app.started'});
	expect(shownBy(opened).length).toBeGreaterThan(0);
	await rest(opened);
	await opened.pass(seconds(1));
	await rest(opened);
	expect(shownBy(opened)).toHaveLength(2500);
});

test('while very many are read it says what they take, and that keys work', async () => {
	const many = {users: manyUsers(2500), limits: {longList: 1500}, isIdle: true};
	const opened = await openUsers(many);
	const second = Promise.withResolvers<undefined>();
	opened.service.next('listUsers', {}, {held: second.promise});
	await opened.dispatch({type: 'app.started'});
	expect(frameOf(opened)).toContain('reading 2,500 users, 40 %; they take some 0.1 GB');
	second.resolve(undefined);
	await opened.pass(milliseconds(1));
	await rest(opened);
	await opened.pass(milliseconds(1));
	expect(frameOf(opened)).not.toContain('they take');
});

test('more than are kept are not read: it says so, counts go on, and who changes is listed up to a limit', async () => {
	const opened = await openUsers({users, limits: {longList: 50, mostUsers: 100}});
	expect(shownBy(opened)).toEqual([]);
	expect(frameOf(opened)).toContain('120 users are more than the 100 that are kept here');
	for (let id = 10; id < 125; id++) {
		opened.service.world.change(`u-${id}`, {name: toSafe(`Zoe ${id}`)});
		if (id % 20 === 0) {
			await opened.pass(seconds(5));
		}
	}

	await opened.pass(seconds(5));
	await rest(opened);
	expect(shownBy(opened).length).toBeGreaterThan(90);
	expect(shownBy(opened).length).toBeLessThan(120);
});
