import {userJson} from '../contract/row-json.ts';
import {type EpochMs, formatTime} from '../contract/time.ts';
import {type User} from '../contract/user.ts';
import {effectiveStatus} from '../core/effective-status.ts';
import {groupOf} from '../core/entities.ts';
import {batchColumns} from '../core/select/batches.ts';
import {userColumns} from '../core/select/users.ts';
import {type State} from '../core/state.ts';
import {type FieldOf, type Printing} from './output.ts';

/** How users are printed. */
export function userPrinting(state: State): Printing<User> {
	return {
		columns: userColumns(state),
		fields: userFields(state),
		json: userJson,
		name: ({email, id}) => (email.trim() === '' ? id : email),
	};
}

/** How the latest batches of users are printed: each line is that of a user, with the batch. */
export function batchPrinting(state: State): Printing<User> {
	return {...userPrinting(state), columns: batchColumns(state)};
}

const momentText = (moment: EpochMs | undefined): string | undefined =>
	moment === undefined ? undefined : formatTime(moment);

function userFields(state: State): ReadonlyArray<FieldOf<User>> {
	return [
		{id: 'id', of: ({id}) => id},
		{id: 'name', of: ({name}) => name},
		{id: 'email', of: ({email}) => email},
		{id: 'group', of: (user) => groupOf(state.entities, user)?.name ?? user.groupId},
		{id: 'mailbox', of: ({mailboxStatus}) => mailboxStatus},
		{id: 'status', of: ({syncStatus}) => syncStatus},
		{id: 'effective', of: (user) => effectiveStatus(user, groupOf(state.entities, user))},
		{id: 'hold', of: ({hold}) => hold},
		{id: 'state', of: ({batch}) => batch?.state},
		{id: 'issues', of: ({batch}) => batch?.issues},
		{id: 'code', of: ({batch}) => batch?.error?.code},
		{id: 'error', of: ({batch}) => batch?.error?.message},
		{id: 'failures', of: ({consecutiveFailures}) => consecutiveFailures},
		{id: 'queued', of: ({batch}) => momentText(batch?.queuedAt)},
		{id: 'ended', of: ({batch}) => momentText(batch?.endedAt)},
		{id: 'last', of: ({lastSynchronizedAt}) => momentText(lastSynchronizedAt)},
		{id: 'next', of: ({nextSynchronizationAt}) => momentText(nextSynchronizationAt)},
		{id: 'version', of: ({version}) => version},
	];
}
