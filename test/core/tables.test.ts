import * as fc from 'fast-check';
import {expect, test} from 'vitest';
import {type User} from '../../source/contract/user.ts';
import {type Entities, mergeGroups, mergeUsers, noEntities} from '../../source/core/entities.ts';
import {userList} from '../../source/core/lists.ts';
import {
	buildView,
	narrowView,
	type Order,
	positionOf,
	refreshView,
	rowAtPosition,
} from '../../source/core/ordered-view.ts';
import {initialState} from '../../source/core/state.ts';
import {
	changedSlots,
	editTable,
	emptyTable,
	rowAt,
	rowOf,
	rowsOf,
	slotCount,
} from '../../source/core/table.ts';
import {belongsTo, countNames, emptyTally, retally} from '../../source/core/tally.ts';
import {milliseconds, seconds} from '../../source/contract/time.ts';
import {batchOn, groupOf, userOf} from '../support/build.ts';
import {connection} from '../support/open-engine.ts';
import {startOfTime} from '../support/manual-clock.ts';

type Row = {readonly id: string; readonly size: number};

const rowId = fc.integer({min: 0, max: 600}).map((value) => `r-${value}`);
const edit = fc.record({
	put: fc.array(fc.record({id: rowId, size: fc.nat({max: 5})}), {maxLength: 30}),
	removed: fc.array(rowId, {maxLength: 6}),
});
const edits = fc.array(edit, {maxLength: 25});
const byId = (rows: Iterable<Row>) => new Map([...rows].map((row) => [row.id, row]));

test('a table holds what a plain map would hold, and its old versions stay as they were', () => {
	fc.assert(
		fc.property(edits, (steps) => {
			const versions = [{table: emptyTable<Row>(), model: new Map<string, Row>()}];
			for (const {put, removed} of steps) {
				const {table, model: old} = versions.at(-1) ?? {table: emptyTable<Row>(), model: new Map()};
				const model = new Map([...old, ...put.map((row) => [row.id, row] as const)]);
				for (const id of removed) {
					model.delete(id);
				}

				versions.push({table: editTable(table, put, removed), model});
			}

			for (const {table, model} of versions) {
				expect(byId(rowsOf(table))).toEqual(model);
				expect(table.size).toBe(model.size);
				expect(rowOf(table, 'r-7')).toEqual(model.get('r-7'));
			}
		}),
		{numRuns: 60},
	);
});

test('the slots that differ between two versions are named exactly', () => {
	fc.assert(
		fc.property(edits, edits, (first, second) => {
			const apply = (from: ReturnType<typeof emptyTable<Row>>, steps: typeof first) =>
				steps.reduce((table, {put, removed}) => editTable(table, put, removed), from);
			const before = apply(emptyTable<Row>(), first);
			const after = apply(before, second);
			const slots = Array.from(
				{length: Math.max(slotCount(before), slotCount(after))},
				(_, slot) => slot,
			);
			expect(changedSlots(before, after)).toEqual(
				slots.filter((slot) => rowAt(before, slot) !== rowAt(after, slot)),
			);
		}),
		{numRuns: 60},
	);
});

const order = (least: number, sign: number): Order<Row> => ({
	matches: ({size}) => size >= least,
	keyOf: ({size}) => size,
	isDescending: sign < 0,
});

test('a list brought up to date is the list built anew, and knows where each row stands', () => {
	fc.assert(
		fc.property(
			edits,
			edit,
			fc.nat({max: 3}),
			fc.constantFrom(1, -1),
			(steps, last, least, sign) => {
				const before = steps.reduce(
					(table, {put, removed}) => editTable(table, put, removed),
					emptyTable<Row>(),
				);
				const after = editTable(before, last.put, last.removed);
				const refreshed = refreshView(buildView(before, order(least, sign)), after);
				expect(refreshed.slots).toEqual(buildView(after, order(least, sign)).slots);
				for (const [position] of refreshed.slots.entries()) {
					const row = rowAtPosition(refreshed, position);
					expect(positionOf(refreshed, row?.id ?? '')).toBe(position);
				}

				for (const row of rowsOf(after)) {
					expect(positionOf(refreshed, row.id) >= 0).toBe(row.size >= least);
				}

				expect(positionOf(refreshed, 'nobody')).toBe(-1);
				expect(narrowView(refreshed, order(least + 1, sign)).slots).toEqual(
					buildView(after, order(least + 1, sign)).slots,
				);
			},
		),
		{numRuns: 100},
	);
});

