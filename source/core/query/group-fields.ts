import {type Group} from '../../contract/group.ts';
import {safe} from '../../contract/text.ts';
import {noSums, type Sums, type Tally} from '../tally.ts';
import {accessTypeText, syncStatusText} from '../words.ts';
import {accessTypes, syncStatuses} from './choices.ts';
import {byField, type Field, type FieldTable} from './field-table.ts';

/** What a filter of groups has to know beside the group: the sums over members. */
export type GroupWorld = {readonly byGroup: Tally['byGroup']};

const sum =
	(name: keyof Sums) =>
	(group: Group, {byGroup}: GroupWorld): number =>
		(byGroup.get(group.id) ?? noSums)[name];

const fields: ReadonlyArray<Field<Group, GroupWorld>> = [
	{name: 'name', kind: 'text', detail: safe`name of the group`, of: ({name}) => [name]},
	{
		name: 'status',
		kind: 'choice',
		detail: safe`synchronization status of the group`,
		choices: syncStatuses.choices,
		of: ({syncStatus}) => syncStatuses.of(syncStatus),
	},
	{
		name: 'access',
		kind: 'choice',
		detail: safe`mailbox access type`,
		choices: accessTypes.choices,
		of: ({mailboxAccessType}) => accessTypes.of(mailboxAccessType),
	},
	{name: 'users', kind: 'number', detail: safe`members`, of: sum('users')},
	{
		name: 'active',
		kind: 'number',
		detail: safe`members whose batch is queued or running`,
		of: sum('active'),
	},
	{
		name: 'suspended',
		kind: 'number',
		detail: safe`members whose batch is suspended`,
		of: sum('suspended'),
	},
	{
		name: 'issues',
		kind: 'number',
		detail: safe`members whose batch finished with issues`,
		of: sum('withIssues'),
	},
	{
		name: 'external',
		kind: 'label',
		detail: safe`external id`,
		of: ({externalId}) => [externalId],
	},
];

/** The fields of the list of groups. */
export const groupFields: FieldTable<Group, GroupWorld> = {
	fields: byField(fields),
	texts: ({name, externalId, mailboxAccessType, syncStatus}) => [
		`${name}\n${externalId}\n${accessTypeText(mailboxAccessType)}\n${syncStatusText(syncStatus)}`,
	],
};
