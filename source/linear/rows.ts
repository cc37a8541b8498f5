import {type SafeText, joinSafe, keepSafe, safe} from '../contract/text.ts';
import {causeKey, isAcknowledged, userKey} from '../core/acknowledge.ts';
import {activityList} from '../core/activity-list.ts';
import {batchIssues, shapeOf, userBatches} from '../core/lists.ts';
import {type ListName, type ListShape} from '../core/list-state.ts';
import {newsOfUser} from '../core/news.ts';
import {isOpen} from '../core/run.ts';
import {activityColumns} from '../core/select/activity.ts';
import {batchColumns, issueColumns, userBatchColumns} from '../core/select/batches.ts';
import {causeColumns} from '../core/select/causes.ts';
import {type Column} from '../core/select/column.ts';
import {groupColumns} from '../core/select/groups.ts';
import {listTitle} from '../core/select/list-title.ts';
import {memberColumns, ownColumns} from '../core/select/own-columns.ts';
import {userColumns} from '../core/select/users.ts';
import {type State} from '../core/state.ts';
import {targetId} from '../core/target.ts';
import {userOf} from '../core/users/user-table.ts';
import {activeList, type Place} from '../core/view-state.ts';
import {numbered, spoken, spokenLine, spokenSpan} from './plain.ts';

/** A list as it was when it was said: its numbers mean the same rows until it is said anew. */
export type Listing = {
	readonly name: ListName;
	readonly place: Place;
	readonly shape: ListShape;
};

/** The list of the place, with the numbers that its rows have now. */
export function listingOf(state: State): Listing | undefined {
	const {place} = state.view;
	const name = activeList(place);
	return name && {name, place, shape: shapeOf(state, name)};
}

const titles: Readonly<Record<ListName, SafeText>> = {
	users: safe`Users`,
	groups: safe`Groups`,
	batches: safe`Latest batches`,
	members: safe`Members`,
	userBatches: safe`Batches`,
	issues: safe`Issues`,
	activity: safe`Activity`,
	causes: safe`Causes`,
	hit: safe`Hit`,
};

/** What a list shows of how many, with its filter, order and marks. */
export function titleText(state: State, {name, shape}: Listing): SafeText {
	const shown = shape.length;
	if (name === 'causes' || name === 'userBatches' || name === 'issues') {
		return safe`${titles[name]}: ${shown}`;
	}

	const line = listTitle(state, name, {title: titles[name], shown, total: totalOf(state, name)});
	return spokenLine(
		line.map(({text, tone}) => ({
			tone,
			text: keepSafe(
				text.replace(/^( {2}sort: .*) ([v^])$/, (_, sort: string, arrow: string) =>
					arrow === 'v' ? `${sort}, descending` : sort,
				),
			),
		})),
	);
}

function totalOf({entities, view: {place}, activity, requests}: State, name: ListName): number {
	switch (name) {
		case 'groups': {
			return entities.groups.size;
		}

		case 'members': {
			return place.kind === 'group' ? (entities.tally.byGroup.get(place.id)?.users ?? 0) : 0;
		}

		case 'hit': {
			return place.kind === 'cause' ? (entities.causes.byKey.get(place.key)?.users ?? 0) : 0;
		}

		case 'activity': {
			return activity.length + requests.length;
		}

		default: {
			return entities.users.size;
		}
	}
}

/** One row, with its number; nothing when it is gone. */
export function rowText(state: State, listing: Listing, position: number): SafeText | undefined {
	const id = listing.shape.idAt(position);
	const text = id === undefined ? undefined : textOf(state, listing, id);
	return id === undefined
		? undefined
		: numbered(
				position + 1,
				text === undefined ? safe`gone meanwhile` : safe`${text}${signs(state, listing.name, id)}`,
			);
}

