import {heedAlerts, toggleAlerts} from './alerts.ts';
import {nothingArranged} from './arrangement.ts';
import {type Event} from './event.ts';
import {updateHandover} from './handover/update-handover.ts';
import {followBatches} from './follow.ts';
import {keepSet} from './keep-set.ts';
import {noteGone} from './note-gone.ts';
import {updateApp} from './update-app.ts';
import {updateActivity, wantActivity} from './read-activity.ts';
import {settleLists} from './settle-lists.ts';
import {type State} from './state.ts';
import {chain, type Step, stay} from './step.ts';
import {lookedFor} from './take-up.ts';
import {arrange, updateArranging} from './update-arranging.ts';
import {updateConnections} from './update-connections.ts';
import {updateDetail, wantDetails} from './update-detail.ts';
import {updateChange, updateDialog} from './update-dialog.ts';
import {updateFacets} from './update-facets.ts';
import {updateFeed} from './update-feed.ts';
import {heedNews, keepFilter, updateNotebook} from './update-notebook.ts';
import {leavePalette, updatePalette} from './update-palette.ts';
import {updateColumns} from './update-columns.ts';
import {isLong} from './user-lists.ts';
import {updatePrompt} from './update-prompt.ts';
import {updateSavedViews} from './update-saved-views.ts';
import {updatePreferences} from './update-preferences.ts';
import {heedGroups} from './update-plan.ts';
import {updateTriage} from './update-triage.ts';
import {updateSet} from './update-set.ts';
import {updateView} from './update-view.ts';

/**
The one place where state changes. Pure and total: no clock, no dice, no disk; an event that makes no sense now leaves the state
as it is.
*/
export function update(state: State, event: Event): Step {
	return chain(keepSet(state, answer(state, event)), (next) =>
		next.isComplete || isLong(next) || next.arranging !== nothingArranged
			? arrange(state, next)
			: stay(next),
	);
}

// Nothing is news, and nobody is called, while the list is read for the first time.
function heed(state: State, after: State): Step {
	return state.isComplete || after.isComplete
		? chain(heedNews(state, after), (heeded) => heedAlerts(state, heeded))
		: stay(after);
}

function settleRound(state: State, next: State): State {
	const gone = noteGone(state, next);
	return followBatches(
		settleLists(gone.dialog?.kind === 'confirm' ? heedGroups(state, gone) : gone),
	);
}

