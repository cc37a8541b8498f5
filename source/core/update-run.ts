import {type Failure, type Outcome} from '../contract/outcome.ts';
import {type SafeText, safe} from '../contract/text.ts';
import {type Effect} from './effect.ts';
import {knownOf, mergeGroups, mergeUsers} from './entities.ts';
import {type ChangeAnswer, type ChangeEvent} from './event.ts';
import {serviceNow} from './feed.ts';
import {
	isReached,
	type ItemPhase,
	readBackPause,
	readBackTries,
	type RunItem,
	verifyPause,
	verifyTries,
} from './run.ts';
import {type Found, journalLine, settleItem, stopAfterFailures, withItem} from './settle-run.ts';
import {requestOf, sendWaiting, withRun} from './start-run.ts';
import {type State} from './state.ts';
import {chain, type Step, stay} from './step.ts';
import {type Target, targetId, targetVersion} from './target.ts';

/** The answer to a request. A success is read back before it is called done; a lost answer is unknown. */
export function answerArrived(
	state: State,
	event: Extract<ChangeEvent, {type: 'change.answered'}>,
): Step {
	const found = find(state, event.runId, event.id);
	if (found === undefined || found.item.phase.kind !== 'sending') {
		return stay(state);
	}

	const {step} = found.item.phase;
	const {answer} = event;
	if (answer.kind === 'notWritten') {
		return settleItem({...state, journalFailure: answer.reason}, found, {
			kind: 'failed',
			failure: {kind: 'cancelled'},
		});
	}

	if (!answer.outcome.ok) {
		return refusedOrLost(state, found, answer.outcome.failure, step);
	}

	const merged = mergeAnswer(state, answer);
	return readBack(
		merged,
		{...found, item: {...found.item, ...noticeFrom(answer)}},
		{
			kind: 'verifying',
			step,
			tries: 0,
		},
	);
}

// The answer carries the new row: it is on screen before the next poll.
function mergeAnswer(state: State, answer: Exclude<ChangeAnswer, {kind: 'notWritten'}>): State {
	const {entities} = state;
	switch (answer.kind) {
		case 'user': {
			return answer.outcome.ok
				? {
						...state,
						entities: mergeUsers(entities, knownOf(entities.users, [answer.outcome.value.user])),
					}
				: state;
		}

		case 'group': {
			return answer.outcome.ok
				? {...state, entities: mergeGroups(entities, [answer.outcome.value.group])}
				: state;
		}

		case 'removed': {
			return answer.outcome.ok
				? {...state, entities: mergeUsers(entities, [], [answer.outcome.value.id])}
				: state;
		}
	}
}

function noticeFrom(answer: Exclude<ChangeAnswer, {kind: 'notWritten'}>): {notice?: SafeText} {
	if (answer.kind === 'user' && answer.outcome.ok && answer.outcome.value.notice !== undefined) {
		return {notice: answer.outcome.value.notice};
	}

	return answer.kind === 'removed' && answer.outcome.ok && answer.outcome.value.mayLeaveData
		? {notice: safe`synchronized data was out of reach and may still be in the mailbox`}
		: {};
}

function refusedOrLost(state: State, found: Found, failure: Failure, step: number): Step {
	switch (failure.kind) {
		case 'conflict': {
			return settleItem(mergeConflict(state, failure), found, {
				kind: 'conflict',
				problem: failure.problem,
			});
		}

		case 'refused': {
			return settleItem(state, found, {kind: 'refused', problem: failure.problem});
		}

		case 'unreachable':
		case 'timeout': {
			return failure.wasSent
				? becomeUnknown(state, found, step)
				: settleItem(state, found, {kind: 'failed', failure});
		}

		// An answer that makes no sense says nothing about the change: it was sent, so it may have been made.
		case 'malformed':
		case 'tooLarge':
		case 'broken':
		case 'redirected': {
			return becomeUnknown(state, found, step);
		}

		case 'unauthorized':
		case 'forbidden':
		case 'missing':
		case 'startOver':
		case 'throttled':
		case 'cancelled': {
			return settleItem(state, found, {kind: 'failed', failure});
		}
	}
}

function mergeConflict(state: State, failure: Extract<Failure, {kind: 'conflict'}>): State {
	const {currentUser, currentGroup} = failure.problem;
	const withUser = currentUser ? mergeUsers(state.entities, [currentUser]) : state.entities;
	return {
		...state,
		entities: currentGroup ? mergeGroups(withUser, [currentGroup]) : withUser,
	};
}

