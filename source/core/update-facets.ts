import {type Dialog} from './dialog.ts';
import {type FacetEvent} from './event.ts';
import {termFor, withoutField, withValue} from './query/edit.ts';
import {facetsOf, type FacetValue} from './query/facets.ts';
import {filterQuery} from './query/filters.ts';
import {type State} from './state.ts';
import {writeFilter} from './update-filter.ts';

type Facets = Extract<Dialog, {kind: 'facets'}>;

/** The dialog of what the rows of a list have: the cursor, and the filter that it writes. */
export function updateFacets(state: State, event: FacetEvent): State {
	if (event.type === 'facets.opened') {
		return {...state, dialog: {kind: 'facets', list: event.list, at: undefined}};
	}

	const {dialog} = state;
	if (dialog?.kind !== 'facets') {
		return state;
	}

	const values = facetsOf(state, dialog.list);
	const at = cursorIn(values, dialog);
	switch (event.type) {
		case 'facets.moved': {
			return moved(state, dialog, values[clamp(at + event.by, values.length)]);
		}

		case 'facets.stepped': {
			const field = values[at]?.field;
			const others = values.filter((value, index) =>
				event.by === 1 ? index > at : index < at && value.field !== field,
			);
			const next =
				event.by === 1
					? others.find((value) => value.field !== field)
					: others.find((value) => value.field === others.at(-1)?.field);
			return moved(state, dialog, next ?? values[at]);
		}

		case 'facets.toggled': {
			const value = values[at];
			return value === undefined ? state : toggle(state, dialog, value);
		}

		case 'facets.closed': {
			return {...state, dialog: undefined};
		}
	}
}

/** Which of the values the cursor is on: it stays on its value when numbers move it, and else on the field. */
export function cursorIn(values: readonly FacetValue[], {at}: Facets): number {
	const exact = values.findIndex(({field, value}) => field === at?.field && value === at.value);
	return Math.max(0, exact < 0 ? values.findIndex(({field}) => field === at?.field) : exact);
}

function moved(state: State, dialog: Facets, value: FacetValue | undefined): State {
	const at = value && {field: value.field, value: value.value};
	return {...state, dialog: {...dialog, at}};
}

function toggle(state: State, dialog: Facets, value: FacetValue): State {
	const query = filterQuery(state, dialog.list);
	const term = value.isAsked ? termFor(query, value.field) : undefined;
	const text =
		term === undefined ? withValue(query, value.field, value.value) : withoutField(query, term);
	return moved(writeFilter(state, dialog.list, text), dialog, value);
}

function clamp(index: number, length: number): number {
	return Math.max(0, Math.min(length - 1, index));
}
