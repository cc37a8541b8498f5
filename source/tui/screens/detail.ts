import {type SafeText, safe} from '../../contract/text.ts';
import {detailHead, historyHeight, type Layout, listHeight} from '../../core/layout.ts';
import {batchIssues, userBatches} from '../../core/lists.ts';
import {memberList} from '../../core/user-lists.ts';
import {userOf} from '../../core/users/user-table.ts';
import {issueColumns, userBatchColumns} from '../../core/select/batches.ts';
import {type Line, line, span} from '../../core/select/line.ts';
import {noteFacts} from '../../core/select/note-facts.ts';
import {userKey} from '../../core/acknowledge.ts';
import {selectActivity} from '../../core/select/overview.ts';
import {
	detailProblem,
	type Fact,
	userActions,
	userHealth,
	userIdentity,
} from '../../core/select/user-detail.ts';
import {presentOf} from '../../core/select/status-cells.ts';
import {memberColumns} from '../../core/select/own-columns.ts';
import {failureText} from '../../core/failure-text.ts';
import {type State} from '../../core/state.ts';
import {type Place} from '../../core/view-state.ts';
import {count} from '../../format/number.ts';
import {beside, fitLine, fitLines, labelled} from '../draw/compose.ts';
import {listTable} from '../draw/list-table.ts';
import {panel} from '../draw/panel.ts';
import {batchFacts} from './batches.ts';
import {groupFacts} from './groups.ts';
import {rowSigns, usersBelow} from './users.ts';

const labelWidth = 15;

const asLines = (facts: readonly Fact[]): readonly Line[] =>
	facts.map(({label, value}) => labelled(label, value, labelWidth));

/** One user: who it is, what happens and why, the batches, the history. Stays on this user whatever the list does. */
export function drawUser(
	state: State,
	{id}: Extract<Place, {kind: 'user'}>,
	layout: Layout,
): readonly Line[] {
	const {columns, body} = layout;
	const user = userOf(state.entities.users, id);
	if (user === undefined) {
		return gone(safe`This user is gone: deleted meanwhile. Esc goes back.`, layout);
	}

	const height = listHeight(layout, 'userBatches', state.view.place);
	const list = state.view.lists.userBatches;
	const batches = userBatches(state, id);
	const problem = detailProblem(state);
	const below = historyHeight(layout);
	return fitLines(
		[
			...userHead(state, user, layout),
			...framed(layout, {
				title: safe`Batches ${count(batches.length)}`,
				footer: safe`Enter: issues of a batch`,
				height: height + 3,
				content: listTable({
					columns: userBatchColumns(state),
					data: batches.slice(list.top, list.top + height),
					signs: rowSigns(state, 'userBatches'),
					empty: problem ?? line(safe`no batch yet`, 'dim'),
					width: innerWidth(layout),
					height,
				}),
			}),
			...userFoot(state, layout, below),
		],
		columns,
		body,
	);
}

// Issues of the current batch and the history, side by side; where there is room for one only, the issues if there are any.
function userFoot(state: State, layout: Layout, height: number): readonly Line[] {
	const {columns} = layout;
	const {issues, activity} = state.details.user.value ?? {issues: [], activity: []};
	const isWide = layout.kind === 'wide' || layout.kind === 'beside';
	const historyWidth = issues.length === 0 ? columns : isWide ? Math.floor(columns * 0.38) : 0;
	if (height === 0) {
		return [];
	}

	return beside(
		issuesPanel(state, columns - historyWidth, height),
		historyWidth === 0
			? fitLines([], 0, height)
			: panel(
					{title: safe`History`, width: historyWidth, height},
					selectActivity(activity, presentOf(state).now),
				),
	);
}

function issuesPanel(state: State, width: number, height: number): readonly Line[] {
	const issues = state.details.user.value?.issues ?? [];
	if (width === 0) {
		return fitLines([], 0, height);
	}

	return panel(
		{
			title: safe`Issues of the current batch ${count(issues.length)}`,
			titleTone: 'warn',
			footer: safe`Enter on the batch: all`,
			width,
			height,
		},
		issues
			.slice(0, height - 2)
			.map(({code, name, text}) => [
				span(safe`${code}  `, 'warn'),
				span(safe`${name}  `, 'strong'),
				span(text, 'dim'),
			]),
	);
}

