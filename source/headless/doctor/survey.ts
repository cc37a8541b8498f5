import {type UserPage} from '../../contract/changes.ts';
import {type SafeText} from '../../contract/text.ts';
import {type User} from '../../contract/user.ts';
import {causesOf} from '../../core/causes/causes-of-row.ts';
import {type Knowledge} from '../../knowledge/cause.ts';

/** What the checks ask of a user; the rest is let go of, page by page. */
export type Surveyed = Pick<
	User,
	| 'id'
	| 'name'
	| 'email'
	| 'groupId'
	| 'syncStatus'
	| 'mailboxStatus'
	| 'hold'
	| 'employeeNumber'
	| 'role'
	| 'consecutiveFailures'
	| 'intervalSeconds'
	| 'nextSynchronizationAt'
	| 'createdAt'
> & {
	readonly isOnItsWay: boolean;
	/** The ids of the kinds of failure that it suffers from. */
	readonly kinds: readonly string[];
};

/** All users, as far as they could be read. */
export type Survey = {
	readonly users: readonly Surveyed[];
	readonly total: number;
	/** Rows that could not be read. */
	readonly unreadable: number;
};

/** The users of one page, as the checks want them. */
export function survey(page: UserPage, knowledge: Knowledge): readonly Surveyed[] {
	return page.rows.rows.map((user) => ({
		id: user.id,
		name: user.name,
		email: user.email,
		groupId: user.groupId,
		syncStatus: user.syncStatus,
		mailboxStatus: user.mailboxStatus,
		hold: user.hold,
		employeeNumber: user.employeeNumber,
		role: user.role,
		consecutiveFailures: user.consecutiveFailures,
		intervalSeconds: user.intervalSeconds,
		nextSynchronizationAt: user.nextSynchronizationAt,
		createdAt: user.createdAt,
		isOnItsWay: user.batch?.state === 'queued' || user.batch?.state === 'running',
		kinds: causesOf(knowledge, user).flatMap(({kind}) => (kind === undefined ? [] : [kind.id])),
	}));
}

/** What a user is called in a list of offenders. */
export function nameOf({email, name, id}: Pick<Surveyed, 'email' | 'name' | 'id'>): SafeText {
	return email.trim() === '' ? (name.trim() === '' ? id : name) : email;
}

/** An e-mail address as it is compared: case makes no difference. */
export const addressOf = (email: string): string => email.trim().toLowerCase();

/** Whether a text can be an e-mail address at all. */
export const isAddress = (email: string): boolean =>
	/^[^\s@,;<>"]+@[^\s@,;<>"]+\.[^\s@,;<>".]+$/.test(email.trim());
