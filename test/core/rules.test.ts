import {expect, test} from 'vitest';
import {epochMs, formatTime} from '../../source/contract/time.ts';
import {effectiveStatus} from '../../source/core/effective-status.ts';
import {reasonNot, verbTitle} from '../../source/core/rules.ts';
import {type Verb, verbs} from '../../source/core/target.ts';
import {batchOn, groupOf, userOf} from '../support/build.ts';

const now = epochMs(Date.UTC(2026, 10, 22, 3));
const off = groupOf('g-1', {syncStatus: 'disabled'});
const on = groupOf('g-1');
const justNow = {batch: batchOn('finished', 'u-1', {endedAt: '2026-11-22T02:59:30.000Z'})};

test.each([
	[{}, on, 'enabled'],
	[{hold: 'throttling'}, on, 'suspendedByError'],
	[{syncStatus: 'disabled', hold: 'other'}, on, 'disabled'],
	[{syncStatus: 'disabled', hold: 'other'}, off, 'disabledByGroup'],
	[{}, off, 'disabledByGroup'],
	[{}, undefined, 'enabled'],
	[{syncStatus: 'Paused'}, on, 'unrecognized'],
] as const)('of what applies to a user the first counts: %o', (fields, group, expected) => {
	expect(effectiveStatus(userOf('u-1', fields), group)).toBe(expected);
});

/** A batch that was interrupted, by how many milliseconds ago. What is not said did not happen. */
function lastTry(ago: {
	readonly queuedAt?: number;
	readonly startedAt?: number;
	readonly endedAt?: number;
}) {
	const moments = Object.entries({queuedAt: 0, ...ago});
	return batchOn('interrupted', 'u-1', {
		startedAt: undefined,
		endedAt: undefined,
		...Object.fromEntries(moments.map(([name, past]) => [name, formatTime(epochMs(now - past))])),
	});
}

const table: ReadonlyArray<readonly [Verb, Parameters<typeof userOf>[1], string | undefined]> = [
	['enable', {syncStatus: 'disabled'}, undefined],
	['enable', {hold: 'authorization'}, undefined],
	['enable', {}, 'enabled already'],
	['disable', {}, undefined],
	['disable', {syncStatus: 'disabled'}, 'disabled already'],
	['delete', {}, 'disable and un-initialize first'],
	['delete', {syncStatus: 'disabled'}, 'un-initialize it first'],
	['delete', {mailboxStatus: 'notInitialized'}, 'disable it first'],
	['delete', {mailboxStatus: 'notInitialized', syncStatus: 'disabled'}, undefined],
	['delete', {mailboxStatus: 'Paused', syncStatus: 'disabled'}, 'does not know'],
	['enable', {hold: 'audit'}, 'does not know'],
	['deleteChain', {}, undefined],
	['deleteChain', {mailboxStatus: 'Paused'}, 'does not know'],
	['forceDelete', {}, undefined],
	['forceDelete', {mailPlatform: 'google'}, 'Outlook and Exchange'],
	['uninitialize', {}, undefined],
	['uninitialize', {mailboxStatus: 'notInitialized'}, 'nothing to remove'],
	['synchronize', {}, undefined],
	['synchronize', {hold: 'other'}, 'not effectively enabled'],
	['synchronize', justNow, 'less than a minute ago'],
	['synchronize', {batch: batchOn('running', 'u-1')}, 'running already'],
	['synchronize', {batch: batchOn('queued', 'u-1')}, 'queued already'],
	['synchronize', {batch: undefined}, undefined],
	['synchronize', {batch: lastTry({endedAt: 60_000})}, undefined],
	['synchronize', {batch: lastTry({endedAt: 59_999})}, 'less than a minute ago'],
	['synchronize', {batch: lastTry({endedAt: 70_000, startedAt: 10_000})}, undefined],
	['synchronize', {batch: lastTry({startedAt: 59_999})}, 'less than a minute ago'],
	['synchronize', {batch: lastTry({startedAt: 60_000})}, undefined],
	['synchronize', {batch: lastTry({queuedAt: 59_999})}, 'less than a minute ago'],
	['synchronize', {batch: lastTry({queuedAt: 60_000})}, undefined],
	['enable', {syncStatus: 'Paused'}, 'does not know'],
	['forceDelete', {syncStatus: 'Paused'}, 'does not know'],
];

test.each(table)(
	'%s of a user with %o is allowed, or refused with the reason',
	(verb, fields, words) => {
		const reason = reasonNot(
			verb,
			{kind: 'user', user: userOf('u-1', fields), group: on, isHidden: false},
			now,
		);
		expect(reason === undefined).toBe(words === undefined);
		expect(reason ?? '').toContain(words ?? '');
	},
);

test('a group can be enabled and disabled, and nothing else', () => {
	const reason = (verb: Verb, group = on) =>
		reasonNot(
			verb,
			{kind: 'group', group, members: 0, notConfigured: 0, active: 0, running: 0, disabled: 0},
			now,
		);
	expect([reason('disable'), reason('enable', off)]).toEqual([undefined, undefined]);
	expect(reason('enable')).toContain('the group is enabled already');
	expect(reason('disable', off)).toContain('the group is disabled already');
	expect(reason('delete')).toContain('works on users');
	expect(reason('disable', groupOf('g-1', {syncStatus: 'Paused'}))).toContain('does not know');
});

test('nothing is offered to a user whose group is in a state that this program does not know', () => {
	const group = groupOf('g-1', {syncStatus: 'Paused'});
	for (const verb of verbs) {
		const target = {kind: 'user', user: userOf('u-1'), group, isHidden: false} as const;
		expect(reasonNot(verb, target, now)).toContain('"Paused", which this program does not know');
	}
});

test('a user whose group was not read yet is changed like any other', () => {
	const target = {kind: 'user', user: userOf('u-1'), group: undefined, isHidden: false} as const;
	expect(reasonNot('disable', target, now)).toBeUndefined();
});

test.each([
	['enable', 'Enable sync'],
	['disable', 'Disable sync'],
	['delete', 'Delete'],
	['deleteChain', 'Clean up and delete'],
	['forceDelete', 'Force Delete'],
	['uninitialize', 'Un-initialize mailbox'],
	['synchronize', 'Force synchronization'],
] as const)('the button of %s says "%s"', (verb, title) => {
	expect(verbTitle(verb)).toBe(title);
});
