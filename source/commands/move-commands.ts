import {safe} from '../contract/text.ts';
import {type Event} from '../core/event.ts';
import {type State} from '../core/state.ts';
import {type CountName, countNames} from '../core/tally.ts';
import {tabs} from '../core/view-state.ts';
import {countText} from '../core/words.ts';
import {type Command} from './command.ts';

const move = {section: 'Move', isHinted: false, mutates: false} as const;

const isOnDashboard = (state: State) =>
	state.view.place.kind === 'tab' && state.view.place.tab === 'dashboard';

// One row in a list; one line of what needs attention, or out of the row of counts, on the dashboard.
const step =
	(by: 1 | -1) =>
	(state: State): Event => {
		if (!isOnDashboard(state)) {
			return {type: 'list.moved', by};
		}

		const {focus} = state.view;
		const last = countNames.length;
		return {type: 'view.focused', by: focus < last && by === 1 ? last - focus : by};
	};

const sideways =
	(by: 1 | -1) =>
	(state: State): Event =>
		isOnDashboard(state) ? {type: 'view.focused', by} : {type: 'view.sideways', by};

const letters: Readonly<Record<CountName, string>> = {
	active: 'A',
	withIssues: 'I',
	suspended: 'S',
	notConfigured: 'N',
};

/** Moving the cursor, opening and going back, tabs. */
export const moveCommands: readonly Command[] = [
	{
		...move,
		id: 'nav.down',
		scope: 'everywhere',
		keys: ['j', 'down'],
		title: safe`down`,
		detail: safe`next row`,
		event: step(1),
	},
	{
		...move,
		id: 'nav.up',
		scope: 'everywhere',
		keys: ['k', 'up'],
		title: safe`up`,
		detail: safe`previous row`,
		event: step(-1),
	},
	{
		...move,
		id: 'nav.pageDown',
		scope: 'list',
		keys: ['pagedown'],
		title: safe`page`,
		detail: safe`page down`,
		event: () => ({type: 'list.paged', by: 1}),
	},
	{
		...move,
		id: 'nav.pageUp',
		scope: 'list',
		keys: ['pageup'],
		title: safe`page up`,
		detail: safe`page up`,
		event: () => ({type: 'list.paged', by: -1}),
	},
	{
		...move,
		id: 'nav.halfDown',
		scope: 'list',
		keys: ['ctrl+d'],
		title: safe`half page`,
		detail: safe`half a page down`,
		event: () => ({type: 'list.paged', by: 0.5}),
	},
	{
		...move,
		id: 'nav.halfUp',
		scope: 'list',
		keys: ['ctrl+u'],
		title: safe`half page up`,
		detail: safe`half a page up`,
		event: () => ({type: 'list.paged', by: -0.5}),
	},
	{
		...move,
		id: 'nav.first',
		scope: 'list',
		keys: ['g', 'home'],
		title: safe`first`,
		detail: safe`first row`,
		event: () => ({type: 'list.jumped', to: 'start'}),
	},
	{
		...move,
		id: 'nav.last',
		scope: 'list',
		keys: ['G', 'end'],
		title: safe`last`,
		detail: safe`last row`,
		event: () => ({type: 'list.jumped', to: 'end'}),
	},
	{
		...move,
		id: 'nav.left',
		scope: 'everywhere',
		keys: ['h', 'left'],
		title: safe`left`,
		detail: safe`columns to the left; previous count`,
		event: sideways(-1),
	},
	{
		...move,
		id: 'nav.right',
		scope: 'everywhere',
		keys: ['l', 'right'],
		title: safe`columns`,
		detail: safe`columns to the right; next count`,
		event: sideways(1),
	},
	{
		...move,
		id: 'nav.open',
		scope: 'everywhere',
		keys: ['enter'],
		title: safe`open`,
		detail: safe`open what is under the cursor; on a count, the users behind it`,
		isHinted: true,
		event: () => ({type: 'view.entered'}),
	},
	{
		...move,
		id: 'nav.back',
		scope: 'everywhere',
		keys: ['escape'],
		title: safe`back`,
		detail: safe`close, then clear the filter, the marks, the count, then go back`,
		event: () => ({type: 'view.wentBack'}),
	},
	...tabs.map((tab, index): Command => ({
		...move,
		id: `nav.tab.${tab}`,
		scope: 'everywhere',
		keys: [String(index + 1)],
		title: safe`tab ${index + 1}`,
		detail: safe`tab ${index + 1}`,
		event: () => ({type: 'view.opened', place: {kind: 'tab', tab}}),
	})),
	{
		...move,
		id: 'nav.previousOne',
		scope: 'detail',
		keys: ['['],
		title: safe`previous`,
		detail: safe`the one before in the list this was opened from`,
		event: () => ({type: 'view.neighbour', by: -1}),
	},
	{
		...move,
		id: 'nav.nextOne',
		scope: 'detail',
		keys: [']'],
		title: safe`next`,
		detail: safe`the one after in the list this was opened from`,
		isHinted: true,
		event: () => ({type: 'view.neighbour', by: 1}),
	},
	{
		...move,
		id: 'nav.previousTab',
		scope: 'everywhere',
		keys: ['[', 'shift+tab'],
		title: safe`previous tab`,
		detail: safe`previous tab`,
		event: () => ({type: 'view.tabStepped', by: -1}),
	},
	{
		...move,
		id: 'nav.nextTab',
		scope: 'everywhere',
		keys: [']', 'tab'],
		title: safe`next tab`,
		detail: safe`next tab`,
		event: () => ({type: 'view.tabStepped', by: 1}),
	},
	{
		...move,
		id: 'nav.lastView',
		scope: 'everywhere',
		keys: ['`'],
		title: safe`last view`,
		detail: safe`the view before this one`,
		event: () => ({type: 'view.swapped'}),
	},
	...countNames.map((name): Command => ({
		...move,
		id: `count.${name}`,
		scope: 'dashboard',
		keys: [letters[name]],
		title: countText(name),
		detail: safe`open the users behind ${countText(name)}`,
		isHinted: name === 'suspended',
		event: () => ({type: 'view.scoped', scope: {kind: 'count', name}}),
	})),
];
