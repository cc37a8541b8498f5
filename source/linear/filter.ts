import {type SafeText, joinSafe, safe, toSafe} from '../contract/text.ts';
import {type Engine} from '../core/engine.ts';
import {candidatesOf} from '../core/query/complete.ts';
import {filterQuery} from '../core/query/filters.ts';
import {type State} from '../core/state.ts';
import {isFilterable} from '../core/update-filter.ts';
import {activeList} from '../core/view-state.ts';

const mostOffered = 8;

/** Asks for a filter; says what is there, and what was kept earlier. */
export function askFilterLines({view, notebook}: State): readonly SafeText[] {
	const name = activeList(view.place);
	const filter = name === undefined ? '' : view.lists[name].filter;
	const earlier = notebook.filterHistory.slice(0, mostOffered).map((text) => toSafe(text));
	return [
		safe`Type the filter in one line: words, field:value, !not, (a OR b). "cancel" leaves it as it is; "filter" alone takes it away.`,
		...(filter === '' ? [] : [safe`It is: ${toSafe(filter)}`]),
		...(earlier.length === 0 ? [] : [safe`Earlier ones: ${joinSafe(earlier, '; ')}`]),
	];
}

/** Filters the list of the place. What is not understood is said with its place, and nothing is filtered by it. */
export function applyFilter(engine: Engine, text: string): readonly SafeText[] {
	const {view} = engine.store.getState();
	const name = activeList(view.place);
	if (name === undefined || !isFilterable(name)) {
		return [safe`There is no list here to filter; "users ${toSafe(text)}" goes to one.`];
	}

	const old = view.lists[name].filter;
	write(engine, text);
	const state = engine.store.getState();
	if (!state.view.isFiltering) {
		return [];
	}

	const [problem] = filterQuery(state, name).problems;
	const candidates = candidatesOf(state, name)
		.slice(0, mostOffered)
		.map(({label}) => label);
	write(engine, old);
	if (engine.store.getState().view.isFiltering) {
		engine.dispatch({type: 'filter.abandoned'});
	}

	return [
		...(problem === undefined
			? []
			: [
					safe`Not filtered, because of "${toSafe(text.slice(problem.start, problem.end))}": ${problem.text}.`,
				]),
		...(candidates.length === 0 ? [] : [safe`It could be: ${joinSafe(candidates, ', ')}.`]),
	];
}

function write({dispatch}: Engine, text: string): void {
	dispatch({type: 'filter.opened'});
	dispatch({type: 'filter.emptied'});
	dispatch({type: 'filter.typed', text});
	dispatch({type: 'filter.closed'});
}
