import {type BatchId, batchId} from '../../source/contract/id.ts';
import {keepSafe, type SafeText} from '../../source/contract/text.ts';
import {type Subject} from '../world/fill-text.ts';
import {type ServerRecord, type UserRecord} from '../world/records.ts';
import {type World} from '../world/state.ts';

/** Text of the simulation for a reply. It is not cleaned: it leaves as it is, so that clients are tried with hostile names too. */
export const raw = (text: string): SafeText => keepSafe(text);

export function toBatchId(user: UserRecord, number: number): BatchId {
	return batchId.parse(`b-${user.id.slice(2)}-${number}`);
}

export function serverOf(world: World, user: UserRecord): ServerRecord | undefined {
	const group = world.groups[user.groupIndex];
	return group === undefined ? undefined : world.servers[group.serverIndex];
}

/** What texts about a user and a moment are filled with. */
export function toSubject(world: World, user: UserRecord, at = world.now): Subject {
	return {
		email: user.email,
		employee: user.employeeNumber,
		host: serverOf(world, user)?.host ?? 'mail.contoso.example',
		at,
	};
}
