import {type Batch, type Issue} from '../../contract/batch.ts';
import {type SafeText, safe} from '../../contract/text.ts';
import {milliseconds} from '../../contract/time.ts';
import {type User} from '../../contract/user.ts';
import {shortDuration} from '../../format/duration.ts';
import {count, plural} from '../../format/number.ts';
import {groupOf} from '../entities.ts';
import {type State} from '../state.ts';
import {
	batchKindText,
	directionText,
	objectTypeText,
	operationText,
	severityText,
} from '../words.ts';
import {type Column} from './column.ts';
import {notSent, type Span, span, type Tone} from './line.ts';
import {ago, agoLong, batchCell, errorText, presentOf} from './status-cells.ts';
import {type Fact} from './user-detail.ts';

/** The columns of the latest batch of each user. */
export function batchColumns(state: State): ReadonlyArray<Column<User>> {
	return [...whoseColumns(state), ...amountColumns];
}

function whoseColumns(state: State): ReadonlyArray<Column<User>> {
	const present = presentOf(state);
	return [
		{
			id: 'state',
			title: safe`BATCH`,
			width: [13, 13],
			priority: 1,
			cell: (user) => batchCell(user.batch),
		},
		{id: 'name', title: safe`USER`, width: [16, 28], priority: 2, cell: (user) => span(user.name)},
		{
			id: 'group',
			title: safe`GROUP`,
			width: [12, 20],
			priority: 7,
			cell: (user) => span(groupOf(state.entities, user)?.name ?? notSent.text, 'dim'),
		},
		{
			id: 'last',
			title: safe`AGE`,
			width: [6, 7],
			priority: 4,
			align: 'right',
			cell: ({batch}) => ago(batch?.endedAt ?? batch?.startedAt ?? batch?.queuedAt, present),
		},
		{
			id: 'took',
			title: safe`TOOK`,
			width: [6, 7],
			priority: 8,
			align: 'right',
			cell: ({batch}) => tookCell(batch),
		},
	];
}

const amountColumns: ReadonlyArray<Column<User>> = [
	{
		id: 'scope',
		title: safe`SCOPE`,
		width: [6, 7],
		priority: 9,
		align: 'right',
		cell: ({batch}) => numberCell(batch?.scope),
	},
	{
		id: 'changes',
		title: safe`CHANGES`,
		width: [7, 8],
		priority: 9,
		align: 'right',
		cell: ({batch}) => numberCell(batch?.changes),
	},
	{
		id: 'issues',
		title: safe`ISS`,
		width: [4, 5],
		priority: 5,
		align: 'right',
		cell: ({batch}) => numberCell(batch?.issues, (batch?.issues ?? 0) > 0 ? 'warn' : 'dim'),
	},
	{
		id: 'error',
		title: safe`ERROR`,
		width: [16, 80],
		priority: 3,
		cell: ({batch}) => span(errorText(batch) ?? safe`-`, batch?.error ? 'error' : 'none'),
	},
];

/** The columns of the batches of one user. */
export function userBatchColumns(state: State): ReadonlyArray<Column<Batch>> {
	const present = presentOf(state);
	return [
		{id: 'state', title: safe`BATCH`, width: [13, 13], priority: 1, cell: batchCell},
		{
			id: 'queued',
			title: safe`QUEUED`,
			width: [6, 7],
			priority: 2,
			align: 'right',
			cell: ({queuedAt}) => ago(queuedAt, present),
		},
		{id: 'took', title: safe`TOOK`, width: [6, 7], priority: 5, align: 'right', cell: tookCell},
		{
			id: 'kind',
			title: safe`KIND`,
			width: [9, 21],
			priority: 7,
			cell: ({kind}) => (kind === undefined ? notSent : span(batchKindText(kind), 'dim')),
		},
		{
			id: 'scope',
			title: safe`SCOPE`,
			width: [6, 7],
			priority: 6,
			align: 'right',
			cell: ({scope}) => numberCell(scope),
		},
		{
			id: 'changes',
			title: safe`CHANGES`,
			width: [7, 8],
			priority: 6,
			align: 'right',
			cell: ({changes}) => numberCell(changes),
		},
		{
			id: 'issues',
			title: safe`ISS`,
			width: [4, 5],
			priority: 4,
			align: 'right',
			cell: ({issues}) => numberCell(issues, issues > 0 ? 'warn' : 'dim'),
		},
		{
			id: 'error',
			title: safe`ERROR`,
			width: [16, 80],
			priority: 3,
			cell: (batch) => span(errorText(batch) ?? safe`-`, batch.error ? 'error' : 'none'),
		},
	];
}

const severityLook: ReadonlyMap<string, {readonly mark: SafeText; readonly tone: Tone}> = new Map([
	['low', {mark: safe`-`, tone: 'dim'}],
	['moderate', {mark: safe`!`, tone: 'warn'}],
	['severe', {mark: safe`!!`, tone: 'error'}],
	['critical', {mark: safe`!!`, tone: 'error'}],
]);

/** The columns of the issues of one batch. */
export const issueColumns: ReadonlyArray<Column<Issue>> = [
	{
		id: 'severity',
		title: safe`SEVERITY`,
		width: [11, 11],
		priority: 4,
		cell({severity}) {
			const look = severityLook.get(severity);
			return look === undefined
				? span(safe`? ${severityText(severity)}`, 'unknown')
				: span(safe`${look.mark} ${severityText(severity)}`, look.tone);
		},
	},
	{
		id: 'type',
		title: safe`OBJECT`,
		width: [11, 11],
		priority: 5,
		cell: ({objectType}) => span(objectTypeText(objectType)),
	},
	{id: 'name', title: safe`NAME`, width: [14, 34], priority: 1, cell: ({name}) => span(name)},
	{
		id: 'direction',
		title: safe`DIRECTION`,
		width: [14, 14],
		priority: 7,
		cell: ({direction}) => span(directionText(direction), 'dim'),
	},
	{
		id: 'operation',
		title: safe`DOES`,
		width: [6, 6],
		priority: 8,
		cell: ({operation}) => span(operationText(operation), 'dim'),
	},
	{
		id: 'code',
		title: safe`CODE`,
		width: [8, 22],
		priority: 3,
		cell: ({code}) => span(code, 'warn'),
	},
	{id: 'text', title: safe`TEXT`, width: [20, 120], priority: 2, cell: ({text}) => span(text)},
];

function tookCell(batch: Batch | undefined): Span {
	return batch?.startedAt === undefined || batch.endedAt === undefined
		? span(safe`-`, 'none')
		: span(shortDuration(milliseconds(batch.endedAt - batch.startedAt)), 'dim');
}

function numberCell(value: number | undefined, tone: Tone = 'text'): Span {
	return value === undefined ? notSent : span(count(value), tone);
}

/** What there is to know of a user's batch, but for its error. */
export function selectBatchFacts(state: State, user: User, batch: Batch): readonly Fact[] {
	const present = presentOf(state);
	return [
		{label: safe`Batch`, value: [batchCell(batch), span(safe`  ${batch.id}`, 'dim')]},
		{label: safe`User`, value: [span(user.email)]},
		{
			label: safe`Queued`,
			value: [
				span(agoLong(batch.queuedAt, present)),
				span(safe`   ended `, 'dim'),
				span(agoLong(batch.endedAt, present)),
			],
		},
		{
			label: safe`Objects`,
			value: [
				span(safe`${count(batch.scope ?? 0)} in scope, ${count(batch.changes ?? 0)} changes, `),
				span(plural(batch.issues, safe`issue`, safe`issues`), batch.issues > 0 ? 'warn' : 'text'),
			],
		},
	];
}
