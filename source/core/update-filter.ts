import {safe} from '../contract/text.ts';
import {type ViewEvent} from './event.ts';
import {cut, type FieldText, inserted, moved} from './field-text.ts';
import {type ListName} from './list-state.ts';
import {told} from './notices.ts';
import {candidatesOf, completed, tailAtCaret} from './query/complete.ts';
import {filterQuery} from './query/filters.ts';
import {changeList, settleLists} from './settle-lists.ts';
import {type State} from './state.ts';
import {activeList, type ViewState} from './view-state.ts';

const longestFilter = 200;

export type FilterEvent = Extract<ViewEvent, {type: `filter.${string}`}>;

/** The filter of the list on screen, applied while it is typed. */
export function updateFilter(state: State, event: FilterEvent): State {
	const name = activeList(state.view.place);
	if (name === undefined || !isFilterable(name)) {
		return state;
	}

	const write = (text: string): State => writeFilter(typing(state), name, text);
	const edit = (change: (field: FieldText) => FieldText): State =>
		writeField(typing(state), name, change(fieldOf(state, name)));
	switch (event.type) {
		case 'filter.opened': {
			return settleLists(withView(state, {isFiltering: true, caret: undefined}));
		}

		case 'filter.typed': {
			return edit((field) => inserted(field, event.text, longestFilter));
		}

		case 'filter.cut': {
			return edit((field) => cut(field, event.what));
		}

		case 'filter.caretMoved': {
			return edit((field) => moved(field, event.to));
		}

		case 'filter.emptied': {
			return write('');
		}

		case 'filter.completed': {
			return complete(state, name);
		}

		case 'filter.recalled': {
			return recall(state, name, event.by);
		}

		case 'filter.closed': {
			return keep(state, name);
		}

		case 'filter.abandoned': {
			return settleLists(withView(write(''), {isFiltering: false}));
		}
	}
}

/** Lists that are long enough to look in. */
export function isFilterable(name: ListName): boolean {
	return (
		name === 'users' ||
		name === 'groups' ||
		name === 'batches' ||
		name === 'members' ||
		name === 'hit' ||
		name === 'activity'
	);
}

/** The filter of a list as the field that it is typed into. */
export function fieldOf({view}: State, name: ListName): FieldText {
	const text = view.lists[name].filter;
	return {text, caret: Math.min(view.caret ?? text.length, text.length)};
}

// At the end the cursor stays at the end, whatever becomes of the text.
function writeField(state: State, name: ListName, {text, caret}: FieldText): State {
	const written = text === state.view.lists[name].filter ? state : writeFilter(state, name, text);
	return withView(written, {caret: caret < text.length ? caret : undefined});
}

/** A state in which a list has another filter. */
export function writeFilter(state: State, name: ListName, text: string): State {
	const filter = text.slice(0, longestFilter);
	return settleLists(changeList(state, name, (list) => ({...list, filter})));
}

function withView(state: State, view: Partial<ViewState>): State {
	return {...state, view: {...state.view, ...view}};
}

const notKept = safe`The filter is not kept yet`;

// What was said of the filter and what was recalled is over when it is typed on.
function typing(state: State): State {
	const {notice, ...rest} = withView(state, {recalled: undefined, caret: undefined});
	return {...rest, notice: notice?.text.startsWith(notKept) === true ? undefined : notice};
}

function complete(state: State, name: ListName): State {
	const {text, caret} = fieldOf(state, name);
	const tail = tailAtCaret(state, name);
	const [first] = candidatesOf(state, name);
	if (tail === undefined || first === undefined) {
		return state;
	}

	const before = completed(text.slice(0, caret), tail, first);
	const behind = text.slice(caret);
	return writeField(typing(state), name, {text: before + behind, caret: before.length});
}

// Before the newest stands what was typed.
function recall(state: State, name: ListName, by: 1 | -1): State {
	const {recalled, lists} = state.view;
	const {filterHistory} = state.notebook;
	const {at, typed} = recalled ?? {at: -1, typed: lists[name].filter};
	const next = Math.max(-1, Math.min(filterHistory.length - 1, at + by));
	const text = filterHistory[next] ?? typed;
	return writeFilter(
		withView(state, {recalled: next < 0 ? undefined : {at: next, typed}, caret: undefined}),
		name,
		text,
	);
}

// What is not understood is left out of the filter: keeping it would show, and mark, more than was meant.
function keep(state: State, name: ListName): State {
	const {problems, text} = filterQuery(state, name);
	const [problem] = problems;
	if (problem !== undefined) {
		return told(state, safe`${notKept}: ${problem.text}`, 'warn');
	}

	return settleLists(withView(writeFilter(typing(state), name, text.trim()), {isFiltering: false}));
}
