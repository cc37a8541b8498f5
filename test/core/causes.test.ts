import * as fc from 'fast-check';
import {expect, test} from 'vitest';
import {toSafe} from '../../source/contract/text.ts';
import {epochMs, minutes} from '../../source/contract/time.ts';
import {type Cause, firstSeen} from '../../source/core/causes/cause-index.ts';
import {checklistOf, nextStep} from '../../source/core/causes/checklist.ts';
import {offerText} from '../../source/core/causes/next-step.ts';
import {courseOf, movedLately, noteCourses} from '../../source/core/causes/course.ts';
import {radiusOf} from '../../source/core/causes/radius.ts';
import {type Entities, mergeGroups, mergeUsers, noEntities} from '../../source/core/entities.ts';
import {usersOf} from '../../source/core/users/user-table.ts';
import {catalogue} from '../../source/knowledge/catalogue.ts';
import {batchOn, groupOf, userOf} from '../support/build.ts';

const failures = {
	secret: {code: 'invalid_client', message: 'Vantagepoint does not recognize the client'},
	outage: {
		code: 'ErrorConnectionFailed',
		message: 'No connection to mx1.example (203.0.113.7:443)',
	},
	unknown: {code: 'EX-777', message: 'the widget 4711 broke'},
} as const;

const error = (name: keyof typeof failures) => ({
	...failures[name],
	category: 'authorization',
	source: 'vantagepoint',
});

const suspended = (id: string, name: keyof typeof failures, fields = {}) =>
	userOf(id, {
		hold: 'authorization',
		holdSince: '2026-11-22T01:00:30.000Z',
		batch: batchOn('suspended', id, {endedAt: '2026-11-22T01:00:30.000Z', error: error(name)}),
		...fields,
	});

const anyRow = fc
	.record({
		id: fc.integer({min: 1, max: 12}).map((value) => `u-${value}`),
		groupId: fc.constantFrom('g-1', 'g-2'),
		state: fc.constantFrom(
			'queued',
			'running',
			'finished',
			'finishedWithIssues',
			'suspended',
			'interrupted',
		),
		hold: fc.constantFrom('none', 'authorization'),
		minute: fc.integer({min: 10, max: 59}),
		failure: fc.constantFrom(undefined, 'secret', 'outage', 'unknown'),
		kinds: fc.constantFrom(undefined, ['secret', 'unknown'], ['unknown']),
	})
	.map(({id, state, minute, failure, kinds, ...fields}) => ({
		id,
		state,
		minute,
		failure,
		kinds,
		fields,
	}));

function build(revision: number, row: typeof anyRow extends fc.Arbitrary<infer Row> ? Row : never) {
	const at = `2026-11-22T01:${row.minute}:30.000Z`;
	return userOf(row.id, {
		...row.fields,
		revision,
		batch: batchOn(row.state, row.id, {
			endedAt: at,
			issues: row.state === 'finishedWithIssues' ? 3 : 0,
			...(row.failure !== undefined && {error: error(row.failure)}),
			...(row.kinds !== undefined && {
				issueKinds: row.kinds.map((name) => ({
					code: failures[name as keyof typeof failures].code,
					text: failures[name as keyof typeof failures].message,
					severity: 'low',
					count: 1,
				})),
			}),
		}),
	});
}

// What came of those who were hit is memory of the past: a first look has none.
const present = ({causes}: Entities) =>
	[...causes.byKey.values()]
		.filter(({users}) => users > 0)
		.map(({key, users, suspended, held, failing, withIssues, issues, byGroup, since}) => ({
			key,
			users,
			suspended,
			held,
			failing,
			withIssues,
			issues,
			byGroup: Object.fromEntries(byGroup),
			since: Object.fromEntries(since),
		}))
		.toSorted((one, other) => (one.key < other.key ? -1 : 1));

test('causes brought up to date row by row are those that a first look at all rows finds', () => {
	fc.assert(
		fc.property(fc.array(fc.array(anyRow, {maxLength: 6}), {maxLength: 12}), (answers) => {
			let revision = 1;
			let entities = noEntities();
			for (const rows of answers) {
				revision += 1;
				entities = mergeUsers(
					entities,
					rows.map((row) => build(revision, row)),
				);
			}

			const afresh = mergeUsers(noEntities(), [...usersOf(entities.users)]);
			expect(present(entities)).toEqual(present(afresh));
			const trying = [...entities.causes.byKey.values()].reduce(
				(sum, cause) => sum + cause.trying,
				0,
			);
			expect(trying).toBe(entities.causes.trying.size);
		}),
	);
});