function textOf(state: State, {name, place}: Listing, id: string): SafeText | undefined {
	switch (name) {
		case 'users':
		case 'hit':
		case 'members': {
			const columns = name === 'members' ? memberColumns(state) : userColumns(state);
			return ofUser(state, id, ownColumns(state, name, columns), name);
		}

		case 'batches': {
			return ofUser(state, id, ownColumns(state, name, batchColumns(state)), name);
		}

		case 'groups': {
			const columns = ownColumns(state, name, groupColumns(state));
			return cells(state, name, columns, state.entities.groups.get(id));
		}

		case 'causes': {
			const cause = state.entities.causes.byKey.get(id);
			return cells(state, name, causeColumns(state), cause && {id, cause});
		}

		case 'activity': {
			const row = activityList(state).find((candidate) => candidate.id === id);
			return cells(state, name, ownColumns(state, name, activityColumns(state)), row);
		}

		case 'userBatches': {
			const batches = userBatches(state, place.kind === 'user' ? place.id : '');
			const batch = batches.find((candidate) => candidate.id === id);
			return cells(state, name, userBatchColumns(state), batch);
		}

		case 'issues': {
			const issues = batchIssues(state, place.kind === 'batch' ? place.id : '');
			return cells(
				state,
				name,
				issueColumns,
				issues.find((issue) => issue.id === id),
			);
		}
	}
}

function ofUser(
	state: State,
	id: string,
	columns: ReturnType<typeof userColumns> | ReturnType<typeof batchColumns>,
	name: ListName,
): SafeText | undefined {
	return cells(state, name, [...columns], userOf(state.entities.users, id));
}

const subjects: Readonly<Record<ListName, string>> = {
	users: 'name',
	groups: 'name',
	batches: 'name',
	members: 'name',
	hit: 'name',
	causes: 'cause',
	activity: 'what',
	userBatches: 'state',
	issues: 'name',
};

const labels: ReadonlyMap<string, SafeText> = new Map([
	['state', safe`batch`],
	['status', safe`sync`],
	['email', safe`e-mail`],
	['took', safe`took`],
	['radius', safe`hits`],
	['notConfigured', safe`not configured`],
]);

// Drawn for the eye: what they say is in the other columns.
const pictures: ReadonlySet<string> = new Set(['trend', 'health']);
const told = 5;

// What decides what to do; whoever chose columns hears those.
function cells<Row>(
	state: State,
	name: ListName,
	columns: ReadonlyArray<Column<Row>>,
	row: Row | undefined,
): SafeText | undefined {
	if (row === undefined) {
		return undefined;
	}

	const isOwn = state.preferences.columns[name] !== undefined;
	const most = name === 'activity' ? told + 1 : told;
	const shown = columns.filter(
		({id, priority}) => !pictures.has(id) && (isOwn || priority <= most),
	);
	const subject = shown.find(({id}) => id === subjects[name]);
	const parts = shown.flatMap((column) => {
		const cell = column.cell(row);
		const text = spokenSpan(cell);
		return column === subject || cell.tone === 'none' || text === '' || text === '-' || text === '0'
			? []
			: [safe`${labels.get(column.id) ?? keepSafe(column.id)} ${text}`];
	});
	const who = subject === undefined ? safe`` : spokenSpan(subject.cell(row));
	return parts.length === 0 ? who : safe`${spoken(who)}: ${joinSafe(parts, ', ')}`;
}

function signs(state: State, name: ListName, id: string): SafeText {
	const {marks, cursor} = state.view.lists[name];
	const isPending = state.runs.some(({items}) =>
		items.some(({phase, target}) => isOpen(phase) && targetId(target) === id),
	);
	const isAboutUsers = ['users', 'members', 'hit', 'batches'].includes(name);
	const news = isAboutUsers ? newsOfUser(state, id) : undefined;
	const key = name === 'causes' ? causeKey(id) : userKey(id);
	const parts = [
		...(marks.has(id) ? [safe`marked`] : []),
		...(isPending ? [safe`a change is on its way`] : []),
		...(news === '+' ? [safe`new since you last looked`] : []),
		...(news === '~' ? [safe`changed since you last looked`] : []),
		...((isAboutUsers || name === 'causes') && isAcknowledged(state, key)
			? [safe`acknowledged`]
			: []),
		...(cursor === id ? [safe`current`] : []),
	];
	return parts.length === 0 ? safe`` : safe` (${joinSafe(parts, ', ')})`;
}
