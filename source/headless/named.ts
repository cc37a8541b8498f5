import {type Group} from '../contract/group.ts';
import {type Cause} from '../core/causes/cause-index.ts';
import {groupList} from '../core/lists.ts';
import {nearestFew} from '../core/query/nearest.ts';
import {type State} from '../core/state.ts';
import {type Target} from '../core/target.ts';
import {asTarget, groupTarget} from '../core/targets.ts';
import {hitList, userList} from '../core/user-lists.ts';
import {findCause} from './causes.ts';
import {type Asked} from './command.ts';
import {CommandError, usage} from './command-error.ts';
import {oneUser} from './find-user.ts';
import {looking, usersOf} from './users-asked.ts';

export type TargetKind = Target['kind'];

/** Whom a command is about: by name, by a filter, or by a cause. Throws a usage error that helps to the right names. */
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

		return each(names, (name) =>
			kind === 'user'
				? asTarget(state, oneUser(state, name), false)
				: groupTarget(state, oneGroup(state, name)),
		);
	}

	if (names.length > 0) {
		throw usage(`Either names, or --where and --cause: "${names.join(' ')}" is too much.`);
	}

	const cause = key === undefined ? undefined : findCause(state, key);
	return kind === 'user' ? usersLeft(state, cause, asked) : groupsLeft(state, cause, asked);
}

/** Those of several names; one error tells of all that are wrong. */
export function each<Found>(
	names: readonly string[],
	find: (name: string) => Found,
): readonly Found[] {
	const problems: string[] = [];
	const found = names.flatMap((name) => {
		try {
			return [find(name)];
		} catch (error) {
			if (!(error instanceof CommandError)) {
				throw error;
			}

			problems.push(error.message);
			return [];
		}
	});
	if (problems.length > 0) {
		throw usage([...problems, 'Nothing was sent.'].join('\n'));
	}

	return found;
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

const offered = 3;

/** The group of this id, external id or name, whatever the case. */
function oneGroup({entities}: State, name: string): Group {
	const groups = [...entities.groups.values()];
	const text = name.trim().toLowerCase();
	const byId = groups.find(({id, externalId}) =>
		[id, externalId].some((own) => own.toLowerCase() === text),
	);
	const same = groups.filter((group) => group.name.toLowerCase() === text);
	const [first, second] = byId === undefined ? same : [byId];
	if (first !== undefined && second === undefined) {
		return first;
	}

	if (first !== undefined) {
		const lines = same.map((group) => `\n  ${group.id}  ${group.name}`);
		throw usage(`"${name}" is the name of several groups; name one by id:${lines.join('')}`);
	}

	const names = groups.map((group) => group.name);
	const holding = names.filter((own) => text.length > 2 && own.toLowerCase().includes(text));
	const near = holding.length > 0 ? holding : nearestFew(name, names, offered);
	const list = near
		.slice(0, offered)
		.map((own) => `"${own}"`)
		.join(', ');
	throw usage(`No group is called "${name}".${list === '' ? '' : ` Did you mean ${list}?`}`);
}
