import {safe} from '../../contract/text.ts';
import {isKnownTrouble} from '../known-trouble.ts';
import {effectiveStatus} from '../effective-status.ts';
import {isOverdue} from '../select/status-cells.ts';
import {isNearSuspension} from '../tally.ts';
import {type UserFacts} from '../user-facts.ts';
import {
	type NumberColumn,
	numberColumn,
	type TextColumn,
	textColumn,
	type WordColumn,
	wordColumn,
} from '../users/user-chunk.ts';
import {emailHalf, type Half, nameHalf} from '../users/compare-users.ts';
import {statusTexts} from '../users/user-search.ts';
import {effectiveText} from '../words.ts';
import {causeTexts, mayHaveCause} from './cause-field.ts';
import {
	accessTypes,
	batches,
	effective,
	holds,
	mailboxes,
	platforms,
	roles,
	syncStatuses,
} from './choices.ts';
import {byField, type Field, type FieldTable, type FilterWorld} from './field-table.ts';

/** How packed rows are asked without asking each. */
export type Packed =
	/** Follows from these words and the world alone. */
	| {readonly by: 'words'; readonly columns: readonly WordColumn[]}
	/** The first of these numbers that there is; `sign` 1 for how long ago, -1 for how long until, 0 as it is. */
	| {readonly by: 'numbers'; readonly columns: readonly NumberColumn[]; readonly sign: 1 | -1 | 0}
	| {readonly by: 'half'; readonly half: Half}
	| {readonly by: 'text'; readonly column: TextColumn}
	/** Only of rows whose batch failed. */
	| {readonly by: 'error'}
	/** Of every row; or only of those whose statuses let it be. */
	| {readonly by: 'row'; readonly ofThose?: (user: UserFacts) => boolean};

export type UserField = Field<UserFacts, FilterWorld> & {readonly packed: Packed};

export type UserFieldTable = FieldTable<UserFacts, FilterWorld, UserField>;

const {groupId, mailServerId, mailPlatform, role, statuses} = wordColumn;

const statusFields: readonly UserField[] = [
	{
		name: 'batch',
		kind: 'choice',
		detail: safe`state of the latest batch`,
		choices: [...batches.choices, {name: 'none'}],
		nothing: 'none',
		of: ({batch}) => (batch === undefined ? 'none' : batches.of(batch.state)),
		packed: {by: 'words', columns: [statuses]},
	},
	{
		name: 'status',
		kind: 'choice',
		detail: safe`the user's own synchronization status`,
		choices: syncStatuses.choices,
		of: ({syncStatus}) => syncStatuses.of(syncStatus),
		packed: {by: 'words', columns: [statuses]},
	},
	{
		name: 'effective',
		kind: 'choice',
		detail: safe`what really happens to the synchronization`,
		choices: effective.choices,
		of: (user, {groups}) => effective.of(effectiveStatus(user, groups.get(user.groupId))),
		packed: {by: 'words', columns: [groupId, statuses]},
	},
	{
		name: 'mailbox',
		kind: 'choice',
		detail: safe`whether the mailbox was initialized`,
		choices: mailboxes.choices,
		of: ({mailboxStatus}) => mailboxes.of(mailboxStatus),
		packed: {by: 'words', columns: [statuses]},
	},
	{
		name: 'hold',
		kind: 'choice',
		detail: safe`why the service holds the user`,
		choices: holds.choices,
		nothing: 'none',
		of: ({hold}) => holds.of(hold),
		packed: {by: 'words', columns: [statuses]},
	},
];

const placeFields: readonly UserField[] = [
	{
		name: 'group',
		kind: 'label',
		detail: safe`name of the group`,
		of: (user, {groups}) => [groups.get(user.groupId)?.name],
		packed: {by: 'words', columns: [groupId]},
	},
	{
		name: 'access',
		kind: 'choice',
		detail: safe`mailbox access type of the group`,
		choices: accessTypes.choices,
		of(user, {groups}) {
			const group = groups.get(user.groupId);
			return group && accessTypes.of(group.mailboxAccessType);
		},
		packed: {by: 'words', columns: [groupId]},
	},
	{
		name: 'server',
		kind: 'label',
		detail: safe`name or id of the mail server`,
		of: ({mailServerId: id}, {servers}) => [id === undefined ? undefined : servers.get(id), id],
		packed: {by: 'words', columns: [mailServerId]},
	},
	{
		name: 'platform',
		kind: 'choice',
		detail: safe`mail platform`,
		choices: platforms.choices,
		of: ({mailPlatform: word}) => word && platforms.of(word),
		packed: {by: 'words', columns: [mailPlatform]},
	},
	{
		name: 'role',
		kind: 'choice',
		detail: safe`what the user may do in Connect`,
		choices: roles.choices,
		of: ({role: word}) => word && roles.of(word),
		packed: {by: 'words', columns: [role]},
	},
];

