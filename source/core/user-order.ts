import {type Group} from '../contract/group.ts';
import {type SafeText, safe} from '../contract/text.ts';
import {type User} from '../contract/user.ts';
import {type Entities, groupOf} from './entities.ts';
import {type EffectiveStatus, effectiveStatus} from './effective-status.ts';
import {type Sort} from './list-state.ts';
import {type Order} from './ordered-view.ts';
import {belongsTo, isNearSuspension} from './tally.ts';
import {type Scope} from './view-state.ts';
import {batchStateText, effectiveText, holdText, mailboxText, syncStatusText} from './words.ts';

/** The columns that users can be ordered by, each with the value that decides. */
export const userSorts = [
	'name',
	'email',
	'group',
	'mailbox',
	'status',
	'effective',
	'state',
	'issues',
	'last',
	'next',
] as const;
export type UserSort = (typeof userSorts)[number];

export function isInScope(scope: Scope, user: User): boolean {
	switch (scope.kind) {
		case 'all': {
			return true;
		}

		case 'count': {
			return belongsTo(scope.name, user);
		}

		case 'errorCode': {
			return user.batch?.state === 'suspended' && errorCodeOf(user) === scope.code;
		}

		case 'nearSuspension': {
			return isNearSuspension(user);
		}
	}
}

/** What a user's batch failed with; one rule for the line of the dashboard and for the list that it opens. */
export function errorCodeOf({batch}: User): SafeText {
	return batch?.error?.code ?? safe`no code`;
}

/** The order of a list of users: who is in it, and by which column. */
export function userOrder(
	groups: Entities['groups'],
	sort: Sort,
	isIn: (user: User) => boolean,
	filter: string,
): Order<User> {
	const entities = {groups};
	const terms = fold(filter)
		.split(' ')
		.filter((term) => term !== '');
	return {
		isDescending: sort.isDescending,
		keyOf: sortValue(sort.column, (user) => groupOf(entities, user)),
		matches(user) {
			if (!isIn(user)) {
				return false;
			}

			if (terms.length === 0) {
				return true;
			}

			const own = ownText(user);
			const group = groupOf(entities, user);
			return terms.every((term) => own.includes(term) || groupText(user, group).includes(term));
		},
	};
}

type GroupLookup = (user: User) => Group | undefined;

const stateRank = new Map<string, number>(
	['suspended', 'finishedWithIssues', 'interrupted', 'running', 'queued', 'finished'].map(
		(state, index) => [state, index],
	),
);

const effectiveRank: Readonly<Record<EffectiveStatus, number>> = {
	suspendedByError: 0,
	disabledByGroup: 1,
	disabled: 2,
	unrecognized: 3,
	enabled: 4,
};

// Strings or numbers, never both for one column.
function sortValue(column: string, groupFor: GroupLookup): (user: User) => string | number {
	switch (column) {
		case 'email': {
			return (user) => foldedEmail(user);
		}

		case 'group': {
			return (user) => fold(groupFor(user)?.name ?? '');
		}

		case 'mailbox': {
			return (user) => (user.mailboxStatus === 'initialized' ? 1 : 0);
		}

		case 'status': {
			return (user) => (user.syncStatus === 'enabled' ? 1 : 0);
		}

		case 'effective': {
			return (user) => effectiveRank[effectiveStatus(user, groupFor(user))];
		}

		case 'state': {
			return (user) => (user.batch === undefined ? 9 : (stateRank.get(user.batch.state) ?? 8));
		}

		case 'issues': {
			return (user) => user.batch?.issues ?? -1;
		}

		case 'last': {
			return (user) => user.lastSynchronizedAt ?? 0;
		}

		case 'next': {
			return (user) => user.nextSynchronizationAt ?? Number.MAX_SAFE_INTEGER;
		}

		default: {
			return (user) => foldedName(user);
		}
	}
}

const marks = /\p{M}/gu;
const plain = /^[\u0020-\u007E]*$/;

/** Lower case without accents: what people type when they look for somebody. */
export function fold(text: string): string {
	return (plain.test(text) ? text : text.normalize('NFD').replace(marks, '')).toLowerCase();
}

// Prepared once a row: a row that changes is another object.
const names = new WeakMap<User, string>();
const emails = new WeakMap<User, string>();
const texts = new WeakMap<User, string>();

const foldedName = (user: User): string => prepared(names, user, () => fold(user.name));
const foldedEmail = (user: User): string => prepared(emails, user, () => fold(user.email));

function prepared(cache: WeakMap<User, string>, user: User, make: () => string): string {
	let value = cache.get(user);
	if (value === undefined) {
		value = make();
		cache.set(user, value);
	}

	return value;
}

/** Everything that the columns show of the user alone, as one text to look in. */
function ownText(user: User): string {
	return prepared(texts, user, () =>
		fold(
			[
				user.name,
				user.email,
				`mailbox ${mailboxText(user.mailboxStatus)}`,
				syncStatusText(user.syncStatus),
				user.hold === 'none' ? '' : `hold ${holdText(user.hold)}`,
				user.batch === undefined ? '' : batchStateText(user.batch.state),
				user.batch?.error?.code ?? '',
				user.batch?.error?.message ?? '',
			].join('\n'),
		),
	);
}

const groupTexts = new WeakMap<Group, Map<EffectiveStatus, string>>();

/** What the columns show of the user's group and of what comes of both: few texts for many users. */
function groupText(user: User, group: Group | undefined): string {
	const status = effectiveStatus(user, group);
	if (group === undefined) {
		return fold(effectiveText(status));
	}

	const known = groupTexts.get(group) ?? new Map<EffectiveStatus, string>();
	const text = known.get(status) ?? fold(`${group.name}\n${effectiveText(status)}`);
	known.set(status, text);
	groupTexts.set(group, known);
	return text;
}

/** Prepares what filtering and the first order look at, when a row arrives instead of when a key is pressed. */
export function prepareUsers(users: readonly User[]): void {
	for (const user of users) {
		ownText(user);
		foldedName(user);
	}
}
