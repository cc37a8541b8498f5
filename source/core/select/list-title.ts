import {type SafeText, safe, toSafe} from '../../contract/text.ts';
import {count} from '../../format/number.ts';
import {type ListName} from '../list-state.ts';
import {type State} from '../state.ts';
import {type Scope} from '../view-state.ts';
import {countText} from '../words.ts';
import {type Line, type Span, span} from './line.ts';

/** What a list shows of how many, with its filter, scope, order and marks. */
export function listTitle(
	state: State,
	name: ListName,
	numbers: {readonly title: SafeText; readonly shown: number; readonly total: number},
): Line {
	const list = state.view.lists[name];
	const arrow = list.sort.isDescending ? safe`v` : safe`^`;
	const scope = name === 'users' ? scopeText(state.view.scope) : undefined;
	const {reading} = state.feed;
	return [
		span(safe` ${numbers.title} `, 'strong'),
		span(safe`${count(numbers.shown)} of ${count(numbers.total)}`, 'text'),
		...(scope === undefined ? [] : [span(safe`  ${scope}`, 'accent')]),
		...filterSpans(state, list.filter),
		span(safe`  sort: ${toSafe(list.sort.column)} ${arrow}`, 'dim'),
		...(list.marks.size === 0 ? [] : [span(safe`  ${marksText(state, name)}`, 'changed')]),
		...(list.rangeFrom === undefined ? [] : [span(safe`  marking a range: v ends it`, 'changed')]),
		...(!state.isComplete && name !== 'groups' && state.feed.refused.users !== undefined
			? [span(safe`  only who changed since: the list was refused`, 'error')]
			: []),
		...(state.isComplete || reading === undefined
			? []
			: [
					span(safe`  reading ${count(reading.loaded)} of ${count(reading.total ?? 0)}`, 'pending'),
				]),
	];
}

function filterSpans(state: State, filter: string): readonly Span[] {
	if (state.view.isFiltering) {
		return [span(safe`  / `, 'accent'), span(safe`${toSafe(filter)}▏`, 'strong')];
	}

	return filter === '' ? [] : [span(safe`  filter: `, 'dim'), span(toSafe(filter), 'accent')];
}

/** A scope in words; nothing for all. */
function scopeText(scope: Scope): SafeText | undefined {
	switch (scope.kind) {
		case 'all': {
			return undefined;
		}

		case 'count': {
			return countText(scope.name);
		}

		case 'nearSuspension': {
			return safe`near suspension`;
		}
	}
}

function marksText(state: State, name: ListName): SafeText {
	return safe`${count(state.view.lists[name].marks.size)} marked`;
}
