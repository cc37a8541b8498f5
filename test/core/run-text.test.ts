import {expect, test} from 'vitest';
import {safe, toSafe} from '../../source/contract/text.ts';
import {epochMs, milliseconds} from '../../source/contract/time.ts';
import {isReached, isSettled, type ItemPhase, type Run} from '../../source/core/run.ts';
import {phaseText, runNotice} from '../../source/core/run-text.ts';
import {type Step, type Target, type Verb} from '../../source/core/target.ts';
import {problemOf, userOf} from '../support/build.ts';
import {away} from '../support/fake-service.ts';

const at = epochMs(Date.UTC(2026, 10, 22, 3, 4, 5));
const notice = toSafe('takes effect later');
const done: ItemPhase = {kind: 'done', at, version: 2};
const never: ItemPhase = {kind: 'failed', failure: away};

function userTarget(fields: Parameters<typeof userOf>[1] = {}): Target {
	return {kind: 'user', user: userOf('u-1', fields), group: undefined, isHidden: false};
}

function runOf(verb: Verb, phases: readonly ItemPhase[], fields: Partial<Run> = {}): Run {
	return {
		id: 'r-1',
		verb,
		items: phases.map((phase) => ({target: userTarget(), steps: [], version: 1, phase})),
		startedAt: at,
		endedAt: milliseconds(0),
		isStopped: false,
		streak: 0,
		isUndone: false,
		...fields,
	};
}

const chain: readonly Step[] = ['disable', 'uninitialize', 'delete'];

test.each([
	[{kind: 'waiting'}, 'waiting', false],
	[{kind: 'sending', step: 0}, 'disabling, step 1 of 3', false],
	[{kind: 'sending', step: 2}, 'deleting, step 3 of 3', false],
	[{kind: 'verifying', step: 0, tries: 0}, 'done, reading back', false],
	[{kind: 'unknown', step: 0, since: at, tries: 2, failures: 0}, 'UNKNOWN since 03:04:05Z', false],
	[done, 'verified 03:04:05Z', true],
	[{...done, notice}, 'verified 03:04:05Z; takes effect later', true],
	[{kind: 'refused', problem: problemOf()}, 'refused: not-permitted', true],
	[{kind: 'refused', problem: problemOf({detail: 'No right'})}, 'refused: No right', true],
	[{kind: 'conflict', problem: problemOf()}, 'changed by someone else meanwhile: not done', true],
	[{kind: 'conflict', problem: problemOf({changedBy: 'kim'})}, 'by kim meanwhile: not done', true],
	[never, 'not done: no answer in time', true],
	[{kind: 'failed', failure: {kind: 'cancelled'}}, 'not sent: the audit journal', true],
	[{kind: 'notApplied', at}, 'not done, as read back at 03:04:05Z', true],
	[{kind: 'untold', at, reason: notice}, 'cannot be told: takes effect later', true],
	[{kind: 'cancelled', doneSteps: 0}, 'not started', true],
	[{kind: 'cancelled', doneSteps: 1}, 'stopped after 1 of 3 steps', true],
	[{kind: 'cancelled', doneSteps: 1, notice}, 'of 3 steps; takes effect later', true],
] satisfies ReadonlyArray<readonly [ItemPhase, string, boolean]>)(
	'%o is told in a few words, and whether anything more will happen is known',
	(phase, words, isEnd) => {
		expect(phaseText(phase, chain)).toContain(words);
		expect(isSettled(phase)).toBe(isEnd);
	},
);

test('a single step has no number', () => {
	expect(phaseText({kind: 'sending', step: 0}, ['disable'])).toBe('sending');
	expect(
		phaseText({kind: 'unknown', step: 0, since: at, tries: 2, failures: 0}, ['disable']),
	).toContain('try 3');
});

test.each([
	['disable', [done], 'Disabled u-1@example.com, verified 03:04:05Z (z undoes it)', 'ok'],
	['delete', [done], 'Deleted u-1@example.com, verified 03:04:05Z', 'ok'],
	['forceDelete', [done], 'Force deleted u-1@example.com, verified 03:04:05Z', 'ok'],
	['deleteChain', [done], 'Cleaned up and deleted u-1@example.com, verified 03:04:05Z', 'ok'],
	['uninitialize', [done], 'Un-initialized u-1@example.com, verified 03:04:05Z', 'ok'],
	['synchronize', [done], 'Queued a batch for u-1@example.com, verified 03:04:05Z', 'ok'],
	['enable', [{...done, notice}], 'verified 03:04:05Z; takes effect later', 'warn'],
	['disable', [{kind: 'notApplied', at}], 'not done, read back until 03:04:05Z', 'warn'],
	['disable', [never], 'u-1@example.com: not done: no answer in time (connecting)', 'error'],
	['disable', [done, done], 'Disabled 2 users, verified (z undoes it)', 'ok'],
	['delete', [done, done], 'Deleted 2 users, verified', 'ok'],
	['disable', [done, never, never], 'Disabled 1 user; 2 not done, they stay marked', 'warn'],
] satisfies ReadonlyArray<readonly [Verb, readonly ItemPhase[], string, string]>)(
	'the end of %s is said in one line, with what is left to do',
	(verb, phases, words, tone) => {
		const told = runNotice(runOf(verb, phases), safe`z`);
		expect(told.tone).toBe(tone);
		expect(told.text.endsWith(words)).toBe(true);
	},
);

test('z is not offered for an undo, nor where only a hold was lifted', () => {
	expect(runNotice(runOf('disable', [done], {undoes: 'r-0'}), safe`z`).text).not.toContain(
		'undoes',
	);
	expect(runNotice(runOf('enable', [done]), safe`z`).text).not.toContain('undoes');
});

test.each([
	['enable', {version: 2}, true],
	['enable', {version: 1}, false],
	['enable', {version: 2, syncStatus: 'disabled'}, false],
	['disable', {version: 2, syncStatus: 'disabled'}, true],
	['disable', {version: 1, syncStatus: 'disabled'}, false],
	['disable', {version: 2}, false],
	['uninitialize', {version: 2, mailboxStatus: 'notInitialized'}, true],
	['uninitialize', {version: 1, mailboxStatus: 'notInitialized'}, false],
	['uninitialize', {version: 2}, false],
	['delete', {version: 2}, false],
	['forceDelete', {version: 2}, false],
] as const)(
	'%s counts as made when %o is read back: only in a later version',
	(step, now, made) => {
		const item = {target: userTarget(), steps: [step], version: 1, phase: done};
		expect(isReached(step, item, userTarget(now))).toBe(made);
		expect(isReached(step, item, undefined)).toBe(step === 'delete' || step === 'forceDelete');
	},
);