const wireUser = fc.record({
	id: fc.integer({min: 0, max: 30}).map((value) => `u-${value}`),
	revision: fc.nat({max: 20}),
	groupId: fc.constantFrom('g-1', 'g-2'),
	syncStatus: fc.constantFrom('enabled', 'disabled'),
	mailboxStatus: fc.constantFrom('initialized', 'notInitialized'),
	hold: fc.constantFrom('none', 'throttling', 'Paused'),
	consecutiveFailures: fc.nat({max: 10}),
	state: fc.constantFrom(
		'queued',
		'running',
		'finishedWithIssues',
		'suspended',
		'finished',
		'Paused',
		'',
	),
	name: fc.constantFrom('Ada', 'ada', 'Élan', 'Bo', '漢'),
});
const anyUser = wireUser.map(({id, state, ...fields}) => {
	const {batch, ...user} = userOf(id, {
		...fields,
		batch: batchOn(state, id, {issues: fields.revision}),
	});
	return state === '' || batch === undefined ? user : {...user, batch};
});
const userEdits = fc.array(
	fc.record({
		rows: fc.array(anyUser, {maxLength: 12}),
		removed: fc.array(
			fc.integer({min: 0, max: 30}).map((value) => `u-${value}`),
			{maxLength: 2},
		),
	}),
	{maxLength: 12},
);

function stateWith(entities: Entities) {
	const state = initialState({
		connection,
		interval: seconds(5),
		now: {elapsed: milliseconds(0), wall: startOfTime},
		size: {columns: 120, rows: 40},
	});
	return {...state, entities, isComplete: true};
}

test('each number on the dashboard equals the rows that it opens, at every revision', () => {
	fc.assert(
		fc.property(userEdits, (steps) => {
			let entities = mergeGroups(noEntities(), [groupOf('g-1'), groupOf('g-2')]);
			for (const {rows, removed} of steps) {
				entities = mergeUsers(entities, rows, removed);
				const users: readonly User[] = [...rowsOf(entities.users)];
				const anew = retally(
					emptyTally,
					users.map((after) => ({before: undefined, after})),
				);
				expect(entities.tally.all).toEqual(anew.all);
				for (const [group, sums] of anew.byGroup) {
					expect(entities.tally.byGroup.get(group)).toEqual(sums);
				}

				for (const name of countNames) {
					const state = stateWith(entities);
					const opened = userList({...state, view: {...state.view, scope: {kind: 'count', name}}});
					expect(opened.slots).toHaveLength(entities.tally.all[name]);
					expect(opened.slots.length).toBe(users.filter((user) => belongsTo(name, user)).length);
				}
			}
		}),
		{numRuns: 60},
	);
});

test('an older row never replaces a newer one, in whatever order they come', () => {
	fc.assert(
		fc.property(fc.array(fc.array(anyUser, {maxLength: 10}), {maxLength: 8}), (answers) => {
			const entities = answers.reduce((known, rows) => mergeUsers(known, rows), noEntities());
			const newest = new Map<string, number>();
			for (const {id, revision} of answers.flat()) {
				newest.set(id, Math.max(newest.get(id) ?? 0, revision));
			}

			expect(new Map([...rowsOf(entities.users)].map((user) => [user.id, user.revision]))).toEqual(
				newest,
			);
		}),
	);
});

test('a list of users is the same whether its last view is remembered or not', () => {
	const filter = fc.constantFrom('', 'a', 'ad', 'e', 'él', 'bo ', '漢', 'disabled');
	const column = fc.constantFrom('name', 'status', 'issues', 'group', 'effective');
	fc.assert(
		fc.property(
			userEdits,
			fc.array(fc.tuple(filter, column, fc.boolean()), {minLength: 1, maxLength: 6}),
			(steps, asked) => {
				let entities = mergeGroups(noEntities(), [
					groupOf('g-1'),
					groupOf('g-2', {syncStatus: 'disabled'}),
				]);
				for (const [index, {rows, removed}] of steps.entries()) {
					entities = mergeUsers(entities, rows, removed);
					const [text, by, isDescending] = asked[index % asked.length] ?? ['', 'name', false];
					const state = stateWith(entities);
					const users = {...state.view.lists.users, filter: text, sort: {column: by, isDescending}};
					const view = userList({
						...state,
						view: {...state.view, lists: {...state.view.lists, users}},
					});
					expect(view.slots).toEqual(buildView(entities.users, view.order).slots);
				}
			},
		),
		{numRuns: 60},
	);
});
