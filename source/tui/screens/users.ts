import {type SafeText, safe} from '../../contract/text.ts';
import {type User} from '../../contract/user.ts';
import {type Layout, listHeight} from '../../core/layout.ts';
import {isBehind, userList} from '../../core/user-lists.ts';
import {userKey} from '../../core/acknowledge.ts';
import {isUserKnown} from '../../core/known-trouble.ts';
import {newsOfUser} from '../../core/news.ts';
import {type ListName} from '../../core/list-state.ts';
import {isOpen} from '../../core/run.ts';
import {keyOf} from '../../core/preferences.ts';
import {type Line, line, span} from '../../core/select/line.ts';
import {filterLines} from '../../core/select/filter-lines.ts';
import {listTitle} from '../../core/select/list-title.ts';
import {noteFacts} from '../../core/select/note-facts.ts';
import {userActions, userHealth, userIdentity} from '../../core/select/user-detail.ts';
import {ownColumns} from '../../core/select/own-columns.ts';
import {userColumns} from '../../core/select/users.ts';
import {refusedLine} from '../../core/select/refused.ts';
import {type State} from '../../core/state.ts';
import {targetId} from '../../core/target.ts';
import {userAtPosition, type UserView} from '../../core/users/user-view.ts';
import {beside, fitLine, fitLines, labelled} from '../draw/compose.ts';
import {panel} from '../draw/panel.ts';
import {listTable, type RowSigns} from '../draw/list-table.ts';
import {drawBigList} from './big-list.ts';

const labelWidth = 15;

/** The list of users. */
export function drawUsers(state: State, layout: Layout): readonly Line[] {
	const view = userList(state);
	const list = state.view.lists.users;
	const height = listHeight(layout, 'users', state.view.place);
	const rows = windowOf(list.top, height, (position) => userAtPosition(view, position));
	const current = userAtPosition(view, list.position);
	return drawBigList(layout, {
		title: listTitle(state, 'users', {
			title: safe`Users`,
			shown: view.slots.length,
			total: state.entities.users.size,
		}),
		filter: (width) => filterLines(state, 'users', width),
		columns: ownColumns(state, 'users', userColumns(state)),
		list,
		data: rows,
		signs: rowSigns(state, 'users'),
		hasNotes: true,
		empty: emptyText(state),
		preview: (width, lines) => userPreview(state, current, width, lines),
	});
}

type UsersBelow = {
	readonly name: 'hit' | 'members';
	readonly title: SafeText;
	readonly total: number;
	readonly view: UserView;
	readonly columns: ReturnType<typeof userColumns>;
	readonly empty: Line;
};

/** A list of users under the head of a screen: title, filter, names of the columns, and the rows that there is room for. */
export function usersBelow(
	state: State,
	layout: Layout,
	{name, title, total, view, columns, empty}: UsersBelow,
): readonly Line[] {
	const list = state.view.lists[name];
	const height = listHeight(layout, name, state.view.place);
	return [
		fitLine(listTitle(state, name, {title, shown: view.slots.length, total}), layout.columns),
		...filterLines(state, name, layout.columns).slice(0, layout.filter),
		...listTable({
			columns: ownColumns(state, name, columns),
			data: windowOf(list.top, height, (position) => userAtPosition(view, position)),
			sorting: list.sort,
			columnOffset: list.columnOffset,
			signs: rowSigns(state, name),
			hasNotes: true,
			empty,
			width: layout.columns,
			height,
		}),
	];
}

/** The rows of a window, from the first position on. */
export function windowOf<Row>(
	top: number,
	height: number,
	rowAt: (position: number) => Row | undefined,
): readonly Row[] {
	return Array.from({length: height}, (_, index) => rowAt(top + index)).filter(
		(row) => row !== undefined,
	);
}

function isAboutUsers(name: ListName): boolean {
	return name === 'users' || name === 'members' || name === 'batches' || name === 'hit';
}

/** Cursor, mark and pending sign of the rows of a list. */
export function rowSigns(state: State, name: ListName) {
	const {cursor, marks} = state.view.lists[name];
	const pending = new Set(
		state.runs.flatMap(({items}) =>
			items.filter(({phase}) => isOpen(phase)).map(({target}) => targetId(target)),
		),
	);
	return ({id}: {readonly id: string}): RowSigns => ({
		hasCursor: id === cursor,
		isMarked: marks.has(id),
		isPending: pending.has(id),
		...(isAboutUsers(name) && {
			isAcknowledged: isUserKnown(state, id),
			news: newsOfUser(state, id),
		}),
	});
}

function emptyText(state: State): Line {
	if (state.feed.last === undefined) {
		return line(safe`nothing was read yet`, 'dim');
	}

	const refused = refusedLine(state, 'users');
	if (refused !== undefined && state.entities.users.size === 0) {
		return refused;
	}

	if (isBehind(state)) {
		return line(safe`a long list is being put in order`, 'dim');
	}

	return state.view.lists.users.filter === ''
		? line(safe`no users here; Esc goes back`, 'dim')
		: line(safe`no user matches the filter; Esc clears it`, 'dim');
}

/** What there is to know of the user under the cursor, in the lines that there are. */
function userPreview(
	state: State,
	user: User | undefined,
	width: number,
	height: number,
): readonly Line[] {
	if (user === undefined) {
		return panel({title: safe`no user`, width, height}, []);
	}

	const identity = userIdentity(state, user);
	const health = userHealth(state, user);
	const inner = width - 4;
	const asLines = (facts: typeof identity, cells: number): readonly Line[] =>
		facts.map(({label, value}) => fitLine(labelled(label, value, labelWidth), cells));
	const options = {
		title: user.name,
		titleTone: 'strong' as const,
		footer: safe`Enter: detail   ${keyOf(state, 'triage.acknowledge', safe`a`)}: acknowledge   ${keyOf(state, 'triage.memo', safe`M`)}: memo`,
		width,
		height,
	};
	if (width < 100 || height > 20) {
		const content =
			height > 20
				? [
						...asLines(identity, inner),
						[],
						...asLines(health, inner),
						[],
						...userActions(state, user),
					]
				: compactPreview(state, user, inner);
		return panel(options, content);
	}

	const half = Math.floor(inner * 0.42);
	return panel(
		options,
		beside(
			fitLines(asLines(identity, half - 2), half, height - 2),
			fitLines(asLines(health, inner - half), inner - half, height - 2),
		),
	);
}

// For 80x24: the lines that decide what to do.
function compactPreview(state: State, user: User, width: number): readonly Line[] {
	const pick = (facts: ReturnType<typeof userHealth>, label: string): Line => {
		const found = facts.find((candidate) => candidate.label === label);
		return found === undefined ? [] : labelled(found.label, found.value, labelWidth);
	};
	const health = userHealth(state, user);
	const [, ...actions] = userActions(state, user);
	return [
		[
			span(user.email, 'text'),
			span(safe`  ${user.id}  `, 'dim'),
			...noteFacts(state, userKey(user.id)).flatMap(({value}) => [...value, span(safe`  `)]),
		],
		[
			...pick(health, 'Effective'),
			...(health.find(({label}) => label === '')?.value ?? []).map(({text}) =>
				span(safe`: ${text}`, 'dim'),
			),
		],
		pick(health, 'Batch'),
		health.some(({label}) => label === 'Error')
			? pick(health, 'Error')
			: pick(health, 'Last good sync'),
		actions.at(-1) ?? [],
	].map((content) => fitLine(content, width));
}