// oxlint-disable-next-line max-lines-per-function -- a table: every event there is, by the file that answers it
function answer(state: State, event: Event): Step {
	switch (event.type) {
		case 'feed.session':
		case 'feed.overview':
		case 'feed.users':
		case 'feed.changes': {
			return chain(
				chain(
					chain(updateFeed(state, event), (next) => stay(settleRound(state, next))),
					(next) => (next.view.place.kind === 'tab' ? stay(next) : wantDetails(next)),
				),
				(next) => heed(state, next),
			);
		}

		case 'feed.settled': {
			return chain(updateFeed(state, event), (next) =>
				state.isComplete || next.isComplete ? heedNews(state, next) : stay(settleLists(next)),
			);
		}

		// Time goes on, or stands from now on: rows that a filter lets through by their age may come and go.
		case 'feed.due':
		case 'feed.pauseToggled':
		case 'feed.refreshed':
		case 'feed.continued':
		case 'feed.intervalStepped':
		case 'feed.intervalSet':
		case 'clock.ticked': {
			return chain(updateFeed(state, event), (next) => stay(settleLists(next)));
		}

		case 'detail.user':
		case 'detail.batch': {
			return updateDetail(state, event);
		}

		case 'view.opened':
		case 'view.scoped':
		case 'view.entered':
		case 'view.wentBack':
		case 'view.swapped':
		case 'view.tabStepped':
		case 'view.neighbour':
		case 'view.focused':
		case 'view.sideways':
		case 'list.moved':
		case 'list.paged':
		case 'list.jumped':
		case 'list.sorted':
		case 'list.reversed':
		case 'list.marked':
		case 'list.rangeToggled':
		case 'list.allMarked':
		case 'list.unmarked':
		case 'filter.opened':
		case 'filter.typed':
		case 'filter.cut':
		case 'filter.caretMoved':
		case 'filter.emptied':
		case 'filter.completed':
		case 'filter.recalled':
		case 'filter.abandoned':
		case 'terminal.resized': {
			return chain(updateView(state, event), (next) => wantActivity(state, next));
		}

		case 'filter.closed': {
			return chain(updateView(state, event), (next) =>
				next.view.isFiltering ? stay(next) : keepFilter(next),
			);
		}

		case 'arranging.progressed':
		case 'arranging.done': {
			return stay(updateArranging(state, event));
		}

		case 'help.opened':
		case 'help.scrolled':
		case 'statusMenu.opened':
		case 'sortMenu.opened':
		case 'dialog.closed':
		case 'dialog.scrolled':
		case 'plan.fieldStepped':
		case 'plan.typed':
		case 'plan.erased':
		case 'plan.pressed':
		case 'plan.rechecked':
		case 'plan.confirmed':
		case 'plan.startedAgain':
		case 'paste.ignored': {
			return updateDialog(state, event);
		}

		case 'facets.opened':
		case 'facets.moved':
		case 'facets.stepped':
		case 'facets.toggled': {
			return stay(updateFacets(state, event));
		}

		case 'facets.closed': {
			return chain(stay(updateFacets(state, event)), keepFilter);
		}

		case 'palette.opened':
		case 'palette.moved':
		case 'palette.refused':
		case 'field.typed':
		case 'field.erased':
		case 'field.emptied':
		case 'field.filled': {
			return stay(updatePalette(state, event));
		}

		case 'palette.chosen': {
			const chosen = leavePalette(state, event.id);
			return event.events.reduce<Step>(
				(step, own) => chain(step, (next) => update(next, own)),
				stay(chosen),
			);
		}

		case 'prompt.opened':
		case 'prompt.entered': {
			return updatePrompt(state, event);
		}

		case 'savedView.opened':
		case 'savedView.forgotten': {
			return updateSavedViews(state, event);
		}

		case 'columns.opened':
		case 'columns.moved':
		case 'columns.toggled':
		case 'columns.shifted':
		case 'columns.reset':
		case 'columns.kept': {
			return updateColumns(state, event);
		}

		case 'theme.chosen': {
			return updatePreferences(state, event);
		}

		case 'change.asked':
		case 'change.undoAsked':
		case 'change.oneByOne':
		case 'change.nextStep':
		case 'change.reread':
		case 'change.reachability':
		case 'change.countedDown':
		case 'change.stopped':
		case 'change.resumed':
		case 'change.rolledOut':
		case 'change.answered':
		case 'change.readBack':
		case 'change.lookAgain': {
			return updateChange(state, event);
		}

		case 'change.lookFor': {
			return [state, [{type: 'lookFor', entry: event.entry}]];
		}

		case 'change.lookedFor': {
			return lookedFor(state, event);
		}

		case 'journal.written':
		case 'activity.due':
		case 'activity.read': {
			return updateActivity(state, event);
		}

		case 'notebook.asked':
		case 'notebook.read':
		case 'notebook.due':
		case 'notebook.kept':
		case 'note.acknowledged':
		case 'memo.opened':
		case 'memo.typed':
		case 'memo.erased':
		case 'memo.emptied':
		case 'memo.kept':
		case 'copy.asked':
		case 'person.attended': {
			// A filter may ask for what is acknowledged.
			return chain(updateNotebook(state, event), (next) => stay(settleLists(next)));
		}

		case 'handover.opened':
		case 'handover.maskToggled':
		case 'handover.copied':
		case 'handover.filed':
		case 'handover.printed': {
			return updateHandover(state, event);
		}

		case 'set.collected':
		case 'set.opened':
		case 'set.moved':
		case 'set.dropped':
		case 'set.emptied':
		case 'set.applied':
		case 'set.fileAsked':
		case 'set.fileNamed':
		case 'set.saved':
		case 'set.loaded':
		case 'set.resumed':
		case 'set.kept': {
			return updateSet(state, event);
		}

		case 'connections.opened':
		case 'connections.listed':
		case 'connections.due':
		case 'connections.looked':
		case 'connections.moved':
		case 'connections.chosen':
		case 'connections.switched': {
			return updateConnections(state, event);
		}

		case 'triage.said': {
			return updateTriage(state, event);
		}

		case 'alerts.toggled': {
			return toggleAlerts(state);
		}

		case 'app.started':
		case 'app.shown':
		case 'app.quitAsked':
		case 'app.quit':
		case 'app.ending':
		case 'app.suspended':
		case 'app.redrawn':
		case 'app.told':
		case 'app.warned':
		case 'app.defect':
		case 'journal.asked':
		case 'journal.failed':
		case 'journal.checked':
		case 'journal.read': {
			return updateApp(state, event);
		}
	}
}
