import {type Batch} from '../contract/batch.ts';
import {type Failure} from '../contract/outcome.ts';
import {type Problem} from '../contract/problem.ts';
import {type SafeText} from '../contract/text.ts';
import {type EpochMs, type Milliseconds, minutes, seconds} from '../contract/time.ts';
import {wordText} from '../contract/word.ts';
import {type Plan} from './plan.ts';
import {type Step, type Target, targetVersion, type Verb} from './target.ts';

/** The life of one target's change. Only `waiting` may still be cancelled without a trace. */
export type ItemPhase =
	/** `step` is where it goes on, after the service asked for a pause. */
	| {readonly kind: 'waiting'; readonly step?: number}
	| {readonly kind: 'sending'; readonly step: number}
	| {readonly kind: 'verifying'; readonly step: number; readonly tries: number}
	| {
			readonly kind: 'done';
			readonly at: EpochMs;
			readonly version: number;
			readonly notice?: SafeText;
	  }
	| {readonly kind: 'refused'; readonly problem: Problem}
	/** Somebody else was first; nothing was changed by us. */
	| {readonly kind: 'conflict'; readonly problem: Problem}
	/** Nothing was sent, or the service says that nothing was done. */
	| {readonly kind: 'failed'; readonly failure: Failure}
	/** Sent, and the answer was lost: it may or may not have been done. Read back until it is settled; never sent again. */
	| {
			readonly kind: 'unknown';
			readonly step: number;
			readonly since: EpochMs;
			/** Readings that showed the old state, and readings in a row that failed. */
			readonly tries: number;
			readonly failures: number;
	  }
	/** Read back long enough: it was not done. */
	| {readonly kind: 'notApplied'; readonly at: EpochMs}
	/** It was changed by somebody since: whether ours was made cannot be told. */
	| {readonly kind: 'untold'; readonly at: EpochMs; readonly reason: SafeText}
	/** Not started, or stopped after some of its steps. */
	| {readonly kind: 'cancelled'; readonly doneSteps: number; readonly notice?: SafeText};

export type RunItem = {
	readonly target: Target;
	readonly steps: readonly Step[];
	/** The version that the next request is conditional on: each step is answered with a newer one. */
	readonly version: number;
	/** The version that the service answered the last step with. */
	readonly answered?: number;
	/** What the service added to a success: "takes effect when the group is enabled". */
	readonly notice?: SafeText;
	readonly phase: ItemPhase;
	/** How often the service asked to come back later with it; nothing was done then. */
	readonly putOff?: number;
	/** The batch that was asked for, as it was last seen; what it ended as, once it has. */
	readonly followed?: Batch;
};

/** A confirmed change on its way: one item a target, each with its own result. */
export type Run = {
	readonly id: string;
	readonly verb: Verb;
	readonly items: readonly RunItem[];
	readonly startedAt: EpochMs;
	readonly endedAt?: Milliseconds;
	/** Escape, or three failures in a row: what waits is not started. */
	readonly isStopped: boolean;
	/** How many items failed in a row, in the order in which they came to their end. */
	readonly streak: number;
	readonly reason?: SafeText;
	readonly undoes?: string;
	/** What follows when this has ended: the other verbs of a change set, in order. */
	readonly rest?: readonly Plan[];
	/** The service asked to be left alone until then. */
	readonly pausedUntil?: Milliseconds;
	/** An undo of this run was confirmed; it is not offered twice. */
	readonly isUndone: boolean;
};

/** How many requests are on their way at once; what cannot be undone goes one at a time. */
export function concurrencyOf(verb: Verb): number {
	return ['enable', 'disable', 'synchronize', 'enableAndSynchronize'].includes(verb) ? 4 : 1;
}

export const failuresBeforeStop = 3;
export const verifyTries = 5;
export const verifyPause: Milliseconds = seconds(1);
export const readBackPause: Milliseconds = seconds(5);
/** An unknown change that still shows its old state after this many readings was not applied. */
export const readBackTries = 12;
export const undoWindow: Milliseconds = minutes(10);

/** Whether nothing more will happen to an item. */
export function isSettled(phase: ItemPhase): boolean {
	switch (phase.kind) {
		case 'waiting':
		case 'sending':
		case 'verifying':
		case 'unknown': {
			return false;
		}

		case 'done':
		case 'refused':
		case 'conflict':
		case 'failed':
		case 'notApplied':
		case 'untold':
		case 'cancelled': {
			return true;
		}
	}
}

/** Whether a request may still be on its way or its effect open. */
export function isOpen(phase: ItemPhase): boolean {
	return !isSettled(phase) && phase.kind !== 'waiting';
}

/** Whether a request of an item is still to be sent: all of them, or further steps of a chain. */
export function hasMoreToSend({phase, steps}: RunItem): boolean {
	return phase.kind === 'waiting' || ('step' in phase && phase.step + 1 < steps.length);
}

/** How many failures in a row there are after an item went from one phase to another. An unknown answer counts when it is lost, once. */
export function streakAfter(streak: number, before: ItemPhase, after: ItemPhase): number {
	if (after.kind === 'done') {
		return 0;
	}

	const isFailure = ['refused', 'failed', 'unknown'].includes(after.kind) && !isOfOneUser(after);
	return isFailure && before.kind !== 'unknown' ? streak + 1 : streak;
}

// A refusal that tells of this one user only: a batch of its own, a last try of its own.
function isOfOneUser(phase: ItemPhase): boolean {
	return (
		phase.kind === 'refused' &&
		['batch-running', 'too-soon', 'already-so'].includes(wordText(phase.problem.code))
	);
}

/** Whether a failure says that the next request would meet the same: who asks, or how often, is what is wrong. */
export function isForAll(phase: ItemPhase): boolean {
	return (
		phase.kind === 'failed' &&
		['unauthorized', 'forbidden', 'throttled'].includes(phase.failure.kind)
	);
}

/**
Whether what a step asks for is the case now: the wanted state, in a version later than the one that the request was conditional
on. `now` is `undefined` when the service no longer knows the target.
*/
export function isReached(step: Step, item: RunItem, now: Target | undefined): boolean {
	if (now === undefined) {
		return step === 'delete' || step === 'forceDelete';
	}

	const isLater = targetVersion(now) > item.version;
	switch (step) {
		case 'delete':
		case 'forceDelete': {
			return false;
		}

		// A lifted hold may be back at once, so the version tells, not the hold.
		case 'enable': {
			return isLater && statusOf(now) === 'enabled';
		}

		case 'disable': {
			return isLater && statusOf(now) === 'disabled';
		}

		case 'uninitialize': {
			return isLater && now.kind === 'user' && now.user.mailboxStatus === 'notInitialized';
		}

		// A batch was queued; by the time it is read back it may have run.
		case 'synchronize': {
			return now.kind === 'user' && isNewBatch(now, item.target);
		}
	}
}

function isNewBatch(now: Extract<Target, {kind: 'user'}>, before: Target): boolean {
	return before.kind !== 'user' || now.user.batch?.id !== before.user.batch?.id;
}

function statusOf(target: Target): string {
	return target.kind === 'user' ? target.user.syncStatus : target.group.syncStatus;
}