test('everybody who is suspended has exactly one cause, whatever the service told', () => {
	fc.assert(
		fc.property(fc.array(anyRow, {maxLength: 12}), (rows) => {
			const entities = mergeUsers(
				noEntities(),
				rows.map((row, index) => build(index + 1, row)),
			);
			const ofCauses = present(entities).reduce((sum, cause) => sum + cause.held, 0);
			const held = [...usersOf(entities.users)].filter(
				({hold, batch}) =>
					hold !== 'none' &&
					batch?.state !== 'finishedWithIssues' &&
					!(batch?.state === 'interrupted' && batch.error !== undefined),
			);
			expect(ofCauses).toBe(held.length);
		}),
	);
});

const twoGroups = mergeGroups(noEntities(), [
	groupOf('g-1', {name: 'Field Sales'}),
	groupOf('g-2', {name: 'Marketing', mailboxAccessType: 'exchangeImpersonation'}),
]);

function onlyCause(entities: Entities): Cause {
	const [cause] = entities.causes.byKey.values();
	if (cause === undefined) {
		throw new Error('no cause');
	}

	return cause;
}

const members = (count: number, make: (id: string, index: number) => ReturnType<typeof userOf>) =>
	Array.from({length: count}, (_, index) => make(`u-${100 + index}`, index));

test.each([
	{
		name: 'all of one group and nobody else',
		hit: (index: number) => index < 10,
		kind: 'group',
		evidence: 'all 10 of Field Sales, nobody else',
	},
	{
		name: 'a part of one group',
		hit: (index: number) => index < 6,
		kind: 'group',
		evidence: '6 of 10 of Field Sales, nobody else',
	},
	{
		name: 'one group and one stray',
		hit: (index: number) => index < 9 || index === 15,
		kind: 'group',
		evidence: '9 of 10 of Field Sales, 1 elsewhere',
	},
	{
		name: 'everyone',
		hit: () => true,
		kind: 'everyone',
		evidence: '20 of all 20 who synchronize, in 2 of 2 groups',
	},
	{
		name: 'a few',
		hit: (index: number) => index === 3 || index === 15,
		kind: 'few',
		evidence: '2 of 20 users, in 2 of 2 groups',
	},
	{
		name: 'some of both',
		hit: (index: number) => index % 3 === 0,
		kind: 'spread',
		evidence: '7 of 20 users, in 2 of 2 groups: no group, mail server or access type stands out',
	},
])('the radius of $name', ({hit, kind, evidence}) => {
	const entities = mergeUsers(
		twoGroups,
		members(20, (id, index) => {
			const groupId = index < 10 ? 'g-1' : 'g-2';
			return hit(index) ? suspended(id, 'unknown', {groupId}) : userOf(id, {groupId});
		}),
	);
	expect(radiusOf(onlyCause(entities), entities)).toMatchObject({kind, evidence});
});

test('who cannot be hit does not count: disabled users and users without a mailbox', () => {
	const entities = mergeUsers(
		twoGroups,
		members(20, (id, index) => {
			const groupId = index < 10 ? 'g-1' : 'g-2';
			return index < 6
				? suspended(id, 'unknown', {groupId})
				: index < 10
					? userOf(id, {
							groupId,
							...(index < 8 ? {syncStatus: 'disabled'} : {mailboxStatus: 'notInitialized'}),
						})
					: userOf(id, {groupId});
		}),
	);
	expect(radiusOf(onlyCause(entities), entities).evidence).toBe(
		'all 6 of Field Sales, nobody else',
	);
});

test('a kind that hits everyone is told so while it is on its way', () => {
	const entities = mergeUsers(
		twoGroups,
		members(20, (id, index) => {
			const groupId = index < 10 ? 'g-1' : 'g-2';
			return index % 3 === 0 ? suspended(id, 'secret', {groupId}) : userOf(id, {groupId});
		}),
	);
	expect(radiusOf(onlyCause(entities), entities)).toMatchObject({
		kind: 'everyone',
		words: 'everyone, 35 %',
	});
});

const well = (id: string, revision: number) =>
	userOf(id, {revision, batch: batchOn('finished', id, {endedAt: '2026-11-22T01:30:00.000Z'})});
const running = (id: string, revision: number) =>
	userOf(id, {revision, batch: batchOn('running', id)});

test('the steps tick themselves: one user proves the repair, the others are enabled, until nobody is hit', () => {
	let entities = mergeUsers(
		twoGroups,
		members(3, (id) => suspended(id, 'secret')),
	);
	const states = () =>
		checklistOf(onlyCause(entities), {entities, stepsSaid: new Map()}).map(({state}) => state);
	expect(states()).toEqual(['next', 'open', 'open', 'open']);
	expect(nextStep(checklistOf(onlyCause(entities), {entities, stepsSaid: new Map()}))?.does).toBe(
		'outside',
	);

	entities = mergeUsers(entities, [running('u-100', 2)]);
	expect(onlyCause(entities)).toMatchObject({users: 2, trying: 1, proved: 0});
	entities = mergeUsers(entities, [well('u-100', 3)]);
	expect(onlyCause(entities)).toMatchObject({users: 2, trying: 0, recovered: 1, proved: 1});
	expect(states()).toEqual(['done', 'done', 'next', 'open']);

	entities = mergeUsers(entities, [running('u-101', 4), running('u-102', 4)]);
	expect(states()).toEqual(['done', 'done', 'done', 'next']);
	entities = mergeUsers(entities, [well('u-101', 5), well('u-102', 5)]);
	expect(states()).toEqual(['done', 'done', 'done', 'done']);
	expect(
		nextStep(checklistOf(onlyCause(entities), {entities, stepsSaid: new Map()})),
	).toBeUndefined();
});

