import {expect, test} from 'vitest';
import {milliseconds} from '../../source/contract/time.ts';
import {consequences} from '../../source/core/consequences.ts';
import {type Plan} from '../../source/core/plan.ts';
import {type Target, type Verb} from '../../source/core/target.ts';
import {batchOn, groupOf, userOf} from '../support/build.ts';

type GroupCounts = Partial<Omit<Extract<Target, {kind: 'group'}>, 'kind' | 'group'>>;

const off = groupOf('g-off', {syncStatus: 'disabled'});
const running = {batch: batchOn('running', 'u-1')};
const queued = {batch: batchOn('queued', 'u-1')};

function userTarget(fields: Parameters<typeof userOf>[1] = {}, group = groupOf('g-1')): Target {
	return {kind: 'user', user: userOf('u-1', fields), group, isHidden: false};
}

function groupTarget(counts: GroupCounts): Target {
	return {
		kind: 'group',
		group: groupOf('g-1'),
		members: 0,
		notConfigured: 0,
		active: 0,
		running: 0,
		disabled: 0,
		...counts,
	};
}

/** What the dialog says. */
function said(verb: Verb, ...targets: readonly Target[]): readonly string[] {
	const plan: Plan = {
		id: 'p-1',
		reading: 1,
		verb,
		items: targets.map((target) => ({target, check: {kind: 'asking'}})),
		openedAt: milliseconds(0),
		focus: 'cancel',
		typed: {confirmation: '', reason: ''},
		reachability: {kind: 'notAsked'},
		phase: {kind: 'deciding'},
		top: 0,
	};
	return consequences(plan);
}

test('disabling a group says how many members stop, what is cut short, and who is not touched', () => {
	const counts = {members: 10, notConfigured: 2, disabled: 3, active: 4, running: 1};
	expect(said('disable', groupTarget(counts))).toEqual([
		'5 members stop synchronizing; hard stop: they cannot resume it',
		'1 running batch is cut short; 3 queued ones are taken back',
		'3 users are already disabled individually; nothing changes for them',
		'2 users are not configured; nothing changes for them',
		'suspended batches stay suspended: disabling does not repair them',
	]);
	expect(said('disable', groupTarget({members: 1, active: 3, running: 2}))).toEqual([
		'1 member stops synchronizing; hard stop: they cannot resume it',
		'2 running batches are cut short; 1 queued one is taken back',
		'suspended batches stay suspended: disabling does not repair them',
	]);
});

test('enabling a group says who may synchronize again, and who stays as they are', () => {
	const counts = {members: 10, notConfigured: 1, disabled: 3};
	expect(said('enable', groupTarget(counts))).toEqual([
		'6 members may synchronize again, at their next schedule',
		'3 users are disabled individually: they stay disabled',
		'1 user is not configured; nothing changes for them',
	]);
	expect(said('enable', groupTarget({members: 1}))).toEqual([
		'1 member may synchronize again, at their next schedule',
	]);
});

test('disabling users says which batches of theirs are cut short or taken back', () => {
	const line = (...targets: readonly Target[]) =>
		said('disable', ...targets).filter((text) => text.includes('cut short'));
	expect(line(userTarget(running))).toEqual([
		'1 running batch is cut short; 0 queued ones are taken back',
	]);
	expect(line(userTarget(running), userTarget(queued), userTarget())).toEqual([
		'1 running batch is cut short; 1 queued one is taken back',
	]);
	expect(line(userTarget(), userTarget({batch: undefined}))).toEqual([]);
	// The group took its batch away: disabling the user changes nothing about it.
	expect(line(userTarget(running, off))).toEqual([]);
});

test('enabling users names the holds that are lifted, and those whose group stands above them', () => {
	const held = userTarget({hold: 'throttling'});
	const below = userTarget({syncStatus: 'disabled'}, off);
	expect(said('enable', userTarget())).toHaveLength(1);
	expect(said('enable', held)[1]).toContain('1 hold is lifted');
	expect(said('enable', held, held)[1]).toContain('2 holds are lifted');
	expect(said('enable', below)[1]).toContain('1 is in a disabled group');
	expect(said('enable', below, below, held)[2]).toContain('2 are in a disabled group');
	const ofUnknownGroup: Target = {
		kind: 'user',
		user: userOf('u-1'),
		group: undefined,
		isHidden: false,
	};
	expect(said('enable', ofUnknownGroup, below)[1]).toContain('1 is in a disabled group');
});

test.each([
	['disable', 'a user can resume it'],
	['disable', 'data in the mailbox stays'],
	['uninitialize', 'synchronized data is removed from the mailbox'],
	['uninitialize', 'sets the mailbox up anew'],
	['synchronize', 'a batch is queued now'],
	['delete', 'removed from Connect'],
	['delete', 'the Vantagepoint user is left alone'],
	['delete', 'no undo'],
	['deleteChain', 'a failure stops the chain'],
	['deleteChain', 'synchronized data is removed from the mailbox'],
	['deleteChain', 'the Vantagepoint user is left alone'],
	['deleteChain', 'no undo'],
	['forceDelete', 'at once; it cannot be undone'],
	['forceDelete', 'what is out of reach stays there'],
] as const)('before somebody confirms, %s says: %s', (verb, words) => {
	expect(said(verb, userTarget()).join('\n')).toContain(words);
});

test('a change of nobody has no consequences', () => {
	expect(said('disable')).toEqual([]);
});
