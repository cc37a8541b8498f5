import {type SafeText, safe, toSafe} from '../contract/text.ts';
import {type EpochMs} from '../contract/time.ts';
import {type User} from '../contract/user.ts';
import {count} from '../format/number.ts';
import {serviceNow} from './feed.ts';
import {type Hours} from './policy.ts';
import {filterFor} from './query/filters.ts';
import {type UserFilter} from './query/match.ts';
import {rowTest} from './query/match-row.ts';
import {type State} from './state.ts';
import {type Target} from './target.ts';
import {userOrder} from './users/user-query.ts';
import {buildView} from './users/user-view.ts';

/** Why nothing is changed at this hour, if so. */
export function reasonOfHour({connection, feed, now}: State): SafeText | undefined {
	const hours = connection.policy?.readOnlyHours;
	return hours !== undefined && isWithin(hours, serviceNow(feed, now))
		? safe`the policy of ${connection.name} forbids changes at this hour: ${hours.text} UTC`
		: undefined;
}

function isWithin({from, to}: Hours, moment: EpochMs): boolean {
	const minute = Math.floor(moment / 60_000) % 1440;
	return from <= to ? minute >= from && minute < to : minute >= from || minute < to;
}

/** What the connection asks of a change beyond what every one takes. */
export function demandsOf({connection}: Pick<State, 'connection'>): {
	readonly isProduction?: true;
	readonly mustExplain?: true;
} {
	return {
		...(connection.isProduction === true && {isProduction: true}),
		...(connection.policy?.requireReason === true && {mustExplain: true}),
	};
}

/** Why so many are not changed at once, if so. */
export function reasonOfSize(
	{connection}: Pick<State, 'connection'>,
	targets: readonly Target[],
): SafeText | undefined {
	const most = connection.policy?.largestBulk;
	const touched = targets.reduce(
		(sum, target) => sum + (target.kind === 'group' ? target.members : 1),
		0,
	);
	return most === undefined || touched <= most
		? undefined
		: safe`the policy of ${connection.name} allows ${count(most)} users at once, and this would touch ${count(touched)}`;
}

/** Why this target is left alone, if the policy protects it. */
export function protectionOf(state: State, target: Target): SafeText | undefined {
	const {policy, name} = state.connection;
	if (policy?.protected === undefined) {
		return undefined;
	}

	const filter = filterFor(state, policy.protected);
	if (target.kind === 'user') {
		return testOf(filter)(target.user)
			? safe`protected by the policy of ${name} (${toSafe(policy.protected.text)})`
			: undefined;
	}

	return hasProtected(state, target, filter)
		? safe`the policy of ${name} protects members of this group (${toSafe(policy.protected.text)})`
		: undefined;
}

const tests = new WeakMap<UserFilter, (user: User) => boolean>();

// Asked for each of many targets with every frame.
function testOf(filter: UserFilter): (user: User) => boolean {
	const known = tests.get(filter) ?? rowTest(filter.query, filter.table, filter.world);
	tests.set(filter, known);
	return known;
}

const byName = {column: 'name', isDescending: false} as const;

let last:
	| {
			readonly users: State['entities']['users'];
			readonly filter: UserFilter;
			readonly id: string;
			readonly answer: boolean;
	  }
	| undefined;

function hasProtected(
	{entities: {users, groups}}: State,
	target: Extract<Target, {kind: 'group'}>,
	filter: UserFilter,
): boolean {
	const {id} = target.group;
	if (last?.users !== users || last.filter !== filter || last.id !== id) {
		const membership = {kind: 'members', groupId: id} as const;
		const {slots} = buildView(users, userOrder(groups, byName, membership, filter));
		last = {users, filter, id, answer: slots.length > 0};
	}

	return last.answer;
}