function becomeUnknown(state: State, found: Found, step: number): Step {
	const since = serviceNow(state.feed, state.now);
	const line: Effect = journalLine(state, found, step, {outcome: 'unknown'});
	return chain([state, [line]], (next) =>
		readBack(next, found, {kind: 'unknown', step, since, tries: 0}),
	);
}

function readBack(
	state: State,
	{run, item}: Found,
	phase: Extract<ItemPhase, {kind: 'verifying' | 'unknown'}>,
): Step {
	const next = withItem(run, {...item, phase});
	return chain(
		[withRun(state, next), [{type: 'readBack', runId: run.id, target: item.target}]],
		(after) => sendWaiting(stopAfterFailures(after, run.id), run.id),
	);
}

/** What reading a changed target back showed. */
export function readBackArrived(
	state: State,
	event: Extract<ChangeEvent, {type: 'change.readBack'}>,
): Step {
	const found = find(state, event.runId, event.id);
	const phase = found?.item.phase;
	if (found === undefined || (phase?.kind !== 'verifying' && phase?.kind !== 'unknown')) {
		return stay(state);
	}

	const {outcome} = event;
	const isGone = !outcome.ok && outcome.failure.kind === 'missing';
	const now = outcome.ok ? outcome.value : undefined;
	const merged = now === undefined ? state : mergeTarget(state, now);
	const step = found.item.steps[phase.step];
	if ((outcome.ok || isGone) && step !== undefined && isReached(step, found.item, now)) {
		return stepDone(merged, found, phase.step, now);
	}

	return lookAgainLater(merged, found, phase, outcome);
}

function mergeTarget(state: State, target: Target): State {
	return {
		...state,
		entities:
			target.kind === 'user'
				? mergeUsers(state.entities, knownOf(state.entities.users, [target.user]))
				: mergeGroups(state.entities, knownOf(state.entities.groups, [target.group])),
	};
}

// One step is seen to be done: the next one is conditional on the version that it left.
function stepDone(state: State, found: Found, step: number, now: Target | undefined): Step {
	const {run, item} = found;
	const version = now === undefined ? item.version : targetVersion(now);
	const line = journalLine(state, found, step, {outcome: 'done'});
	const following = step + 1;
	if (following >= item.steps.length || run.isStopped) {
		const at = serviceNow(state.feed, state.now);
		const notice = item.notice === undefined ? {} : {notice: item.notice};
		const end: ItemPhase =
			following >= item.steps.length ? {kind: 'done', at, version, ...notice} : {kind: 'cancelled'};
		return chain([state, [line]], (next) => settleItem(next, found, end));
	}

	const moved: RunItem = {...item, version, phase: {kind: 'sending', step: following}};
	return [
		withRun(state, withItem(run, moved)),
		[line, {type: 'apply', request: requestOf(state, run, moved, following)}],
	];
}

function lookAgainLater(
	state: State,
	found: Found,
	phase: Extract<ItemPhase, {kind: 'verifying' | 'unknown'}>,
	outcome: Outcome<Target>,
): Step {
	const {run, item} = found;
	const tries = phase.tries + 1;
	const at = serviceNow(state.feed, state.now);
	if (phase.kind === 'verifying' && tries >= verifyTries) {
		return becomeUnknown(state, found, phase.step);
	}

	// Only an answer that shows the old state counts: silence settles nothing.
	const counted = outcome.ok ? tries : phase.tries;
	if (phase.kind === 'unknown' && counted >= readBackTries) {
		return chain(
			[state, [journalLine(state, found, phase.step, {outcome: 'notApplied'})]],
			(next) => settleItem(next, found, {kind: 'notApplied', at}),
		);
	}

	return [
		withRun(state, withItem(run, {...item, phase: {...phase, tries: counted}})),
		[
			{
				type: 'wait',
				timer: `verify:${targetId(item.target)}`,
				delay: phase.kind === 'verifying' ? verifyPause : readBackPause,
				event: {type: 'change.lookAgain', runId: run.id, id: targetId(item.target)},
			},
		],
	];
}

export function lookAgain(state: State, runId: string, id: string): Step {
	const found = find(state, runId, id);
	const kind = found?.item.phase.kind;
	return found !== undefined && (kind === 'verifying' || kind === 'unknown')
		? [state, [{type: 'readBack', runId, target: found.item.target}]]
		: stay(state);
}

function find(state: State, runId: string, id: string): Found | undefined {
	const run = state.runs.find((candidate) => candidate.id === runId);
	const item = run?.items.find(({target}) => targetId(target) === id);
	return run && item && {run, item};
}