test('nobody is told to wait for those who are held: one is proved, then the others are enabled', () => {
	let entities = mergeUsers(
		twoGroups,
		members(3, (id) => suspended(id, 'outage')),
	);
	const next = () =>
		nextStep(
			checklistOf(onlyCause(entities), {
				entities,
				stepsSaid: new Map([[onlyCause(entities).key, 1]]),
			}),
		);
	expect(next()).toMatchObject({does: 'rollOut', needsProof: true});
	entities = mergeUsers(entities, [running('u-100', 2)]);
	expect(next()).toMatchObject({does: 'wait', told: '2 users are held, nobody is tried again'});
	entities = mergeUsers(entities, [well('u-100', 3)]);
	expect(next()).toMatchObject({does: 'rollOut', needsProof: false});
});

test('one more failure takes the proof away: the few that end well meanwhile prove nothing', () => {
	let entities = mergeUsers(
		twoGroups,
		members(3, (id) => suspended(id, 'secret')),
	);
	entities = mergeUsers(entities, [running('u-100', 2)]);
	entities = mergeUsers(entities, [well('u-100', 3)]);
	entities = mergeUsers(entities, [suspended('u-150', 'secret', {revision: 4})]);
	expect(onlyCause(entities)).toMatchObject({recovered: 1, proved: 0});
	expect(checklistOf(onlyCause(entities), {entities, stepsSaid: new Map()})[0]?.state).toBe('next');
});

test('what stops or destroys something is never done to all whom a cause hits, by no kind that there is', () => {
	const personal = new Set(['contain', 'disable', 'uninitialize', 'delete', 'forceDelete']);
	const steps = catalogue.flatMap(({remedy}) => remedy);
	expect(steps.filter(({does}) => does !== undefined && personal.has(does)).length).toBeGreaterThan(
		5,
	);
	for (const {text, does} of steps.filter(
		(step) => step.does !== undefined && personal.has(step.does),
	)) {
		expect(
			offerText({text, does, state: 'next', told: undefined, needsProof: false}, true),
		).toBeUndefined();
	}
});

test('the course goes from the first who is hit until now, also before this program watched', () => {
	const entities = mergeUsers(
		twoGroups,
		members(4, (id, index) =>
			suspended(id, 'unknown', {holdSince: `2026-11-22T01:${10 + index * 10}:30.000Z`}),
		),
	);
	const cause = onlyCause(entities);
	const start = epochMs(firstSeen(cause) ?? 0);
	const now = epochMs(start + minutes(40));
	expect(courseOf(cause, [], {now, points: 5})).toEqual([1, 2, 3, 4, 4]);
	const courses = noteCourses(new Map(), entities.causes.byKey, now);
	const later = epochMs(now + minutes(40));
	expect(
		courseOf({...cause, users: 1}, courses.get(cause.key) ?? [], {now: later, points: 5}),
	).toEqual([1, 3, 4, 4, 1]);
});

test('what moved lately is told at a cold start too', () => {
	const entities = mergeUsers(
		twoGroups,
		members(4, (id, index) =>
			suspended(id, 'unknown', {holdSince: `2026-11-22T01:${10 + index * 10}:30.000Z`}),
		),
	);
	const cause = onlyCause(entities);
	const now = epochMs((firstSeen(cause) ?? 0) + minutes(31));
	const samples = noteCourses(new Map(), entities.causes.byKey, now).get(cause.key) ?? [];
	expect(movedLately(cause, samples, now)).toBe(1);
	const later = epochMs(now + minutes(6));
	expect(movedLately({...cause, users: 1}, samples, later)).toBe(-3);
});

test('a service that words every failure anew does not fill the memory with causes that are gone', () => {
	let entities = noEntities();
	for (let index = 0; index < 300; index++) {
		const text = `odd ${String.fromCodePoint(97 + (index % 26), 97 + Math.floor(index / 26))} thing`;
		entities = mergeUsers(entities, [
			userOf('u-1', {
				revision: index + 2,
				batch: batchOn('suspended', 'u-1', {
					error: {code: '', category: 'other', source: 'unknown', message: toSafe(text)},
				}),
			}),
		]);
	}

	expect(entities.causes.byKey.size).toBeLessThan(210);
	expect(present(entities)).toHaveLength(1);
});
