import {type SafeText, safe} from '../contract/text.ts';
import {type AuditOutcome} from './audit.ts';
import {type Effect, type Unstamped} from './effect.ts';
import {dropDone} from './apply-set.ts';
import {leaveDialog} from './back-to.ts';
import {isFollowed} from './follow.ts';
import {noticeOf} from './notices.ts';
import {keyOf} from './preferences.ts';
import {
	failuresBeforeStop,
	isForAll,
	isSettled,
	type ItemPhase,
	type Run,
	type RunItem,
	streakAfter,
	verifyPause,
} from './run.ts';
import {runNotice} from './run-text.ts';
import {settleLists} from './settle-lists.ts';
import {lineOf, sendWaiting, startRest, withRun} from './start-run.ts';
import {type State} from './state.ts';
import {chain, type Step, stay} from './step.ts';
import {targetId} from './target.ts';

/** One item of one run. */
export type Found = {readonly run: Run; readonly item: RunItem};

/** Escape while a bulk change runs: what waits is not started; what is on its way comes to its end. */
export function stopRun(state: State, runId: string): Step {
	const run = state.runs.find(({id}) => id === runId);
	return run === undefined ? stay(state) : finish(withRun(state, stopped(run)), runId);
}

function stopped(run: Run): Run {
	return {
		...run,
		isStopped: true,
		items: run.items.map((item) =>
			item.phase.kind === 'waiting'
				? {...item, phase: {kind: 'cancelled', doneSteps: item.phase.step ?? 0}}
				: item,
		),
	};
}

/** An item has come to its end: written down, the next ones sent, the run ended when it was the last. */
export function settleItem(state: State, {run, item}: Found, phase: ItemPhase): Step {
	const outcome = auditOutcome(phase);
	const step = 'step' in item.phase ? item.phase.step : 0;
	const line =
		outcome === undefined
			? []
			: [journalLine(state, {run, item}, step, {outcome, ...detailOf(phase)})];
	const next = withRun(state, withItem(run, {...item, phase}));
	return chain([next, line], (after) =>
		chain(sendWaiting(stopAfterFailures(after, run.id), run.id), (sent) => finish(sent, run.id)),
	);
}

// Three failures in a row stop a run: what fails for three will fail for forty. So do a failure that everybody would meet, and a
// journal that cannot be written.
export function stopAfterFailures(state: State, runId: string): State {
	const run = state.runs.find(({id}) => id === runId);
	if (run === undefined || run.isStopped) {
		return state;
	}

	const hasFailed =
		run.streak >= failuresBeforeStop || run.items.some(({phase}) => isForAll(phase));
	return hasFailed || state.journalFailure !== undefined ? withRun(state, stopped(run)) : state;
}

// When everything is settled, the end is said once and the data is read anew.
function finish(state: State, runId: string): Step {
	const run = state.runs.find(({id}) => id === runId);
	if (
		run === undefined ||
		run.endedAt !== undefined ||
		!run.items.every(({phase}) => isSettled(phase))
	) {
		return stay(settleLists(state));
	}

	const ended = {...run, endedAt: state.now.elapsed};
	const {text, tone} = runNotice(ended, keyOf(state, 'change.undo', safe`z`));
	const isSimple =
		ended.rest === undefined &&
		ended.items.length === 1 &&
		ended.items[0]?.phase.kind === 'done' &&
		!isFollowed(ended);
	// With more to go through one by one it stays, and closing it asks about the next.
	const isShown =
		state.dialog?.kind === 'run' && state.dialog.runId === runId && state.dialog.queue.length === 0;
	const told = {...withRun(state, ended), notice: noticeOf(text, tone, state.now.elapsed)};
	const closed = isShown && isSimple ? leaveDialog(told) : told;
	const next = settleLists(dropDone(unmarkDone(closed, ended), ended));
	if (ended.rest !== undefined && !ended.isStopped) {
		return startRest(next, ended.rest);
	}

	const {feed} = next;
	const isIdle = feed.doing.kind === 'waiting' && !feed.doing.isAsked && feed.failures === 0;
	return [
		next,
		isIdle ? [{type: 'wait', timer: 'poll', delay: verifyPause, event: {type: 'feed.due'}}] : [],
	];
}

// Done items lose their mark; failed ones keep it, to be tried again deliberately.
function unmarkDone(state: State, run: Run): State {
	const done = new Set(
		run.items.filter(({phase}) => phase.kind === 'done').map(({target}) => targetId(target)),
	);
	const {lists} = state.view;
	const without = (marks: ReadonlySet<string>) => new Set([...marks].filter((id) => !done.has(id)));
	return {
		...state,
		view: {
			...state.view,
			lists: {
				...lists,
				users: {...lists.users, marks: without(lists.users.marks)},
				members: {...lists.members, marks: without(lists.members.marks)},
			},
		},
	};
}

function auditOutcome(phase: ItemPhase): AuditOutcome | undefined {
	switch (phase.kind) {
		case 'refused':
		case 'conflict':
		case 'failed': {
			return phase.kind;
		}

		// Written where they happen, once a step.
		case 'done':
		case 'notApplied':
		case 'untold':
		case 'unknown':
		case 'waiting':
		case 'sending':
		case 'verifying':
		case 'cancelled': {
			return undefined;
		}
	}
}

function detailOf(phase: ItemPhase): {readonly detail?: SafeText} {
	const isProblem = phase.kind === 'refused' || phase.kind === 'conflict';
	return isProblem && phase.problem.detail !== undefined ? {detail: phase.problem.detail} : {};
}

/** The journal line of what came of one step. */
export function journalLine(
	state: State,
	{run, item}: Found,
	step: number,
	result: Pick<Unstamped, 'outcome' | 'detail' | 'after'>,
): Effect {
	return {type: 'journal', entry: {phase: 'result', ...lineOf(state, run, item, step), ...result}};
}

/** The lines of what was answered and is still being read back when the program ends: it was done. */
export function lastLines(state: State): readonly Effect[] {
	return state.runs.flatMap((run) =>
		run.items.flatMap((item) =>
			item.phase.kind === 'verifying'
				? [
						journalLine(state, {run, item}, item.phase.step, {
							outcome: 'done',
							detail: safe`the program was ended before it could be read back`,
						}),
					]
				: [],
		),
	);
}

/** A run with one item replaced. */
export function withItem(run: Run, item: RunItem): Run {
	const id = targetId(item.target);
	const before = run.items.find((old) => targetId(old.target) === id);
	return {
		...run,
		streak: before === undefined ? run.streak : streakAfter(run.streak, before.phase, item.phase),
		items: run.items.map((old) => (old === before ? item : old)),
	};
}
