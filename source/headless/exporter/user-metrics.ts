import {type SafeText, safe} from '../../contract/text.ts';
import {effectiveStatuses, type EffectiveStatus} from '../../core/effective-status.ts';
import {countsOf} from '../../core/select/overview.ts';
import {type State} from '../../core/state.ts';
import {statusSums} from '../../core/status-sums.ts';
import {noSums, type Sums} from '../../core/tally.ts';
import {type Metric, one, type Sample} from './family.ts';
import {labelsOf, otherName} from './names.ts';
import {mostNamed} from './slots.ts';
import {type View} from './view.ts';

const bound = `At most ${mostNamed} groups are told apart, the rest is summed up as "other".`;

/** Users, all of them and by group. Never one by one. */
export const userMetrics: ReadonlyArray<Metric<View>> = [
	{
		name: 'synctop_users',
		type: 'gauge',
		help: 'Users by what really happens to them: a disabled group stands over its members, then the own status, then a hold by the service (suspended). Each user is in one.',
		labels: ['status'],
		read: ({state}) => (state.isComplete ? ofStatuses({}, allMembers(state)) : []),
	},
	{
		name: 'synctop_batches',
		type: 'gauge',
		help: 'Users by what became of their current batch, as the dashboard counts: active (queued or running), with_issues, suspended.',
		labels: ['state'],
		read: ({state}) => {
			const counts = countsOf(state);
			return counts === undefined ? [] : ofBatches({}, counts);
		},
	},
	{
		name: 'synctop_users_not_configured',
		type: 'gauge',
		help: 'Users whose mailbox is not initialized.',
		labels: [],
		read: ({state}) => one(countsOf(state)?.notConfigured),
	},
	{
		name: 'synctop_users_near_suspension',
		type: 'gauge',
		help: 'Users whose last seven sessions or more failed: the tenth failure suspends.',
		labels: [],
		read: ({state}) => (state.isComplete ? one(state.entities.tally.all.nearSuspension) : []),
	},
	{
		name: 'synctop_issues',
		type: 'gauge',
		help: 'Objects that the current batches could not synchronize.',
		labels: [],
		read: ({state}) => (state.isComplete ? one(state.entities.tally.all.issues) : []),
	},
	{
		name: 'synctop_groups',
		type: 'gauge',
		help: 'Groups by their synchronization status.',
		labels: ['status'],
		read: ({state}) => {
			const groups = [...state.entities.groups.values()];
			const of = (status: string): number =>
				groups.filter(({syncStatus}) => syncStatus === status).length;
			const [enabled, disabled] = [of('enabled'), of('disabled')];
			return groups.length === 0
				? []
				: [
						{labels: {status: safe`enabled`}, value: enabled},
						{labels: {status: safe`disabled`}, value: disabled},
						{labels: {status: safe`unrecognized`}, value: groups.length - enabled - disabled},
					];
		},
	},
	{
		name: 'synctop_group_users',
		type: 'gauge',
		help: `Members of a group by what really happens to them. ${bound}`,
		labels: ['group', 'status'],
		read: byGroup((group, members) => ofStatuses({group}, members)),
	},
	{
		name: 'synctop_group_batches',
		type: 'gauge',
		help: `Members of a group by what became of their current batch. ${bound}`,
		labels: ['group', 'state'],
		read: byGroup((group, {sums}) => ofBatches({group}, sums)),
	},
	{
		name: 'synctop_group_users_near_suspension',
		type: 'gauge',
		help: `Members of a group whose last seven sessions or more failed. ${bound}`,
		labels: ['group'],
		read: byGroup((group, {sums}) => [{labels: {group}, value: sums.nearSuspension}]),
	},
];

const statusNames: Readonly<Record<EffectiveStatus, SafeText>> = {
	enabled: safe`enabled`,
	suspendedByError: safe`suspended`,
	disabled: safe`disabled`,
	disabledByGroup: safe`disabled_by_group`,
	unrecognized: safe`unrecognized`,
};

/** Some users, summed up. */
type Members = {readonly sums: Sums; readonly statuses: Readonly<Record<EffectiveStatus, number>>};

type Shared = Readonly<Record<string, SafeText>>;

function ofStatuses(shared: Shared, {statuses}: Members): readonly Sample[] {
	return effectiveStatuses.map((status) => ({
		labels: {...shared, status: statusNames[status]},
		value: statuses[status],
	}));
}

function ofBatches(
	shared: Shared,
	{active, withIssues, suspended}: Pick<Sums, 'active' | 'withIssues' | 'suspended'>,
): readonly Sample[] {
	return [
		{labels: {...shared, state: safe`active`}, value: active},
		{labels: {...shared, state: safe`with_issues`}, value: withIssues},
		{labels: {...shared, state: safe`suspended`}, value: suspended},
	];
}

function membersOf(state: State): ReadonlyMap<string, Members> {
	const {entities} = state;
	return new Map(
		[...entities.tally.byGroup].map(([id, sums]) => [
			id,
			{sums, statuses: statusSums(entities, id, sums)},
		]),
	);
}

function allMembers(state: State): Members {
	return [...membersOf(state).values()].reduce(plus, nobody);
}

function byGroup(
	read: (group: SafeText, members: Members) => readonly Sample[],
): Metric<View>['read'] {
	return ({state, named}) => {
		if (!state.isComplete) {
			return [];
		}

		const {groups} = state.entities;
		const members = membersOf(state);
		const labels = labelsOf(
			[...groups.values()].map(({id, name, externalId}) => ({id, name, besides: externalId})),
		);
		const weights = [...groups.keys()].map((id) => [id, members.get(id)?.sums.users ?? 0] as const);
		const chosen = named.groups.choose(new Map(weights));
		// Also members of a group that was not read.
		const rest = [...members].filter(([id]) => !chosen.has(id)).map(([, part]) => part);
		return [
			...[...groups.keys()]
				.filter((id) => chosen.has(id))
				.flatMap((id) => read(labels.get(id) ?? otherName, members.get(id) ?? nobody)),
			...(rest.length === 0 ? [] : read(otherName, rest.reduce(plus, nobody))),
		];
	};
}

const nobody: Members = {
	sums: noSums,
	statuses: {enabled: 0, suspendedByError: 0, disabled: 0, disabledByGroup: 0, unrecognized: 0},
};

function plus(one: Members, other: Members): Members {
	return {sums: added(one.sums, other.sums), statuses: added(one.statuses, other.statuses)};
}

function added<Name extends string>(
	one: Readonly<Record<Name, number>>,
	other: Readonly<Record<Name, number>>,
): Readonly<Record<Name, number>> {
	const sums: Record<Name, number> = {...one};
	let name: Name;
	for (name in other) {
		sums[name] += other[name];
	}

	return sums;
}
