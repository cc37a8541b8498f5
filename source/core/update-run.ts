import {type Failure} from '../contract/outcome.ts';
import {type Problem} from '../contract/problem.ts';
import {type SafeText, safe} from '../contract/text.ts';
import {wordText} from '../contract/word.ts';
import {type Effect} from './effect.ts';
import {fateOf} from './fate.ts';
import {type ChangeAnswer, type ChangeEvent} from './event.ts';
import {serviceNow} from './feed.ts';
import {mergeAside} from './merge.ts';
import {putOff} from './pause-run.ts';
import {judge, type Verdict} from './read-back.ts';
import {type ItemPhase, type RunItem} from './run.ts';
import {type Found, journalLine, settleItem, stopAfterFailures, withItem} from './settle-run.ts';
import {requestOf, sendWaiting, withRun} from './start-run.ts';
import {type State} from './state.ts';
import {chain, type Step, stay} from './step.ts';
import {type Target, targetId} from './target.ts';

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
		{...found, item: {...found.item, ...answeredVersion(answer), ...noticeFrom(answer)}},
		{
			kind: 'verifying',
			step,
			tries: 0,
		},
	);
}

// The answer carries the new row: it is on screen before the next poll.
function mergeAnswer(state: State, answer: Exclude<ChangeAnswer, {kind: 'notWritten'}>): State {
	switch (answer.kind) {
		case 'user': {
			return answer.outcome.ok ? mergeAside(state, {user: answer.outcome.value.user}) : state;
		}

		case 'group': {
			return answer.outcome.ok ? mergeAside(state, {group: answer.outcome.value.group}) : state;
		}

		case 'removed': {
			return answer.outcome.ok ? mergeAside(state, {removed: [answer.outcome.value.id]}) : state;
		}
	}
}

function answeredVersion(answer: Exclude<ChangeAnswer, {kind: 'notWritten'}>): {
	readonly answered?: number;
} {
	if (answer.kind === 'user' && answer.outcome.ok) {
		return {answered: answer.outcome.value.user.version};
	}

	return answer.kind === 'group' && answer.outcome.ok
		? {answered: answer.outcome.value.group.version}
		: {};
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
	switch (fateOf(failure)) {
		case 'conflict': {
			return failure.kind === 'conflict'
				? settleItem(mergeConflict(state, failure), found, {
						kind: 'conflict',
						problem: failure.problem,
					})
				: stay(state);
		}

		case 'refused': {
			return failure.kind === 'refused' ? refused(state, found, failure.problem) : stay(state);
		}

		case 'failed': {
			return putOff(state, found, failure) ?? settleItem(state, found, {kind: 'failed', failure});
		}

		case 'unknown': {
			return becomeUnknown(state, found, step);
		}
	}
}

// Between two steps of a chain the schedule may have queued the batch that the second one asks for.
function refused(state: State, found: Found, problem: Problem): Step {
	const {item} = found;
	const isOnItsWay = item.steps.length > 1 && wordText(problem.code) === 'batch-running';
	if (!isOnItsWay || item.phase.kind !== 'sending') {
		return settleItem(state, found, {kind: 'refused', problem});
	}

	const notice = safe`the schedule had queued a batch already`;
	const line = journalLine(state, found, item.phase.step, {outcome: 'refused', detail: notice});
	const at = serviceNow(state.feed, state.now);
	return chain([state, [line]], (next) =>
		settleItem(next, found, {kind: 'done', at, version: item.version, notice}),
	);
}

function mergeConflict(state: State, failure: Extract<Failure, {kind: 'conflict'}>): State {
	const {currentUser: user, currentGroup: group} = failure.problem;
	return mergeAside(state, {
		...(user !== undefined && {user}),
		...(group !== undefined && {group}),
	});
}

function becomeUnknown(state: State, found: Found, step: number): Step {
	const since = serviceNow(state.feed, state.now);
	const line: Effect = journalLine(state, found, step, {outcome: 'unknown'});
	return chain([state, [line]], (next) =>
		readBack(next, found, {kind: 'unknown', step, since, tries: 0, failures: 0}),
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
	const merged = outcome.ok ? mergeTarget(state, outcome.value) : state;
	const step = found.item.steps[phase.step] ?? 'disable';
	const at = serviceNow(state.feed, state.now);
	const verdict = judge(phase, {item: found.item, step, outcome, at});
	switch (verdict.kind) {
		case 'made': {
			return stepMade(merged, found, phase.step, verdict);
		}

		case 'notMade': {
			const line = journalLine(merged, found, phase.step, {outcome: 'notApplied'});
			return chain([merged, [line]], (next) => settleItem(next, found, {kind: 'notApplied', at}));
		}

		case 'untold': {
			const {reason} = verdict;
			const line = journalLine(merged, found, phase.step, {outcome: 'untold', detail: reason});
			return chain([merged, [line]], (next) =>
				settleItem(next, found, {kind: 'untold', at, reason}),
			);
		}

		case 'again': {
			return lookAgainLater(merged, found, verdict);
		}
	}
}

function mergeTarget(state: State, target: Target): State {
	return mergeAside(state, target.kind === 'user' ? {user: target.user} : {group: target.group});
}

// One step was made: the next one is conditional on the version that it left, unless something happened in between.
function stepMade(
	state: State,
	found: Found,
	step: number,
	{version, notice, endsChain}: Extract<Verdict, {kind: 'made'}>,
): Step {
	const {run, item} = found;
	const detail = notice === undefined ? {} : {detail: notice};
	// Where the answer was lost, somebody else may have done the same: what it left is not known to be ours.
	const after = item.answered === undefined ? {} : {after: {version: item.answered}};
	const line = journalLine(state, found, step, {outcome: 'done', ...detail, ...after});
	const following = step + 1;
	const said = notice ?? item.notice;
	const extra = said === undefined ? {} : {notice: said};
	if (following >= item.steps.length) {
		const at = serviceNow(state.feed, state.now);
		return chain([state, [line]], (next) =>
			settleItem(next, found, {kind: 'done', at, version, ...extra}),
		);
	}

	if (endsChain || run.isStopped) {
		return chain([state, [line]], (next) =>
			settleItem(next, found, {kind: 'cancelled', doneSteps: following, ...extra}),
		);
	}

	const moved: RunItem = {...item, version, phase: {kind: 'sending', step: following}};
	return [
		withRun(state, withItem(run, moved)),
		[line, {type: 'apply', request: requestOf(state, run, moved, following)}],
	];
}

function lookAgainLater(
	state: State,
	{run, item}: Found,
	{phase, pause}: Extract<Verdict, {kind: 'again'}>,
): Step {
	const id = targetId(item.target);
	return [
		withRun(state, withItem(run, {...item, phase})),
		[
			{
				type: 'wait',
				timer: `verify:${run.id}:${id}`,
				delay: pause,
				event: {type: 'change.lookAgain', runId: run.id, id},
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
