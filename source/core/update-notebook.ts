import {safe} from '../contract/text.ts';
import {endAcknowledged, toggleAcknowledged} from './acknowledge.ts';
import {copyText} from './copy.ts';
import {attended, keepSoon, noteSeen, resumeGlance, settleGlance, toKeep} from './glance.ts';
import {updateMemo} from './memo.ts';
import {mergeNotebooks, withFilter, withNotesOf} from './notebook.ts';
import {followFocus} from './follow-focus.ts';
import {type NotebookEvent} from './notebook-event.ts';
import {told} from './notices.ts';
import {settleLists} from './settle-lists.ts';
import {type State} from './state.ts';
import {chain, type Step, stay} from './step.ts';
import {activeList} from './view-state.ts';

/** What a person keeps: read at the start, written down a moment after it changed. */
export function updateNotebook(state: State, event: NotebookEvent): Step {
	switch (event.type) {
		case 'notebook.asked': {
			return [state, [{type: 'readNotebook'}]];
		}

		case 'notebook.read': {
			return endAcknowledged(state, wasRead(state, event));
		}

		case 'notebook.due': {
			return [state, [{type: 'keepNotebook', notebook: toKeep(state)}]];
		}

		case 'notebook.kept': {
			return endAcknowledged(state, wasKept(state, event.result));
		}

		case 'note.acknowledged': {
			return toggleAcknowledged(state, event.subjects);
		}

		case 'memo.opened':
		case 'memo.typed':
		case 'memo.erased':
		case 'memo.emptied':
		case 'memo.kept': {
			return updateMemo(state, event);
		}

		case 'copy.asked': {
			return [state, [copyText(event)]];
		}

		case 'person.attended': {
			return attended(state);
		}
	}
}

/** After something new came: what was seen before it, and what is not as it was acknowledged. */
export function heedNews(before: State, after: State): Step {
	return chain(
		chain(settleGlance(before, after), (next) => endAcknowledged(before, next)),
		(next) => stay(followFocus(before, settleLists(next))),
	);
}

/** The filter of the list on screen was kept with Enter: it is remembered, for the next time. */
export function keepFilter(state: State): Step {
	const name = activeList(state.view.place);
	const notebook =
		name === undefined ? state.notebook : withFilter(state.notebook, state.view.lists[name].filter);
	return notebook === state.notebook ? stay(state) : [{...state, notebook}, [keepSoon()]];
}

/** The program comes to its end: all that is to be kept is written down. */
export function lastNotes(state: State): Step {
	const next = noteSeen(state);
	const {glance, acknowledged, memos, filterHistory} = next.notebook;
	const isEmpty =
		glance === undefined &&
		acknowledged.size === 0 &&
		memos.size === 0 &&
		filterHistory.length === 0;
	return isEmpty ? stay(next) : [next, [{type: 'keepNotebook', notebook: toKeep(next)}]];
}

function wasRead(
	state: State,
	{notebook: read, warning}: Extract<NotebookEvent, {type: 'notebook.read'}>,
): State {
	// A look of this start is there only when reading took long: the one before it is not in it.
	const resumed = resumeGlance(state, read);
	const merged = mergeNotebooks(state.notebook, resumed, state.now.wall);
	const next = {
		...state,
		notebook: {
			...merged,
			lastLooked: resumed.lastLooked,
			glance: state.notebook.glance ?? resumed.glance,
		},
		glance: {...state.glance, isRead: true},
	};
	return warning === undefined ? next : told(next, warning, 'warn');
}

function wasKept(state: State, result: Extract<NotebookEvent, {type: 'notebook.kept'}>['result']) {
	if (result.ok) {
		const next = {
			...state,
			notebook: withNotesOf(state.notebook, result.notebook),
			glance: {...state.glance, failure: undefined},
		};
		return result.warning === undefined ? next : told(next, result.warning, 'warn');
	}

	const {reason} = result;
	const next = {...state, glance: {...state.glance, failure: reason}};
	// Tried again at every change; said once.
	return state.glance.failure === undefined
		? told(
				next,
				safe`Acknowledgements, memos and when you looked hold until the end; they could not be saved: ${reason}`,
				'warn',
			)
		: next;
}
