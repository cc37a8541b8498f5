import {type User} from '../../source/contract/user.ts';
import {userOf} from './build.ts';
import {openEngine, type OpenedEngine, type OpenOptions} from './open-engine.ts';

/** An engine that shows the list of users, with the cursor on the first. */
export async function openUsers(options: OpenOptions = {}): Promise<OpenedEngine> {
	const opened = await openEngine(options);
	await opened.press('2');
	return opened;
}

/** So many users alike, in the order of their ids: u-10, u-11 and so on. */
export function manyUsers(
	count: number,
	fields: Parameters<typeof userOf>[1] = {},
): readonly User[] {
	return Array.from({length: count}, (_, index) => userOf(`u-${String(index + 10)}`, fields));
}

/** So many users, all marked, with the dialog open that asks whether to disable them. */
export async function disableMany(count: number): Promise<OpenedEngine> {
	const opened = await openUsers({users: manyUsers(count)});
	await opened.press('*');
	await opened.ask('x');
	return opened;
}

/** Fields of a user who can be deleted. */
export const emptied = {mailboxStatus: 'notInitialized', syncStatus: 'disabled'};
