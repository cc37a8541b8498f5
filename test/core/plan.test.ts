import {expect, test} from 'vitest';
import {milliseconds, seconds} from '../../source/contract/time.ts';
import {
	type Check,
	countdownOf,
	fieldsOf,
	isUndoable,
	lockOf,
	needsReason,
	phraseOf,
	type Plan,
	tierOf,
	willChange,
} from '../../source/core/plan.ts';
import {stepsOf, type Target, type Verb} from '../../source/core/target.ts';
import {connectivityOf, groupOf, userOf} from '../support/build.ts';
import {away} from '../support/fake-service.ts';

const same: Check = {kind: 'same', at: milliseconds(0)};

function userTarget(id: string, fields: Parameters<typeof userOf>[1] = {}): Target {
	return {kind: 'user', user: userOf(id, fields), group: undefined, isHidden: false};
}

const groupTarget: Target = {
	kind: 'group',
	group: groupOf('g-1'),
	members: 3,
	notConfigured: 0,
	active: 0,
	running: 0,
	disabled: 0,
};

function planOf(verb: Verb, targets: readonly Target[], fields: Partial<Plan> = {}): Plan {
	return {
		id: 'p-1',
		reading: 1,
		verb,
		items: targets.map((target) => ({target, check: same})),
		openedAt: milliseconds(0),
		focus: 'cancel',
		typed: {confirmation: '', reason: ''},
		reachability: {kind: 'notAsked'},
		phase: {kind: 'deciding'},
		top: 0,
		...fields,
	};
}

const users = (count: number) =>
	Array.from({length: count}, (_, index) => userTarget(`u-${index + 1}`));

test.each([
	['enable', 5, 0, undefined],
	['enable', 6, 0, '6'],
	['disable', 1, 0, undefined],
	['disable', 5, 0, undefined],
	['disable', 6, 0, '6'],
	['synchronize', 5, 0, undefined],
	['synchronize', 6, 0, '6'],
	['delete', 1, 5, 'u-1@example.com'],
	['delete', 2, 5, 'delete 2'],
	['deleteChain', 1, 5, 'u-1@example.com'],
	['deleteChain', 3, 5, 'delete 3'],
	['uninitialize', 1, 5, 'u-1@example.com'],
	['uninitialize', 2, 5, 'un-initialize 2'],
	['forceDelete', 1, 10, 'u-1@example.com'],
] as const)('to %s %i users waits %i seconds after typing %s', (verb, count, countdown, phrase) => {
	const plan = planOf(verb, users(count));
	expect(phraseOf(plan)).toBe(phrase);
	expect(countdownOf(tierOf(plan))).toBe(seconds(countdown));
	expect(fieldsOf(plan)).toEqual(
		phrase === undefined ? ['cancel', 'apply'] : ['cancel', 'confirmation', 'apply'],
	);
});

test('disabling one group takes its name, enabling it a key', () => {
	expect(phraseOf(planOf('disable', [groupTarget]))).toBe('Group g-1');
	expect(phraseOf(planOf('enable', [groupTarget]))).toBeUndefined();
});

test('who was left out, is gone, drifted or could not be read does not count towards the number to type', () => {
	const checks: readonly Check[] = [
		{kind: 'leftOut', reason: userOf('u-1').name},
		{kind: 'gone'},
		{kind: 'drifted', now: userTarget('u-3')},
		{kind: 'failed', failure: away},
		{kind: 'asking'},
		same,
	];
	const plan = planOf('delete', [], {
		items: checks.map((check, index) => ({target: userTarget(`u-${index + 1}`), check})),
	});
	expect(willChange(plan).map((target) => target.kind === 'user' && target.user.id)).toEqual([
		'u-5',
		'u-6',
	]);
	expect(phraseOf(plan)).toBe('delete 2');
});