const failureFields: readonly UserField[] = [
	{
		name: 'code',
		kind: 'label',
		detail: safe`code of the error that the batch ended with`,
		of: ({batch}) => [batch?.error?.code],
		packed: {by: 'error'},
	},
	{
		name: 'error',
		kind: 'text',
		detail: safe`code and text of that error`,
		of: ({batch}) => [batch?.error && `${batch.error.code}\n${batch.error.message}`],
		packed: {by: 'error'},
	},
	{
		name: 'cause',
		kind: 'label',
		detail: safe`cause that hits the user, by its name, its key or a code`,
		of: (user, {knowledge}) => causeTexts(user, knowledge),
		packed: {by: 'row', ofThose: mayHaveCause},
	},
	{
		name: 'issues',
		kind: 'number',
		detail: safe`objects that the batch could not synchronize`,
		of: ({batch}) => batch?.issues,
		packed: {by: 'numbers', columns: [numberColumn.issues], sign: 0},
	},
	{
		name: 'failures',
		kind: 'number',
		detail: safe`failed sessions in a row; the tenth suspends`,
		of: ({consecutiveFailures}) => consecutiveFailures,
		packed: {by: 'numbers', columns: [numberColumn.consecutiveFailures], sign: 0},
	},
	{
		name: 'near',
		kind: 'flag',
		detail: safe`near suspension: seven or more failed sessions in a row`,
		of: (user) => isNearSuspension(user),
		packed: {by: 'row'},
	},
	{
		name: 'ack',
		kind: 'flag',
		detail: safe`somebody acknowledged the user or every cause that hits the user, and it is as it was then`,
		of: (user, world) => isKnownTrouble(user, world),
		packed: {by: 'row'},
	},
];

const timeFields: readonly UserField[] = [
	{
		name: 'age',
		kind: 'span',
		detail: safe`since the batch ended, started or was queued`,
		of: ({batch}, {now}) => batch && now - (batch.endedAt ?? batch.startedAt ?? batch.queuedAt),
		packed: {
			by: 'numbers',
			columns: [numberColumn.endedAt, numberColumn.startedAt, numberColumn.queuedAt],
			sign: 1,
		},
	},
	...momentFields(),
	{
		name: 'overdue',
		kind: 'span',
		detail: safe`late by more than a whole interval of the user's own schedule, and by how much`,
		of(user, {now, groups}) {
			const due = user.nextSynchronizationAt;
			return due !== undefined &&
				isOverdue(user, now) &&
				effectiveStatus(user, groups.get(user.groupId)) === 'enabled'
				? now - due
				: undefined;
		},
		packed: {by: 'row'},
	},
];

function momentFields(): readonly UserField[] {
	const {holdSince, lastSynchronizedAt, nextSynchronizationAt, createdAt} = numberColumn;
	const fields = [
		['last', 'lastSynchronizedAt', lastSynchronizedAt, 1, safe`since the last synchronization`],
		['next', 'nextSynchronizationAt', nextSynchronizationAt, -1, safe`until the next one is due`],
		['since', 'holdSince', holdSince, 1, safe`since the service holds the user`],
		['created', 'createdAt', createdAt, 1, safe`since the user was added`],
	] as const;
	return fields.map(([name, fact, column, sign, detail]): UserField => ({
		name,
		kind: 'span',
		detail,
		of(user, {now}) {
			const moment = user[fact];
			return moment === undefined ? undefined : sign * (now - moment);
		},
		packed: {by: 'numbers', columns: [column], sign},
	}));
}

const textFields: readonly UserField[] = [
	{
		name: 'name',
		kind: 'text',
		detail: safe`name of the user`,
		of: ({name}) => [name],
		packed: {by: 'half', half: nameHalf},
	},
	{
		name: 'email',
		kind: 'text',
		detail: safe`e-mail address`,
		of: ({email}) => [email],
		packed: {by: 'half', half: emailHalf},
	},
	{
		name: 'id',
		kind: 'label',
		detail: safe`id of the user`,
		of: ({id}) => [id],
		packed: {by: 'text', column: textColumn.id},
	},
	{
		name: 'employee',
		kind: 'label',
		detail: safe`employee number`,
		of: ({employeeNumber}) => [employeeNumber],
		packed: {by: 'text', column: textColumn.employeeNumber},
	},
	{
		name: 'notes',
		kind: 'text',
		detail: safe`notes about the user`,
		of: ({notes}) => [notes],
		packed: {by: 'text', column: textColumn.notes},
	},
];

/** The fields of every list of users. */
export const userFields: UserFieldTable = {
	fields: byField([
		...statusFields,
		...placeFields,
		...failureFields,
		...timeFields,
		...textFields,
	]),
	texts(user, {groups}) {
		const group = groups.get(user.groupId);
		const error = user.batch?.error;
		return [
			user.name,
			user.email,
			statusTexts(user),
			group?.name,
			effectiveText(effectiveStatus(user, group)),
			error && `${error.code}\n${error.message}`,
		];
	},
};
