import {
	type Arranging,
	type ArrangingEvent,
	type ArrangingTask,
	type MadeList,
	nothingArranged,
} from './arrangement.ts';
import {settleLists} from './settle-lists.ts';
import {type State} from './state.ts';
import {type Step, stay} from './step.ts';
import {
	isLong,
	isSameQuery,
	orderedAtOnce,
	questionOnScreen,
	shortView,
	unfiltered,
	type UserAnswer,
	type UserListName,
	userListNames,
	type UserQuery,
} from './user-lists.ts';
import {type UserTable} from './users/user-table.ts';
import {refreshedAtOnce, type UserView} from './users/user-view.ts';

/** After any event: brings what was made of a long list up to date, and has made what is missing. The newest question wins. */
export function arrange(before: State, state: State): Step {
	if (!isLong(state)) {
		return arrangeShort(state);
	}

	const next = keptUp(before, state);
	return bring(next, nextTask(next));
}

// Lists that are short are made when they are asked for. Only the orders by text, which take longest, are made before somebody asks.
function arrangeShort(state: State): Step {
	const {made, ordered, task} = state.arranging;
	const isShort = Object.keys(made).length === 0;
	const next = isShort ? state : {...state, arranging: {...nothingArranged, ordered, task}};
	return bring(next, ordersTask(next));
}

function bring(state: State, task: ArrangingTask | undefined): Step {
	return isSameTask(task, state.arranging.task) ? stay(state) : begin(state, task);
}

function begin(state: State, task: ArrangingTask | undefined): Step {
	return [
		{...state, arranging: {...state.arranging, task, percent: 0}},
		[task === undefined ? {type: 'stopArranging'} : {type: 'arrange', task}],
	];
}

/** What comes of a task; that of one that was replaced meanwhile is dropped. */
export function updateArranging(state: State, event: ArrangingEvent): State {
	const {arranging} = state;
	if (event.task !== arranging.task) {
		return state;
	}

	return event.type === 'arranging.progressed'
		? {...state, arranging: {...arranging, percent: event.percent}}
		: settleLists({
				...state,
				arranging: {...arranging, ...resultOf(state, event), task: undefined, percent: 0},
			});
}

function resultOf(
	{arranging: {made}}: State,
	{task, view}: Extract<ArrangingEvent, {type: 'arranging.done'}>,
): Partial<Arranging> {
	if (task.kind === 'orders' || view === undefined) {
		return task.kind === 'orders' ? {ordered: task.table.slotOf} : {};
	}

	const answer: UserAnswer = {query: task.query, view};
	const before = made[task.list];
	const isWhole = task.query.filter === undefined;
	const list: MadeList = {
		whole: isWhole ? answer : before?.whole,
		shown: before === undefined || isShown(task, before) ? answer : before.shown,
	};
	return {made: {...made, [task.list]: list}};
}

// A whole list that was kept for filters may be on screen, too: that is seen when it is kept up.
function isShown(task: Exclude<ArrangingTask, {kind: 'orders'}>, {shown}: MadeList): boolean {
	return task.kind === 'filtered' || isSameQuery(shown.query, task.query);
}

/** What has to be made now: what is on screen; then what whoever sorts next need not wait for. */
function nextTask(state: State): ArrangingTask | undefined {
	const {entities, arranging} = state;
	const table = entities.users;
	const question = questionOnScreen(state);
	if (question !== undefined) {
		const {name, query} = question;
		const {whole, shown} = arranging.made[name] ?? {};
		const task =
			toBring(name, whole, {query: unfiltered(query), table}) ??
			toBring(name, shown, {query, table, whole: whole?.view});
		if (task !== undefined) {
			return task;
		}
	}

	return ordersTask(state);
}

function ordersTask({entities: {users}, arranging, isComplete}: State): ArrangingTask | undefined {
	return isComplete && arranging.ordered !== users.slotOf && users.size > orderedAtOnce
		? {kind: 'orders', table: users}
		: undefined;
}

type Wanted = {
	readonly query: UserQuery;
	readonly table: UserTable;
	/** The list before its filter. */
	readonly whole?: UserView | undefined;
};

/** What makes an answer that is wanted of the one that there is; nothing when it is that. */
function toBring(
	list: UserListName,
	answer: UserAnswer | undefined,
	{query, table, whole}: Wanted,
): ArrangingTask | undefined {
	if (
		answer !== undefined &&
		answer.view.table.slotOf === table.slotOf &&
		isSameQuery(answer.query, query)
	) {
		const {view} = answer;
		return view.table === table ? undefined : {kind: 'fresh', list, query, view, table};
	}

	return whole === undefined
		? {kind: 'whole', list, query, table}
		: {kind: 'filtered', list, query, whole};
}

/** A task that is under way goes on although rows changed meanwhile: else it would never end. */
function isSameTask(one: ArrangingTask | undefined, other: ArrangingTask | undefined): boolean {
	if (one === undefined || other === undefined || tableOf(one).slotOf !== tableOf(other).slotOf) {
		return one === other;
	}

	return one.kind === 'orders' || other.kind === 'orders'
		? one.kind === other.kind
		: one.kind === other.kind && one.list === other.list && isSameQuery(one.query, other.query);
}

function tableOf(task: ArrangingTask): UserTable {
	return task.kind === 'filtered' ? task.whole.table : task.table;
}

/** What was made, for the newest rows as far as that is quickly done. What is of an earlier read goes, but for what is on screen. */
function keptUp(before: State, state: State): State {
	const {made: known} = state.arranging;
	const {users} = state.entities;
	const question = questionOnScreen(state);
	const made: Partial<Record<UserListName, MadeList>> = {};
	for (const name of userListNames) {
		const list = known[name];
		if (question?.name === name) {
			const onScreen = list ?? fromShort(before, name, users);
			if (onScreen !== undefined) {
				made[name] = keptUpList(onScreen, question.query, users);
			}
		} else if (list?.shown.view.table.slotOf === users.slotOf) {
			made[name] = list;
		}
	}

	const isSame = userListNames.every((name) => made[name] === known[name]);
	return isSame ? state : settleLists({...state, arranging: {...state.arranging, made}});
}

function keptUpList(list: MadeList, query: UserQuery, users: UserTable): MadeList {
	const whole = list.whole && keptUpAnswer(list.whole, users);
	const isWhole = whole !== undefined && isSameQuery(whole.query, query);
	const shown = isWhole ? whole : keptUpAnswer(list.shown, users);
	return whole === list.whole && shown === list.shown ? list : {whole, shown};
}

function keptUpAnswer(answer: UserAnswer, users: UserTable): UserAnswer {
	const {table} = answer.view;
	const view =
		table === users || table.slotOf !== users.slotOf
			? undefined
			: refreshedAtOnce(answer.view, users);
	return view === undefined ? answer : {...answer, view};
}

// A list that was on screen when it became long goes on from there.
function fromShort(before: State, name: UserListName, users: UserTable): MadeList | undefined {
	const asked = questionOnScreen(before);
	const isSameList =
		asked?.name === name &&
		!isLong(before) &&
		before.entities.users.slotOf === users.slotOf &&
		before.entities.users.size > 0;
	return isSameList
		? {whole: undefined, shown: {query: asked.query, view: shortView(before, name, asked.query)}}
		: undefined;
}