const failure = {kind: 'failed', failure: away} as const;
const locks: ReadonlyArray<readonly [string, Plan, string | undefined]> = [
	['it is read', planOf('disable', users(2)), undefined],
	[
		'one is still being read',
		planOf('disable', [], {
			items: [
				{target: userTarget('u-1'), check: {kind: 'asking'}},
				{target: userTarget('u-2'), check: same},
			],
		}),
		'checking 1 of 2',
	],
	[
		'it is read once more',
		planOf('disable', users(2), {phase: {kind: 'rechecking'}}),
		'checking 0 of 2',
	],
	[
		'one could not be read',
		planOf('disable', [], {items: [{target: userTarget('u-1'), check: failure}]}),
		'u-1@example.com could not be read again; Ctrl-R tries once more',
	],
	[
		'nobody is left',
		planOf('disable', [], {items: [{target: userTarget('u-1'), check: {kind: 'gone'}}]}),
		'nothing to change',
	],
	[
		'the mailbox is being reached',
		planOf('forceDelete', users(1), {reachability: {kind: 'asking'}}),
		'trying to reach the mailbox',
	],
	[
		'nobody could say whether the mailbox answers',
		planOf('forceDelete', users(1), {reachability: failure}),
		'could not ask whether the mailbox is reachable; Ctrl-R tries once more',
	],
	['nothing was typed', planOf('delete', users(1)), 'type u-1@example.com'],
	[
		'something else was typed',
		planOf('delete', users(1), {typed: {confirmation: 'u-2', reason: ''}}),
		'what you typed differs',
	],
	[
		'it was typed',
		planOf('delete', users(1), {typed: {confirmation: 'u-1@example.com', reason: ''}}),
		undefined,
	],
];

test.each(locks)('the button is locked or free when %s', (_, plan, reason) => {
	expect(lockOf(plan)).toBe(reason);
});

test('Force Delete asks for a reason only of a mailbox that answers, and blanks are none', () => {
	const answering = {kind: 'known', connectivity: connectivityOf(true)} as const;
	const silent = {kind: 'known', connectivity: connectivityOf(false)} as const;
	const typed = (reason: string) => ({typed: {confirmation: 'u-1@example.com', reason}});
	const plan = planOf('forceDelete', users(1), {reachability: answering, ...typed(' ')});
	expect(needsReason(plan)).toBe(true);
	expect(fieldsOf(plan)).toEqual(['cancel', 'reason', 'confirmation', 'apply']);
	expect(lockOf(plan)).toBe('say why not Delete');
	expect(lockOf({...plan, ...typed('lost')})).toBeUndefined();
	expect(needsReason({...plan, reachability: silent})).toBe(false);
	expect(needsReason({...plan, verb: 'delete'})).toBe(false);
});

test.each([
	['enable', {syncStatus: 'disabled'}, true],
	['enable', {hold: 'throttling'}, false],
	['disable', {}, true],
	['disable', {syncStatus: 'disabled'}, false],
	['delete', {}, false],
	['uninitialize', {}, false],
] as const)('%s of a user with %o can be taken back: whether z is offered', (verb, fields, can) => {
	const plan = planOf(verb, [userTarget('u-1', fields)]);
	expect(isUndoable(plan)).toBe(can);
	expect(isUndoable({...plan, undoes: 'r-1'})).toBe(false);
});

test.each([
	[{}, ['disable', 'uninitialize', 'delete']],
	[{syncStatus: 'disabled'}, ['uninitialize', 'delete']],
	[{mailboxStatus: 'notInitialized'}, ['disable', 'delete']],
	[{mailboxStatus: 'notInitialized', syncStatus: 'disabled'}, ['delete']],
])('cleaning up a user with %o takes only the steps that are needed', (fields, steps) => {
	expect(stepsOf('deleteChain', userTarget('u-1', fields))).toEqual(steps);
	expect(stepsOf('delete', userTarget('u-1', fields))).toEqual(['delete']);
});
