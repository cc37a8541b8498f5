import {safe} from '../contract/text.ts';
import {askChange, askNext, startAgain} from './ask-change.ts';
import {leaveDialog} from './back-to.ts';
import {deleteSteps} from './delete-steps.ts';
import {type Dialog} from './dialog.ts';
import {type ChangeEvent, type DialogEvent} from './event.ts';
import {scrollHandover} from './handover/update-handover.ts';
import {followBatches} from './follow.ts';
import {noticeOf} from './notices.ts';
import {resumeRun} from './pause-run.ts';
import {rollOut} from './roll-out.ts';
import {hasMoreToSend} from './run.ts';
import {type State} from './state.ts';
import {settleLists} from './settle-lists.ts';
import {chain, type Step, stay} from './step.ts';
import {currentTarget} from './targets.ts';
import {undoOf} from './undo.ts';
import {
	cancelPlan,
	countedDown,
	reachabilityArrived,
	rereadArrived,
	updatePlan,
} from './update-plan.ts';
import {stopRun} from './settle-run.ts';
import {answerArrived, lookAgain, readBackArrived} from './update-run.ts';

/** Dialogs: opening, closing, and the keys inside them. */
export function updateDialog(state: State, event: DialogEvent): Step {
	switch (event.type) {
		case 'help.opened': {
			return stay({...state, dialog: {kind: 'help', top: 0}});
		}

		case 'statusMenu.opened': {
			const {targets} = event;
			return targets.length === 0
				? stay(state)
				: openMenu(state, (opening) => ({kind: 'statusMenu', opening, targets}));
		}

		case 'sortMenu.opened': {
			return openMenu(state, (opening) => ({kind: 'sortMenu', opening, list: event.list}));
		}

		case 'dialog.closed': {
			return closeDialog(state);
		}

		case 'help.scrolled':
		case 'dialog.scrolled': {
			return scroll(state, event.by);
		}

		case 'paste.ignored': {
			return stay({
				...state,
				notice: noticeOf(safe`Paste ignored: nothing here takes text`, 'dim', state.now.elapsed),
			});
		}

		case 'plan.fieldStepped':
		case 'plan.typed':
		case 'plan.erased':
		case 'plan.pressed':
		case 'plan.rechecked':
		case 'plan.confirmed': {
			return state.dialog?.kind === 'confirm'
				? updatePlan(state, state.dialog, event)
				: stay(state);
		}

		case 'plan.startedAgain': {
			return state.dialog?.kind === 'confirm' && state.dialog.plan.set === undefined
				? startAgain(state, state.dialog)
				: stay(state);
		}
	}
}

function openMenu(state: State, menu: (opening: number) => Dialog): Step {
	const openings = state.openings + 1;
	return stay({...state, openings, dialog: menu(openings)});
}

function scroll(state: State, by: number): Step {
	const {dialog} = state;
	if (dialog?.kind === 'confirm') {
		return updatePlan(state, dialog, {type: 'dialog.scrolled', by});
	}

	if (dialog?.kind === 'handover') {
		return stay(scrollHandover(state, dialog, by));
	}

	return dialog?.kind === 'help' || dialog?.kind === 'run'
		? stay({...state, dialog: {...dialog, top: Math.max(0, dialog.top + by)}})
		: stay(state);
}

function closeDialog(state: State): Step {
	const {dialog} = state;
	switch (dialog?.kind) {
		case 'confirm': {
			return cancelPlan(state, dialog);
		}

		case 'run': {
			return closeRun(state, dialog);
		}

		case 'help':
		case 'statusMenu':
		case 'sortMenu':
		case 'facets':
		case 'palette':
		case 'prompt':
		case 'columns':
		case 'connections':
		case 'changeSet':
		case 'deleteBlocked':
		case 'oneByOne':
		case 'groupDelete':
		case 'memo':
		case 'handover':
		case 'quit':
		case undefined: {
			return stay({...state, dialog: undefined});
		}
	}
}

// Escape first stops what waits; when nothing waits any more it closes, and what is open is followed in the background.
function closeRun(state: State, dialog: Extract<Dialog, {kind: 'run'}>): Step {
	const run = state.runs.find(({id}) => id === dialog.runId);
	const hasMore = run?.rest !== undefined || run?.items.some(hasMoreToSend) === true;
	if (run !== undefined && run.endedAt === undefined && !run.isStopped && hasMore) {
		return stopRun(state, dialog.runId);
	}

	return dialog.queue.length > 0 ? askNext(state, dialog.queue) : stay(leaveDialog(state));
}

/** Changes: from the question to the settled answer. */
export function updateChange(
	state: State,
	event: Exclude<ChangeEvent, {type: `change.look${'For' | 'edFor'}`}>,
): Step {
	switch (event.type) {
		case 'change.asked': {
			return askChange(state, event);
		}

		case 'change.undoAsked': {
			const undo = undoOf(state, event.change);
			return 'reason' in undo
				? stay({...state, notice: noticeOf(undo.reason, 'dim', state.now.elapsed)})
				: askChange(state, undo);
		}

		case 'change.oneByOne': {
			return state.dialog?.kind === 'oneByOne' ? askNext(state, state.dialog.targets) : stay(state);
		}

		case 'change.nextStep': {
			return nextStep(state);
		}

		case 'change.reread':
		case 'change.reachability':
		case 'change.countedDown': {
			return updateOpenPlan(state, event);
		}

		case 'change.stopped': {
			return state.dialog?.kind === 'run' ? stopRun(state, state.dialog.runId) : stay(state);
		}

		case 'change.resumed': {
			return resumeRun(state, event.runId);
		}

		case 'change.rolledOut': {
			return rollOut(state, event.verb);
		}

		case 'change.answered': {
			return chain(answerArrived(state, event), (next) => stay(settleLists(next)));
		}

		case 'change.readBack': {
			return chain(readBackArrived(state, event), (next) => stay(followBatches(settleLists(next))));
		}

		case 'change.lookAgain': {
			return lookAgain(state, event.runId, event.id);
		}
	}
}

// The next step of the checklist to a Delete: each is a change of its own, reviewed like any other.
function nextStep(state: State): Step {
	const {dialog} = state;
	const found = dialog?.kind === 'deleteBlocked' ? deleteSteps(state, dialog.target) : undefined;
	const target = dialog?.kind === 'deleteBlocked' ? currentTarget(state, dialog.target) : undefined;
	return found?.next === undefined || target === undefined
		? stay(state)
		: askChange(state, {type: 'change.asked', verb: found.next, targets: [target]});
}

type OpenPlanEvent = Extract<
	ChangeEvent,
	{type: 'change.reread' | 'change.reachability' | 'change.countedDown'}
>;

// An answer for a dialog that was closed meanwhile changes nothing.
function updateOpenPlan(state: State, event: OpenPlanEvent): Step {
	const {dialog} = state;
	if (dialog?.kind !== 'confirm') {
		return stay(state);
	}

	switch (event.type) {
		case 'change.reread': {
			return rereadArrived(state, dialog, event);
		}

		case 'change.reachability': {
			return reachabilityArrived(state, dialog, event);
		}

		case 'change.countedDown': {
			return countedDown(state, dialog, event.planId);
		}
	}
}
