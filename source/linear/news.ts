import {type SafeText, joinSafe, safe} from '../contract/text.ts';
import {type User} from '../contract/user.ts';
import {causesOf} from '../core/causes/causes-of-row.ts';
import {errorCodeOf} from '../core/error-code.ts';
import {type Entities} from '../core/entities.ts';
import {freshnessOf, type Freshness} from '../core/feed.ts';
import {type State} from '../core/state.ts';
import {targetId} from '../core/target.ts';
import {stand, standOf} from '../core/users/user-stand.ts';
import {changedSlots, userAt} from '../core/users/user-table.ts';
import {countText, mailServerStateText, serviceStatusText, syncStatusText} from '../core/words.ts';
import {count, plural} from '../format/number.ts';
import {bannerLines} from './status.ts';
import {spoken} from './plain.ts';

/** What is said by itself: everything, what is grave, or nothing of the service's own doing. */
export const newsLevels = ['all', 'grave', 'off'] as const;
export type NewsLevel = (typeof newsLevels)[number];

// At most so many sentences at a time, and so many names in one.
const mostSentences = 6;
const mostNames = 3;
// What is not grave is summed up: batches come and go all the time.
const betweenMild = 60_000;
// While a question waits for its answer, it is not talked over.
const betweenInQuestion = 60_000;

type Moved = {
	readonly what: SafeText;
	/** Others were so before. */
	readonly isMore?: boolean;
	readonly cause?: SafeText;
	readonly names: readonly SafeText[];
};

type Known = {readonly entities: Entities; readonly at: number};

/**
Tells what changed since it told last: one sentence a kind, with sums, so that a storm makes no more of them than a breeze. Everybody is
compared with how they stood then: who fell and got up again in between is not told.
*/
export function createNews() {
	let grave: Known | undefined;
	let mild: Known | undefined;
	let level: NewsLevel = 'all';
	const world = createWorldNews();
	return {
		level: (): NewsLevel => level,
		setLevel(next: NewsLevel): void {
			level = next;
		},
		look(state: State): readonly SafeText[] {
			const now = state.now.elapsed;
			const told = world(state);
			if (!state.isComplete) {
				return told;
			}

			const fresh = {entities: state.entities, at: now};
			grave ??= fresh;
			mild ??= fresh;
			const isAsked = state.dialog?.kind === 'confirm';
			const isHeld = isAsked && now - grave.at < betweenInQuestion;
			const lines: SafeText[] = [];
			if (grave.entities.users !== state.entities.users && !isHeld) {
				lines.push(...sentences(movedBetween(grave.entities, state.entities, besides(state))));
				grave = fresh;
			}

			if (
				mild.entities.users !== state.entities.users &&
				now - mild.at >= betweenMild &&
				!isAsked
			) {
				lines.push(
					...(level === 'all'
						? sentences(movedBetween(mild.entities, state.entities, mildKind))
						: []),
				);
				mild = fresh;
			}

			return level === 'off' ? told : [...told, ...lines].slice(0, mostSentences);
		},
	};
}

function sentences(moved: readonly Moved[]): readonly SafeText[] {
	return moved.map(
		({what, cause, names, isMore = false}) =>
			safe`${isMore ? plural(names.length, safe`more user`, safe`more users`) : plural(names.length, safe`user`, safe`users`)} ${what}: ${someNames(names)}${cause === undefined ? safe`` : safe`; cause ${cause}`}.`,
	);
}

function someNames(names: readonly SafeText[]): SafeText {
	const first = joinSafe(names.slice(0, mostNames).map(spoken), ', ');
	const rest = names.length - mostNames;
	return rest > 0 ? safe`${first} and ${count(rest)} more` : first;
}

/** Who stands otherwise in one version of the rows than in another. After a new full read nobody can be compared: nothing is told. */
function movedBetween(from: Entities, to: Entities, kindOf: KindOf): readonly Moved[] {
	if (from.users.slotOf !== to.users.slotOf) {
		return [];
	}

	const kinds = new Map<string, {readonly kind: Kind; readonly names: SafeText[]}>();
	for (const slot of changedSlots(from.users, to.users)) {
		const before = userAt(from.users, slot);
		const after = userAt(to.users, slot);
		const kind = kindOf(before, after, to);
		const name = (after ?? before)?.name;
		if (kind !== undefined && name !== undefined) {
			const key = `${kind.what}\n${kind.cause ?? ''}`;
			const known = kinds.get(key) ?? {kind, names: []};
			known.names.push(name);
			kinds.set(key, known);
		}
	}

	const all = [...kinds.values()]
		.map(({kind, names}): Moved => ({...kind, names}))
		.toSorted((one, other) => other.names.length - one.names.length);
	const rest = all.slice(mostSentences - 1);
	return rest.length < 2
		? all
		: [
				...all.slice(0, mostSentences - 1),
				{what: safe`changed otherwise`, names: rest.flatMap(({names}) => names)},
			];
}

