import * as fc from 'fast-check';
import {expect, test} from 'vitest';
import {milliseconds, seconds} from '../../source/contract/time.ts';
import {type User} from '../../source/contract/user.ts';
import {effectiveStatus} from '../../source/core/effective-status.ts';
import {type Entities, mergeGroups, mergeUsers, noEntities} from '../../source/core/entities.ts';
import {fold} from '../../source/core/fold.ts';
import {type Sort} from '../../source/core/list-state.ts';
import {userList} from '../../source/core/user-lists.ts';
import {initialState} from '../../source/core/state.ts';
import {belongsTo, countNames, emptyTally, retally} from '../../source/core/tally.ts';
import {sortByNumbers} from '../../source/core/users/radix-sort.ts';
import {numberColumn} from '../../source/core/users/user-chunk.ts';
import {type UserFact} from '../../source/core/users/user-fact.ts';
import {userOrder, userSorts} from '../../source/core/users/user-query.ts';
import {
	changedSlots,
	editUsers,
	emptyUsers,
	userAt,
	userOf as userIn,
	usersOf,
} from '../../source/core/users/user-table.ts';
import {buildView, positionOf, userAtPosition} from '../../source/core/users/user-view.ts';
import {
	batchStateText,
	effectiveText,
	holdText,
	mailboxText,
	syncStatusText,
} from '../../source/core/words.ts';
import {batchOn, groupOf, userOf} from '../support/build.ts';
import {startOfTime} from '../support/manual-clock.ts';
import {connection, found} from '../support/open-engine.ts';

const optional = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, {nil: undefined});
const time = fc.constantFrom(
	'2026-11-22T01:00:00.000Z',
	'2026-11-22T01:00:00.001Z',
	'2019-02-03T04:05:06.789Z',
);
const anyId = fc.integer({min: 0, max: 200}).map((value) => `u-${value}`);
const wireUser = fc.record({
	id: anyId,
	revision: fc.nat({max: 20}),
	groupId: fc.constantFrom('g-1', 'g-2', 'g-3'),
	syncStatus: fc.constantFrom('enabled', 'disabled', 'Paused'),
	mailboxStatus: fc.constantFrom('initialized', 'notInitialized'),
	hold: fc.constantFrom('none', 'throttling', 'Paused'),
	holdSince: optional(time),
	consecutiveFailures: optional(fc.nat({max: 10})),
	lastSynchronizedAt: optional(time),
	nextSynchronizationAt: optional(time),
	notes: optional(fc.constantFrom('', 'moved')),
	state: fc.constantFrom(
		'queued',
		'running',
		'finishedWithIssues',
		'suspended',
		'finished',
		'Paused',
		'',
	),
	error: optional(fc.constantFrom('EX-401', 'Ä timed out')),
	batchUser: optional(fc.constant('u-other')),
	name: fc.constantFrom('Ada', 'ada', 'Adam', 'Élan', 'Bo', '漢', ''),
	email: fc.constantFrom('ada@example.com', 'bo@example.com', 'Adam@example.com'),
});
const anyUser = wireUser.map(({id, state, error, batchUser, ...fields}) => {
	const {batch, ...user} = userOf(id, {
		...fields,
		batch: batchOn(state, batchUser ?? id, {
			issues: fields.revision,
			...(error !== undefined && {
				error: {code: error, category: 'other', source: 'connector', message: `${error} of ${id}`},
			}),
		}),
	});
	return state === '' || batch === undefined ? user : {...user, batch};
});
const userEdits = fc.array(
	fc.record({
		rows: fc.array(anyUser, {maxLength: 140}),
		removed: fc.array(anyId, {maxLength: 4}),
	}),
	{maxLength: 10},
);
type UserEdits = typeof userEdits extends fc.Arbitrary<infer Value> ? Value : never;

// Each step makes newer rows than the one before it.
function versionsOf(steps: UserEdits) {
	const versions = [{table: emptyUsers(), model: new Map<string, User>()}];
	for (const [step, {rows, removed}] of steps.entries()) {
		const before = found(versions.at(-1), 'a version');
		const newer = rows.map((row) => ({...row, revision: 100 * (step + 1) + row.revision}));
		const model = new Map([...before.model, ...newer.map((row) => [row.id, row] as const)]);
		for (const id of removed) {
			model.delete(id);
		}

		versions.push({table: editUsers(before.table, newer, removed), model});
	}

	return versions;
}

const ascending = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);
const byName = (one: User, other: User) =>
	ascending(fold(one.name), fold(other.name)) || ascending(one.id, other.id);

test('a table holds what a plain map would hold, by name, and its old versions stay as they were', () => {
	fc.assert(
		fc.property(userEdits, (steps) => {
			for (const {table, model} of versionsOf(steps)) {
				expect([...usersOf(table)]).toEqual([...model.values()].toSorted(byName));
				expect(table.size).toBe(model.size);
				expect(userIn(table, 'u-7')).toEqual(model.get('u-7'));
			}
		}),
		{numRuns: 100},
	);
});

test('the slots that differ between two versions are named exactly', () => {
	fc.assert(
		fc.property(userEdits, (steps) => {
			const versions = versionsOf(steps).map(({table}) => table);
			const before = found(versions[Math.floor(versions.length / 2)], 'a version');
			const after = found(versions.at(-1), 'a version');
			const slots = Array.from({length: after.slotOf.size()}, (_, slot) => slot);
			expect(changedSlots(before, after)).toEqual(
				slots.filter((slot) => userAt(before, slot)?.revision !== userAt(after, slot)?.revision),
			);
		}),
		{numRuns: 60},
	);
});

