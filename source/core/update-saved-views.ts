import {safe, toSafe} from '../contract/text.ts';
import {type SavedViewEvent} from './event.ts';
import {told} from './notices.ts';
import {savableList, type SavedView, viewNow} from './saved-view.ts';
import {changeList} from './settle-lists.ts';
import {type State} from './state.ts';
import {type Step, stay} from './step.ts';
import {updateView} from './update-view.ts';

/** Views under a name: saved, opened, taken out. */
export function updateSavedViews(state: State, event: SavedViewEvent): Step {
	const {views} = state.preferences;
	switch (event.type) {
		case 'savedView.opened': {
			const view = views.find(({name}) => name === event.name);
			return view === undefined ? stay(state) : open(state, view);
		}

		case 'savedView.forgotten': {
			const left = views.filter(({name}) => name !== event.name);
			const next = keep(state, left);
			const {dialog} = state;
			return dialog?.kind === 'palette'
				? [{...next[0], dialog: {...dialog, chosen: undefined, problem: undefined}}, next[1]]
				: next;
		}
	}
}

/** Saves what is on screen under a name; one that is there already is replaced. */
export function saveView(state: State, typed: string): Step {
	const name = toSafe(typed.trim());
	const view = viewNow(state, name);
	if (view === undefined || name === '') {
		return stay(state);
	}

	const others = state.preferences.views.filter((other) => other.name !== name);
	const isNew = others.length === state.preferences.views.length;
	const [next, effects] = keep(state, [...others, view]);
	return [told(next, safe`View "${name}" ${isNew ? safe`saved` : safe`replaced`}`, 'ok'), effects];
}

function keep(state: State, views: readonly SavedView[]): Step {
	return [
		{...state, preferences: {...state.preferences, views}},
		[{type: 'keep', kept: {kind: 'views', views}}],
	];
}

function open(state: State, {place, scope, filter, sort}: SavedView): Step {
	const list = savableList(place);
	if (list === undefined) {
		return stay(state);
	}

	const scoped =
		place.kind === 'tab' && place.tab === 'users' ? {...state.view, scope} : state.view;
	const asSaved = changeList({...state, view: scoped}, list, (old) => ({
		...old,
		filter,
		sort,
		cursor: undefined,
		position: 0,
		top: 0,
		marks: new Set(),
		rangeFrom: undefined,
	}));
	return updateView(asSaved, {type: 'view.opened', place});
}