type Kind = Omit<Moved, 'names'>;
/** What somebody became; nothing where that is not told. */
type KindOf = (
	before: User | undefined,
	after: User | undefined,
	entities: Entities,
) => Kind | undefined;

const graveKind: KindOf = (before, after, entities) => {
	if (before === undefined || after === undefined) {
		return before === after ? undefined : {what: after === undefined ? safe`gone` : safe`added`};
	}

	const [was, is] = [standOf(before), standOf(after)];
	const came = (bit: number) => (is & bit) > 0 && (was & bit) === 0;
	const went = (bit: number) => (is & bit) === 0 && (was & bit) > 0;
	if (came(stand.suspended)) {
		return {what: safe`suspended`, isMore: true, cause: causeText(after, entities)};
	}

	if (before.hold === 'none' && after.hold !== 'none') {
		return {what: safe`held by the service`, isMore: true, cause: causeText(after, entities)};
	}

	if (before.syncStatus !== after.syncStatus) {
		return {what: safe`set to ${syncStatusText(after.syncStatus)}`};
	}

	if (came(stand.notConfigured)) {
		return {what: safe`without an initialized mailbox now`};
	}

	if (went(stand.notConfigured)) {
		return {what: safe`with an initialized mailbox now`};
	}

	if (before.hold !== 'none' && after.hold === 'none') {
		return {what: safe`no longer held by the service`};
	}

	return went(stand.suspended) ? {what: safe`no longer suspended`} : undefined;
};

// What was done from here has a result of its own.
function besides({runs}: State): KindOf {
	const own = new Set(runs.flatMap(({items}) => items.map(({target}) => targetId(target))));
	return (before, after, entities) => {
		const isOwn = own.has(after?.id ?? before?.id ?? '');
		const isSet = before?.syncStatus !== after?.syncStatus;
		return isOwn && isSet ? undefined : graveKind(before, after, entities);
	};
}

function causeText(user: User, {causes}: Entities): SafeText {
	return causesOf(causes.knowledge, user)[0]?.title ?? errorCodeOf(user);
}

const mildKind: KindOf = (before, after) => {
	if (before === undefined || after === undefined) {
		return undefined;
	}

	const [was, is] = [standOf(before), standOf(after)];
	if ((is & stand.withIssues) > 0 && (was & stand.withIssues) === 0) {
		return {what: safe`${countText('withIssues')}`, isMore: true};
	}

	const isWell = (is & (stand.withIssues | stand.suspended | stand.underWay)) === 0;
	return isWell && (was & stand.withIssues) > 0 ? {what: safe`well again after issues`} : undefined;
};

/** The connection, the service and its mail servers, the groups: each is told when it becomes another. */
function createWorldNews() {
	let freshness: Freshness = 'connecting';
	let status: string | undefined;
	let servers: ReadonlyMap<string, string> | undefined;
	let groups: State['entities']['groups'] | undefined;
	return (state: State): readonly SafeText[] => {
		const lines: SafeText[] = [];
		const now = freshnessOf(state.feed, state.now);
		if (now === 'offline' || now === 'signedOut') {
			lines.push(...(now === freshness ? [] : bannerLines(state)));
			freshness = now;
		} else if (now === 'live' || now === 'paused') {
			const wasAway = freshness === 'offline' || freshness === 'signedOut';
			lines.push(...(wasAway ? [safe`Connected again.`] : []));
			freshness = now;
		}

		const {syncOptions} = state;
		if (syncOptions !== undefined) {
			const next = new Map(
				syncOptions.mailServers.rows.map(({id, state: is}): [string, string] => [id, is]),
			);
			if (status !== undefined && status !== syncOptions.status) {
				lines.push(safe`Synchronization is ${serviceStatusText(syncOptions.status)} now.`);
			}

			for (const server of syncOptions.mailServers.rows) {
				const was = servers?.get(server.id);
				if (was !== undefined && was !== server.state) {
					lines.push(safe`Mail server ${server.name}: ${mailServerStateText(server.state)} now.`);
				}
			}

			({status} = syncOptions);
			servers = next;
		}

		const nowGroups = state.entities.groups;
		if (groups !== undefined && groups !== nowGroups) {
			for (const [id, group] of nowGroups) {
				const was = groups.get(id);
				if (was !== undefined && was.syncStatus !== group.syncStatus) {
					lines.push(safe`Group ${group.name}: ${syncStatusText(group.syncStatus)} now.`);
				}
			}
		}

		groups = nowGroups;
		return lines.length > mostSentences
			? [
					...lines.slice(0, mostSentences - 1),
					safe`and ${count(lines.length - mostSentences + 1)} more like these.`,
				]
			: lines;
	};
}
