import {type Group} from '../../contract/group.ts';
import {type SafeText, safe} from '../../contract/text.ts';
import {meter} from '../../format/bar.ts';
import {count, plural} from '../../format/number.ts';
import {type State} from '../state.ts';
import {noSums, type Sums} from '../tally.ts';
import {accessTypeText} from '../words.ts';
import {type Column} from './column.ts';
import {type Span, span, type Tone} from './line.ts';
import {agoLong, presentOf, syncStatusCell} from './status-cells.ts';
import {type Fact} from './user-detail.ts';

const healthCells = 8;

/** The sums over the members of a group. */
export function sumsOf(state: State, group: Group): Sums {
	return state.entities.tally.byGroup.get(group.id) ?? noSums;
}

type GroupColumns = ReadonlyArray<Column<Group>>;

/** The columns of the list of groups. */
export function groupColumns(state: State): GroupColumns {
	return [...settingColumns, ...memberColumns((group) => sumsOf(state, group))];
}

const settingColumns: GroupColumns = [
	{
		id: 'name',
		title: safe`GROUP`,
		width: [16, 30],
		priority: 1,
		cell: (group) => span(group.isDefault === true ? safe`${group.name} (default)` : group.name),
	},
	{
		id: 'external',
		title: safe`EXTERNAL ID`,
		width: [12, 16],
		priority: 8,
		cell: ({externalId}) => span(externalId, 'dim'),
	},
	{
		id: 'access',
		title: safe`MAILBOX ACCESS`,
		width: [22, 23],
		priority: 7,
		cell: ({mailboxAccessType}) => span(accessTypeText(mailboxAccessType), 'dim'),
	},
	{
		id: 'status',
		title: safe`SYNC`,
		width: [10, 10],
		priority: 2,
		cell: ({syncStatus}) => syncStatusCell(syncStatus),
	},
];

function memberColumns(sums: (group: Group) => Sums): GroupColumns {
	return [
		{
			id: 'users',
			title: safe`USERS`,
			width: [6, 7],
			priority: 3,
			align: 'right',
			cell: (group) => span(count(sums(group).users)),
		},
		{
			id: 'active',
			title: safe`ACTIVE`,
			width: [6, 7],
			priority: 6,
			align: 'right',
			cell: (group) => part(sums(group).active, 'accent'),
		},
		{
			id: 'issues',
			title: safe`ISSUES`,
			width: [6, 7],
			priority: 5,
			align: 'right',
			cell: (group) => part(sums(group).withIssues, 'warn'),
		},
		{
			id: 'suspended',
			title: safe`SUSP`,
			width: [5, 6],
			priority: 4,
			align: 'right',
			cell: (group) => part(sums(group).suspended, 'error'),
		},
		{
			id: 'notConfigured',
			title: safe`N/CONF`,
			width: [6, 7],
			priority: 6,
			align: 'right',
			cell: (group) => part(sums(group).notConfigured, 'warn'),
		},
		{
			id: 'disabled',
			title: safe`OFF`,
			width: [4, 6],
			priority: 9,
			align: 'right',
			cell: (group) => part(sums(group).disabled, 'off'),
		},
		{
			id: 'health',
			title: safe`HEALTH`,
			width: [healthCells, healthCells],
			priority: 5,
			cell: (group) => healthCell(group, sums(group)),
		},
	];
}

function part(value: number, tone: Tone): Span {
	return span(count(value), value === 0 ? 'dim' : tone);
}

/** The share of configured members without issues or suspension; dots for a group that does not synchronize. */
function healthCell(group: Group, sums: Sums): Span {
	if (group.syncStatus === 'disabled') {
		return span(safe`········`, 'off');
	}

	const configured = sums.users - sums.notConfigured;
	const well = configured - sums.withIssues - sums.suspended;
	return span(meter(well, configured, healthCells), sums.suspended > 0 ? 'error' : 'ok');
}

/** What there is to know of a group. */
export function selectGroupFacts(state: State, group: Group): readonly Fact[] {
	const sums = sumsOf(state, group);
	const present = presentOf(state);
	return [
		{
			label: safe`Sync status`,
			value: [
				syncStatusCell(group.syncStatus),
				span(
					group.syncStatus === 'disabled'
						? safe`  members do not synchronize and cannot re-enable it`
						: safe``,
					'dim',
				),
			],
		},
		{
			label: safe`Members`,
			value: [
				span(
					safe`${plural(sums.users, safe`user`, safe`users`)}, ${count(sums.users - sums.notConfigured)} configured`,
				),
				span(
					sums.disabled === 0 ? safe`` : safe`, ${count(sums.disabled)} disabled individually`,
					'off',
				),
			],
		},
		{label: safe`By state`, value: stateSpans(sums)},
		{label: safe`Mailbox access`, value: [span(accessTypeText(group.mailboxAccessType))]},
		{label: safe`External id`, value: [span(group.externalId, 'dim')]},
		{label: safe`Last change`, value: [span(agoLong(group.updatedAt, present), 'dim')]},
	];
}

function stateSpans(sums: Sums): readonly Span[] {
	return [
		span(safe`${count(sums.active)} active  `, sums.active > 0 ? 'accent' : 'dim'),
		span(safe`${count(sums.withIssues)} with issues  `, sums.withIssues > 0 ? 'warn' : 'dim'),
		span(safe`${count(sums.suspended)} suspended  `, sums.suspended > 0 ? 'error' : 'dim'),
		span(
			safe`${count(sums.notConfigured)} not configured`,
			sums.notConfigured > 0 ? 'warn' : 'dim',
		),
	];
}

/** What the other setting of a group would do. */
export function groupOffer(state: State, group: Group): SafeText {
	const {users, notConfigured, disabled} = sumsOf(state, group);
	return group.syncStatus === 'enabled'
		? safe`x disables it: ${count(users - notConfigured - disabled)} users stop and cannot resume (hard stop)`
		: safe`e enables it: members go back to their own status`;
}
