import {type SafeText, safe, toSafe} from '../../contract/text.ts';
import {count} from '../../format/number.ts';
import {type ListName} from '../list-state.ts';
import {filterQuery} from '../query/filters.ts';
import {type State} from '../state.ts';
import {isBehind} from '../user-lists.ts';
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
		...filterSpans(state, name),
		...arrangingSpans(state),
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

// While it is typed it has lines of its own.
function filterSpans(state: State, name: ListName): readonly Span[] {
	const {filter} = state.view.lists[name];
	const {problems} = filterQuery(state, name);
	if (state.view.isFiltering) {
		return problems.some(({kind}) => kind === 'wrong')
			? [span(safe`  what is wrong in the filter is left out`, 'warn')]
			: [];
	}

	const [problem] = problems;
	return [
		...(filter === '' ? [] : [span(safe`  filter: `, 'dim'), span(toSafe(filter), 'accent')]),
		...(problem === undefined ? [] : [span(safe`  left out: ${problem.text}`, 'warn')]),
	];
}

/** What is being done about a long list, while its rows are not yet those that were asked for. */
function arrangingSpans(state: State): readonly Span[] {
	const {task, percent} = state.arranging;
	return (task?.kind === 'whole' || task?.kind === 'filtered') && isBehind(state)
		? [
				span(
					safe`  ${task.kind === 'whole' ? safe`sorting` : safe`filtering`} ${percent} %`,
					'pending',
				),
			]
		: [];
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