function userHead(
	state: State,
	user: Parameters<typeof userIdentity>[1],
	layout: Layout,
): readonly Line[] {
	const {columns} = layout;
	const height = detailHead(layout);
	const identity = asLines(userIdentity(state, user));
	const health = asLines(userHealth(state, user));
	const actions = userActions(state, user);
	if (layout.kind === 'wide' || layout.kind === 'beside') {
		const half = Math.floor(columns * 0.42);
		return beside(
			panel({title: user.name, titleTone: 'strong', width: half, height}, identity),
			panel({title: safe`Synchronization`, width: columns - half, height}, [
				...health.slice(0, height - 2 - actions.length),
				...actions,
			]),
		);
	}

	// In few lines: statuses, then what is wrong, then the rest.
	const [mailbox, own, effective, , ...others] = userHealth(state, user);
	const urgent = others.filter(
		({label}) => label === 'On hold' || label === 'Error' || label === 'Batch',
	);
	const rest = others.filter((fact) => !urgent.includes(fact));
	const noted = noteFacts(state, userKey(user.id));
	const facts = asLines(
		[mailbox, own, effective, ...noted, ...urgent, ...rest].filter((fact) => fact !== undefined),
	);
	return fitLines(
		[
			[span(safe` Users > `, 'dim'), span(user.name, 'strong'), span(safe`  ${user.email}`, 'dim')],
			...facts.slice(0, height - 2),
			actions.at(-1) ?? [],
		].map((content) => fitLine([span(safe` `), ...content], columns)),
		columns,
		height,
	);
}

/** One group: its settings, its sums, its members. */
export function drawGroup(
	state: State,
	{id}: Extract<Place, {kind: 'group'}>,
	layout: Layout,
): readonly Line[] {
	const group = state.entities.groups.get(id);
	if (group === undefined) {
		return gone(safe`This group is gone. Esc goes back.`, layout);
	}

	const total = state.entities.tally.byGroup.get(id)?.users ?? 0;
	const head = detailHead(layout);
	return fitLines(
		[
			...panel(
				{
					title: safe`Group ${group.name}`,
					titleTone: 'strong',
					width: layout.columns,
					height: head,
				},
				groupFacts(state, group),
			).slice(0, head),
			...usersBelow(state, layout, {
				name: 'members',
				title: safe`Members`,
				total,
				view: memberList(state, id),
				columns: memberColumns(state),
				empty: line(safe`no member matches`, 'dim'),
			}),
		],
		layout.columns,
		layout.body,
	);
}

/** One batch with its issues: which object, what was refused, in the words of the side that refused. */
export function drawBatch(
	state: State,
	{id, userId}: Extract<Place, {kind: 'batch'}>,
	layout: Layout,
): readonly Line[] {
	const user = userOf(state.entities.users, userId);
	const {batch: detail} = state.details;
	const known = detail.id === id ? detail.value : undefined;
	const shown = known?.batch ?? user?.batch;
	const list = state.view.lists.issues;
	const height = listHeight(layout, 'issues', state.view.place);
	const issues = batchIssues(state, id);
	const head = detailHead(layout);
	const inner = layout.columns - 4;
	return fitLines(
		[
			...panel(
				{
					title: safe`Batch of ${user?.name ?? safe`a user that is gone`}`,
					titleTone: 'strong',
					width: layout.columns,
					height: head,
				},
				user === undefined || shown === undefined
					? [line(safe`reading`, 'pending')]
					: batchFacts(state, {...user, batch: shown}, {width: inner, lines: head - 2}),
			).slice(0, head),
			...framed(layout, {
				title: safe`Issues ${count(issues.length)}${known && known.unreadable > 0 ? safe`, ${known.unreadable} unreadable` : safe``}`,
				height: height + 3,
				content: listTable({
					columns: issueColumns,
					data: issues.slice(list.top, list.top + height),
					signs: rowSigns(state, 'issues'),
					empty: issuesEmpty(state, id),
					width: innerWidth(layout),
					height,
				}),
			}),
		],
		layout.columns,
		layout.body,
	);
}

function issuesEmpty(state: State, id: string): Line {
	const {batch} = state.details;
	if (batch.id === id && batch.failure !== undefined) {
		return line(safe`could not be read: ${failureText(batch.failure).what}`, 'error');
	}

	return batch.id === id && batch.value !== undefined
		? line(safe`no issues in this batch`, 'dim')
		: line(safe`reading`, 'pending');
}

type Framed = {
	readonly title: SafeText;
	readonly footer?: SafeText;
	readonly height: number;
	readonly content: readonly Line[];
};

// A frame where there is room for one, else a title line.
function framed(layout: Layout, {title, footer, height, content}: Framed): readonly Line[] {
	return layout.kind === 'wide' || layout.kind === 'beside'
		? panel({title, ...(footer !== undefined && {footer}), width: layout.columns, height}, content)
		: [line(safe` ${title}`, 'accent'), ...content];
}

function innerWidth(layout: Layout): number {
	return layout.kind === 'wide' || layout.kind === 'beside' ? layout.columns - 4 : layout.columns;
}

function gone(text: SafeText, layout: Layout): readonly Line[] {
	return fitLines([[], line(safe`  ${text}`, 'warn')], layout.columns, layout.body);
}
