import {type Failure, type Outcome} from '../contract/outcome.ts';
import {type SafeText, safe} from '../contract/text.ts';
import {type EpochMs, type Milliseconds} from '../contract/time.ts';
import {failureText} from './failure-text.ts';
import {askedPause, backOff} from './polling.ts';
import {
	isReached,
	type ItemPhase,
	readBackPause,
	readBackTries,
	type RunItem,
	verifyPause,
	verifyTries,
} from './run.ts';
import {type Step, type Target, targetVersion} from './target.ts';

type Open = Extract<ItemPhase, {kind: 'verifying' | 'unknown'}>;

/** What one reading of a changed target means for it. */
export type Verdict =
	/** The step was made. The next one, if there is one, is conditional on this version. */
	| {
			readonly kind: 'made';
			readonly version: number;
			readonly notice?: SafeText;
			/** Somebody changed it since, or the answer was lost: the steps after this one are not sent. */
			readonly endsChain: boolean;
	  }
	| {readonly kind: 'notMade'}
	/** It was changed or deleted by somebody since: whether ours was made cannot be told. */
	| {readonly kind: 'untold'; readonly reason: SafeText}
	| {readonly kind: 'again'; readonly phase: Open; readonly pause: Milliseconds};

type Case = {
	readonly item: RunItem;
	readonly step: Step;
	readonly outcome: Outcome<Target>;
	readonly at: EpochMs;
};

/** Judges a reading. Where the service answered that it was done, it was done, whatever is read; where the answer was lost, only the state tells. */
export function judge(phase: Open, found: Case): Verdict {
	return phase.kind === 'verifying' ? judgeAnswered(phase, found) : judgeUnknown(phase, found);
}

function judgeAnswered(
	phase: Extract<Open, {kind: 'verifying'}>,
	{item, step, outcome}: Case,
): Verdict {
	const answered = item.answered ?? item.version;
	const made = (notice?: SafeText): Verdict => ({
		kind: 'made',
		version: answered,
		...(notice !== undefined && {notice}),
		endsChain: notice !== undefined,
	});
	const later = (notice: SafeText): Verdict =>
		phase.tries + 1 >= verifyTries
			? made(notice)
			: {kind: 'again', phase: {...phase, tries: phase.tries + 1}, pause: verifyPause};
	const isRemoval = step === 'delete' || step === 'forceDelete';
	if (!outcome.ok) {
		if (outcome.failure.kind !== 'missing') {
			return later(safe`done, but not read back: ${failureText(outcome.failure).what}`);
		}

		return isRemoval ? made() : made(safe`done, and deleted by somebody since`);
	}

	const version = targetVersion(outcome.value);
	if (!isRemoval && version > answered) {
		return made(safe`done, and changed again by somebody since (version ${version})`);
	}

	return isReached(step, item, outcome.value)
		? made()
		: later(safe`done, but still shown as before when read back`);
}

function judgeUnknown(
	phase: Extract<Open, {kind: 'unknown'}>,
	{item, step, outcome, at}: Case,
): Verdict {
	if (!outcome.ok) {
		if (outcome.failure.kind === 'missing') {
			return isReached(step, item, undefined)
				? {kind: 'made', version: item.version, endsChain: true}
				: {kind: 'untold', reason: safe`deleted by somebody since`};
		}

		// Silence settles nothing: it is asked for less and less often.
		const failures = phase.failures + 1;
		return {
			kind: 'again',
			phase: {...phase, failures},
			pause: pauseAfter(outcome.failure, failures, at),
		};
	}

	const version = targetVersion(outcome.value);
	if (isReached(step, item, outcome.value)) {
		// One change since, and it is the one that was asked for. After several nobody can tell whose it was.
		return version <= item.version + 1 || step === 'synchronize'
			? {kind: 'made', version, endsChain: true}
			: {kind: 'untold', reason: safe`it is so now, after several changes (version ${version})`};
	}

	if (version > item.version) {
		return {kind: 'untold', reason: safe`changed by somebody since (version ${version})`};
	}

	const tries = phase.tries + 1;
	return tries >= readBackTries
		? {kind: 'notMade'}
		: {kind: 'again', phase: {...phase, tries, failures: 0}, pause: readBackPause};
}

function pauseAfter(failure: Failure, failures: number, at: EpochMs): Milliseconds {
	return failure.kind === 'throttled'
		? askedPause(failure.retryAfter, at)
		: backOff(failure.kind === 'unauthorized' ? 5 : failures, 0.5);
}
