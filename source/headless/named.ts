import {type Group} from '../contract/group.ts';
import {type User} from '../contract/user.ts';
import {type Cause} from '../core/causes/cause-index.ts';
import {causeList} from '../core/causes/cause-list.ts';
import {groupList} from '../core/lists.ts';
import {nearestFew} from '../core/query/nearest.ts';
import {type State} from '../core/state.ts';
import {type Target} from '../core/target.ts';
import {asTarget, groupTarget} from '../core/targets.ts';
import {hitList, userList} from '../core/user-lists.ts';
import {usersOf as allUsers} from '../core/users/user-table.ts';
import {type Asked} from './command.ts';
import {usage} from './command-error.ts';
import {looking, usersOf} from './users-asked.ts';

export type TargetKind = Target['kind'];

/** Whom a command is about: by name, by a filter, or by a cause. Throws a usage error that helps to the right name. */
export function targetsAsked(
	state: State,
	kind: TargetKind,
	names: readonly string[],
	asked: Asked,
): readonly Target[] {
	const [where, key] = [asked.text('where'), asked.text('cause')];
	if (where === undefined && key === undefined) {
		if (names.length === 0) {
			throw usage(`${asked.command.name} needs a name, --where or --cause.`);
		}

		return kind === 'user' ? usersNamed(state, names) : groupsNamed(state, names);
	}

	if (names.length > 0) {
		throw usage(`Either names, or --where and --cause: "${names.join(' ')}" is too much.`);
	}

	const cause = key === undefined ? undefined : causeNamed(state, key);
	return kind === 'user' ? usersLeft(state, cause, asked) : groupsLeft(state, cause, asked);
}

function usersLeft(state: State, cause: Cause | undefined, asked: Asked): readonly Target[] {
	const list = cause === undefined ? 'users' : 'hit';
	const seen = looking(state, list, asked);
	const view = cause === undefined ? userList(seen) : hitList(seen, cause.key);
	return Array.from(usersOf(view), (user) => asTarget(state, user, false));
}

function groupsLeft(state: State, cause: Cause | undefined, asked: Asked): readonly Target[] {
	return groupList(looking(state, 'groups', asked))
		.filter(({id}) => cause === undefined || cause.byGroup.has(id))
		.map((group) => groupTarget(state, group));
}

/** The cause of this key. */
export function causeNamed(state: State, key: string): Cause {
	const found = state.entities.causes.byKey.get(key);
	if (found === undefined) {
		const keys = causeList(state).map((cause) => cause.key);
		throw usage(`${unknown(key, 'cause', keys)}${others(keys)}\nNothing was sent.`);
	}

	return found;
}

function others(keys: readonly string[]): string {
	return keys.length === 0 ? ' Nothing fails now.' : `\nThere are: ${keys.join(', ')}`;
}

/** One thing that can be named, with what it can be called. The id stands over the e-mail, the e-mail over the full name. */
type Named<Row> = {
	readonly row: Row;
	readonly calls: readonly string[];
	/** How it is told from another of the same name. */
	readonly text: string;
};

function usersNamed(state: State, names: readonly string[]): readonly Target[] {
	const named = function* (): Generator<Named<User>> {
		for (const user of allUsers(state.entities.users)) {
			const {id, email, name} = user;
			yield {row: user, calls: [id, email, name], text: `${email}  ${id}  ${name}`};
		}
	};

	return find(names, 'user', named).map((user) => asTarget(state, user, false));
}

function groupsNamed(state: State, names: readonly string[]): readonly Target[] {
	const named = function* (): Generator<Named<Group>> {
		for (const group of state.entities.groups.values()) {
			const {id, name, externalId} = group;
			yield {row: group, calls: [id, externalId, name], text: `${name}  ${id}`};
		}
	};

	return find(names, 'group', named).map((group) => groupTarget(state, group));
}

const offered = 3;

function find<Row>(
	names: readonly string[],
	kind: TargetKind,
	all: () => Iterable<Named<Row>>,
): readonly Row[] {
	const wanted = new Map<string, Array<Array<Named<Row>>>>(
		names.map((name) => [name.toLowerCase(), [[], [], []]]),
	);
	for (const one of all()) {
		for (const [rank, call] of one.calls.entries()) {
			const found = call.trim() === '' ? undefined : wanted.get(call.toLowerCase());
			if (found !== undefined) {
				found[rank]?.push(one);
			}
		}
	}

	const problems: string[] = [];
	const rows = names.flatMap((name): readonly Row[] => {
		const best = wanted.get(name.toLowerCase())?.find((found) => found.length > 0);
		if (best === undefined || best.length > 1) {
			problems.push(
				best === undefined
					? unknown(name, kind, offersFor(name, all))
					: [
							`"${name}" is ${best.length} ${kind}s; say which:`,
							...best.map(({text}) => text),
						].join('\n  '),
			);
			return [];
		}

		return best.map(({row}) => row);
	});
	if (problems.length > 0) {
		throw usage([...problems, 'Nothing was sent.'].join('\n'));
	}

	return rows;
}

/** Names to look for the right one in: those that hold what was written, before others that are near. */
function offersFor<Row>(written: string, all: () => Iterable<Named<Row>>): readonly string[] {
	const text = written.toLowerCase();
	const names: string[] = [];
	const holding: string[] = [];
	for (const {calls} of all()) {
		const own = calls.slice(1).filter((call) => call.trim() !== '');
		names.push(...own);
		if (text.length > 2) {
			holding.push(...own.filter((call) => call.toLowerCase().includes(text)).slice(0, 1));
		}
	}

	return holding.length > 0 ? holding : names;
}

function unknown(written: string, kind: string, names: readonly string[]): string {
	const text = written.toLowerCase();
	const holding = names.filter((name) => name.toLowerCase().includes(text) && text.length > 2);
	const near = holding.length > 0 ? holding : nearestFew(written, names, offered);
	const list = near
		.slice(0, offered)
		.map((name) => `"${name}"`)
		.join(', ');
	return `"${written}" is no ${kind}${list === '' ? '.' : `; did you mean ${list}?`}`;
}
