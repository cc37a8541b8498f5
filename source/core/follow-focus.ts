import {dashboardItems} from './dashboard-items.ts';
import {type State} from './state.ts';

/**
The cursor of the dashboard stays on its line when lines come, go and change places: a key that is pressed then is meant for what was read
there. Where the line itself is gone it stays where it was.
*/
export function followFocus(before: State, after: State): State {
	const {focus, place} = after.view;
	const isThere = place.kind === 'tab' && place.tab === 'dashboard';
	if (!isThere || before.view.focus !== focus || before.entities === after.entities) {
		return after;
	}

	const was = dashboardItems(before)[focus];
	if (was?.kind !== 'attention') {
		return after;
	}

	const items = dashboardItems(after);
	const at = items.findIndex((item) => item.kind === 'attention' && item.id === was.id);
	const next = at < 0 ? Math.min(focus, items.length - 1) : at;
	return next === focus ? after : {...after, view: {...after.view, focus: next}};
}
