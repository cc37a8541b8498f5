import {safe} from '../../contract/text.ts';
import {type User} from '../../contract/user.ts';
import {count} from '../../format/number.ts';
import {groupOf} from '../entities.ts';
import {type State} from '../state.ts';
import {type UserSort} from '../users/user-query.ts';
import {type Column} from './column.ts';
import {notSent, span} from './line.ts';
import {
	ago,
	batchCell,
	dueCell,
	effectiveShort,
	mailboxCell,
	presentOf,
	syncStatusCell,
} from './status-cells.ts';

type UserColumns = ReadonlyArray<Column<User, UserSort>>;

/** The columns of every list of users. */
export function userColumns(state: State): UserColumns {
	return [...identityColumns(state), ...statusColumns(state), ...sessionColumns(state)];
}

function identityColumns(state: State): UserColumns {
	return [
		{id: 'name', title: safe`NAME`, width: [16, 30], priority: 1, cell: (user) => span(user.name)},
		{
			id: 'email',
			title: safe`E-MAIL`,
			width: [14, 36],
			priority: 8,
			cell: (user) => span(user.email, 'dim'),
		},
		{
			id: 'group',
			title: safe`GROUP`,
			width: [12, 22],
			priority: 6,
			cell(user) {
				const found = groupOf(state.entities, user);
				return found === undefined
					? notSent
					: span(found.name, found.syncStatus === 'disabled' ? 'off' : 'text');
			},
		},
	];
}

function statusColumns(state: State): UserColumns {
	return [
		{
			id: 'mailbox',
			title: safe`MAILBOX`,
			width: [15, 15],
			priority: 7,
			cell: (user) => mailboxCell(user.mailboxStatus),
		},
		{
			id: 'status',
			title: safe`SYNC`,
			width: [10, 10],
			priority: 9,
			cell: (user) => syncStatusCell(user.syncStatus),
		},
		{
			id: 'effective',
			title: safe`EFFECTIVE`,
			width: [11, 12],
			priority: 3,
			cell: (user) => effectiveShort(user, groupOf(state.entities, user)),
		},
	];
}

function sessionColumns(state: State): UserColumns {
	const present = presentOf(state);
	return [
		{
			id: 'state',
			title: safe`BATCH`,
			width: [13, 13],
			priority: 2,
			cell: (user) => batchCell(user.batch),
		},
		{
			id: 'issues',
			title: safe`ISS`,
			width: [4, 5],
			priority: 5,
			align: 'right',
			cell: ({batch}) =>
				batch === undefined
					? span(safe`-`, 'none')
					: span(count(batch.issues), batch.issues > 0 ? 'warn' : 'dim'),
		},
		{
			id: 'last',
			title: safe`LAST`,
			width: [6, 7],
			priority: 4,
			align: 'right',
			cell: (user) => ago(user.lastSynchronizedAt, present),
		},
		{
			id: 'next',
			title: safe`NEXT`,
			width: [6, 7],
			priority: 6,
			align: 'right',
			cell: (user) => dueCell(user, groupOf(state.entities, user), present),
		},
	];
}
