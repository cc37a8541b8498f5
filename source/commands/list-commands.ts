import {type SafeText, safe} from '../contract/text.ts';
import {type Event} from '../core/event.ts';
import {shapeOf} from '../core/lists.ts';
import {neighbouringSort} from '../core/select/sortable.ts';
import {type State} from '../core/state.ts';
import {isBehind} from '../core/user-lists.ts';
import {activeList} from '../core/view-state.ts';
import {count} from '../format/number.ts';
import {type Command} from './command.ts';

/** Finding and marking rows. */
export const listCommands: readonly Command[] = [
	{
		id: 'find.filter',
		scope: 'filterable',
		keys: ['/'],
		section: 'Find',
		title: safe`filter`,
		detail: safe`filter while typing: words, field:value, !not, (a OR b); Tab completes, arrows and Ctrl-W edit as in a shell, Up and Down bring earlier ones, Enter keeps, Esc clears`,
		isHinted: true,
		mutates: false,
		event: () => ({type: 'filter.opened'}),
	},
	{
		id: 'find.facets',
		scope: 'filterable',
		keys: ['f'],
		section: 'Find',
		title: safe`facets`,
		detail: safe`what the rows shown have, with counts; Enter filters by it`,
		isHinted: true,
		mutates: false,
		blocked: ({view}) =>
			['groups', 'activity'].includes(activeList(view.place) ?? '')
				? safe`only lists of users have them`
				: undefined,
		event(state) {
			const list = activeList(state.view.place);
			return list && {type: 'facets.opened', list};
		},
	},
	{
		id: 'table.sort',
		scope: 'filterable',
		keys: ['o'],
		section: 'Find',
		title: safe`sort`,
		detail: safe`choose the column that decides the order`,
		isHinted: true,
		mutates: false,
		event(state) {
			const list = activeList(state.view.place);
			return list && {type: 'sortMenu.opened', list};
		},
	},
	{
		id: 'table.sortNext',
		scope: 'filterable',
		keys: ['>'],
		section: 'Find',
		title: safe`sort by next`,
		detail: safe`order by the next column`,
		isHinted: false,
		mutates: false,
		event: (state) => sortBeside(state, 1),
	},
	{
		id: 'table.sortPrevious',
		scope: 'filterable',
		keys: ['<'],
		section: 'Find',
		title: safe`sort by previous`,
		detail: safe`order by the column before`,
		isHinted: false,
		mutates: false,
		event: (state) => sortBeside(state, -1),
	},
	{
		id: 'table.reverse',
		scope: 'filterable',
		keys: ['O'],
		section: 'Find',
		title: safe`reverse`,
		detail: safe`turn the order round`,
		isHinted: false,
		mutates: false,
		event: () => ({type: 'list.reversed'}),
	},
	{
		id: 'mark.one',
		scope: 'markable',
		keys: ['space'],
		section: 'Select',
		title: safe`mark`,
		detail: safe`mark or unmark the row`,
		isHinted: true,
		mutates: false,
		event: () => ({type: 'list.marked'}),
	},
	{
		id: 'mark.range',
		scope: 'markable',
		keys: ['v'],
		section: 'Select',
		title: safe`range`,
		detail: safe`start a range; again: mark from there to here`,
		isHinted: false,
		mutates: false,
		blocked: tooMany,
		event: () => ({type: 'list.rangeToggled'}),
	},
	{
		id: 'mark.all',
		scope: 'markable',
		keys: ['*'],
		section: 'Select',
		title: safe`mark all`,
		detail: safe`mark all rows that the filter shows`,
		isHinted: false,
		mutates: false,
		blocked: tooMany,
		event: () => ({type: 'list.allMarked'}),
	},
	{
		id: 'mark.none',
		scope: 'markable',
		keys: ['U'],
		section: 'Select',
		title: safe`unmark all`,
		detail: safe`take all marks away`,
		isHinted: false,
		mutates: false,
		event: () => ({type: 'list.unmarked'}),
	},
];

/** As many are chosen one by one, and read again before they are changed. */
const mostMarked = 100_000;

function tooMany(state: State): SafeText | undefined {
	if (isBehind(state)) {
		return safe`the list is not ready yet`;
	}

	const list = activeList(state.view.place);
	return list !== undefined && shapeOf(state, list).length > mostMarked
		? safe`at most ${count(mostMarked)} rows at once: filter first`
		: undefined;
}

function sortBeside(state: State, by: 1 | -1): Event | undefined {
	const list = activeList(state.view.place);
	const column = list && neighbouringSort(state, list, by);
	return list !== undefined && column !== undefined
		? {type: 'list.sorted', list, column}
		: undefined;
}
