import {type Group} from '../contract/group.ts';
import {groupJson} from '../contract/row-json.ts';
import {groupList} from '../core/lists.ts';
import {groupColumns, sumsOf} from '../core/select/groups.ts';
import {type State} from '../core/state.ts';
import {unreadableUsers} from '../core/select/overview.ts';
import {type Asked, type ServiceWorld} from './command.ts';
import {type Printing, printRows} from './output.ts';
import {endOf} from './unread.ts';
import {looking} from './users-asked.ts';
import {readAll} from './wait-for.ts';

/** `synctop groups`: the groups with the sums over their members. */
export async function groups(asked: Asked, world: ServiceWorld): Promise<number> {
	const state = looking(await readAll(world), 'groups', asked);
	await printRows(groupList(state), groupPrinting(state), asked, world);
	return endOf(unreadableUsers(state), asked, world);
}

function groupPrinting(state: State): Printing<Group> {
	const sums = (group: Group) => sumsOf(state, group);
	return {
		columns: groupColumns(state),
		fields: [
			{id: 'id', of: ({id}) => id},
			{id: 'name', of: ({name}) => name},
			{id: 'external', of: ({externalId}) => externalId},
			{id: 'access', of: ({mailboxAccessType}) => mailboxAccessType},
			{id: 'status', of: ({syncStatus}) => syncStatus},
			{id: 'users', of: (group) => sums(group).users},
			{id: 'active', of: (group) => sums(group).active},
			{id: 'withIssues', of: (group) => sums(group).withIssues},
			{id: 'suspended', of: (group) => sums(group).suspended},
			{id: 'notConfigured', of: (group) => sums(group).notConfigured},
			{id: 'disabled', of: (group) => sums(group).disabled},
			{id: 'version', of: ({version}) => version},
		],
		json: groupJson,
		name: ({name, id}) => (name.trim() === '' ? id : name),
	};
}