test('sorting by numbers is sorting by comparing, and equal ones stay as they stand', () => {
	const key = fc.oneof(
		fc.integer({min: -(2 ** 51), max: 2 ** 51}),
		fc.integer({min: -3, max: 3}),
		fc.constantFrom(Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1_795_424_400_000),
	);
	fc.assert(
		fc.property(fc.array(key, {maxLength: 300}), (keys) => {
			const slots = Uint32Array.from(keys, (_, index) => index);
			const expected = [...slots].toSorted((one, other) => {
				const [first = 0, second = 0] = [keys[one], keys[other]];
				return first === second ? one - other : first < second ? -1 : 1;
			});
			expect([...sortByNumbers(slots, Float64Array.from(keys))]).toEqual(expected);
			expect([...slots]).toEqual([...keys.keys()]);
		}),
	);
});

function stateWith(entities: Entities) {
	const state = initialState({
		connection,
		interval: seconds(5),
		now: {elapsed: milliseconds(0), wall: startOfTime},
		size: {columns: 120, rows: 40},
	});
	return {...state, entities, isComplete: true};
}

test('each number on the dashboard equals the rows that it opens, at every revision [R15]', () => {
	fc.assert(
		fc.property(userEdits, (steps) => {
			let entities = mergeGroups(noEntities(), [groupOf('g-1'), groupOf('g-2')]);
			for (const {rows, removed} of steps) {
				entities = mergeUsers(entities, rows, removed);
				const users: readonly User[] = [...usersOf(entities.users)];
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

			expect(new Map([...usersOf(entities.users)].map((user) => [user.id, user.revision]))).toEqual(
				newest,
			);
		}),
	);
});

const everyone = {kind: 'all'} as const;

// What a list shows, said the plain way: each row by itself, compared one with another.
type Question = {readonly filter: string; readonly sort: Sort};

function plainList(
	users: readonly User[],
	groups: Entities['groups'],
	{filter, sort}: Question,
): readonly string[] {
	const shown = users.filter((user) => {
		const text = shownText(user, groups);
		const words = fold(filter).split(' ');
		return words.every((word) => text.includes(word));
	});
	const {key} = userOrder(groups, sort, everyone, undefined);
	const sign = sort.isDescending ? -1 : 1;
	return shown
		.toSorted((one, other) => {
			if (key === 'name' || key === 'email') {
				return sign * (ascending(fold(one[key]), fold(other[key])) || byName(one, other));
			}

			const [first, second] = [factOf(key, one), factOf(key, other)];
			return first === second ? byName(one, other) : first < second ? -sign : sign;
		})
		.map(({id}) => id);
}

function factOf(fact: UserFact, user: User): number {
	if (fact.kind !== 'number') {
		return fact.of(user);
	}

	const numbers = {
		[numberColumn.issues]: user.batch?.issues,
		[numberColumn.lastSynchronizedAt]: user.lastSynchronizedAt,
		[numberColumn.nextSynchronizationAt]: user.nextSynchronizationAt,
	};
	return new Map(Object.entries(numbers)).get(String(fact.column)) ?? fact.absent;
}

function shownText(user: User, groups: Entities['groups']): string {
	const group = groups.get(user.groupId);
	return fold(
		[
			user.name,
			user.email,
			mailboxText(user.mailboxStatus),
			syncStatusText(user.syncStatus),
			user.hold === 'none' ? '' : `hold ${holdText(user.hold)}`,
			user.batch === undefined ? '' : batchStateText(user.batch.state),
			user.batch?.error?.code ?? '',
			user.batch?.error?.message ?? '',
			group?.name ?? '',
			effectiveText(effectiveStatus(user, group)),
		].join('\n'),
	);
}

const filters = [
	'',
	'a',
	'ad',
	'da@',
	'e',
	'él',
	'bo ',
	'漢',
	'disabled',
	'by',
	'group g-2',
	'EX-4',
	'ä',
	'mail a',
	'susp',
	'nothing like it',
];

test('a list shows the rows that match, in order, whatever was asked and changed before', () => {
	const filter = fc.constantFrom(...filters);
	const sort = fc.record({column: fc.constantFrom(...userSorts), isDescending: fc.boolean()});
	const question = fc.record({filter, sort});
	fc.assert(
		fc.property(userEdits, fc.array(question, {minLength: 1, maxLength: 3}), (steps, asked) => {
			let entities = mergeGroups(noEntities(), [
				groupOf('g-1'),
				groupOf('g-2', {syncStatus: 'disabled'}),
			]);
			// The same question some times in a row brings its last view up to date.
			const questions = asked.flatMap((one) => [one, one, one]);
			for (const [index, {rows, removed}] of steps.entries()) {
				entities = mergeUsers(entities, rows, removed);
				const one = found(questions[index % questions.length], 'a question');
				const state = stateWith(entities);
				const users = {...state.view.lists.users, ...one};
				const lists = {...state.view.lists, users};
				const view = userList({...state, view: {...state.view, scope: everyone, lists}});
				const ids = Array.from(view.slots, (_, position) => userAtPosition(view, position)?.id);
				expect(ids).toEqual(plainList([...usersOf(entities.users)], entities.groups, one));
				expect(view.slots).toEqual(buildView(entities.users, view.order).slots);
				for (const {id} of usersOf(entities.users)) {
					expect(positionOf(view, id)).toBe(ids.indexOf(id));
				}

				expect(positionOf(view, 'nobody')).toBe(-1);
			}
		}),
		{numRuns: 150},
	);
});
