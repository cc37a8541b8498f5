import {type SafeText, toSafe} from '../../contract/text.ts';
import {epochMs} from '../../contract/time.ts';
import {shownMoment} from '../feed.ts';
import {causeList} from '../causes/cause-list.ts';
import {type ListName} from '../list-state.ts';
import {type State} from '../state.ts';
import {activeList} from '../view-state.ts';
import {activityFields} from './activity-fields.ts';
import {type FilterWorld} from './field-table.ts';
import {groupFields} from './group-fields.ts';
import {dependsOnTime, type UserFilter} from './match.ts';
import {parse} from './parse.ts';
import {type FieldShapes, type Known, type Query} from './query.ts';
import {userFields} from './user-fields.ts';

/** What a list can be asked for. */
export function fieldsOf(list: ListName): FieldShapes {
	switch (list) {
		case 'groups': {
			return groupFields.fields;
		}

		case 'activity': {
			return activityFields.fields;
		}

		default: {
			return userFields.fields;
		}
	}
}

/** The filter of a list, understood. The same object while the same is asked. */
export function filterQuery(state: State, list: ListName): Query {
	const {filter: text} = state.view.lists[list];
	// While it is typed, a name that nobody has is told; one that was kept is a name that nobody has any more.
	const isTyped = state.view.isFiltering && activeList(state.view.place) === list;
	const groups = isTyped ? state.entities.groups : undefined;
	const servers = isTyped ? serverNames(state) : undefined;
	const last = queries.get(list);
	if (
		last !== undefined &&
		last.query.text === text &&
		last.groups === groups &&
		last.servers === servers
	) {
		return last.query;
	}

	const query = parse(text, fieldsOf(list), isTyped ? knownIn(state) : undefined);
	queries.set(list, {query, groups, servers});
	return query;
}

type AskedQuery = {
	readonly query: Query;
	readonly groups: State['entities']['groups'] | undefined;
	readonly servers: FilterWorld['servers'] | undefined;
};

const queries = new Map<ListName, AskedQuery>();

/** The filter of a list of users, or nothing where it lets everybody through. The same object while the answer is the same. */
export function userFilter(state: State, list: ListName): UserFilter | undefined {
	const query = filterQuery(state, list);
	if (query.terms.length === 0) {
		return undefined;
	}

	return filterFor(state, query);
}

/** A query of users with what it has to know. The same object while the answer is the same. */
export function filterFor(state: State, query: Query): UserFilter {
	const world = worldOf(state, query);
	const last = filters.get(query);
	if (
		last?.world.now === world.now &&
		last.world.groups === world.groups &&
		last.world.knowledge === world.knowledge &&
		last.world.acknowledged === world.acknowledged &&
		last.world.servers === world.servers
	) {
		return last;
	}

	const filter = {query, table: userFields, world};
	filters.set(query, filter);
	return filter;
}

const filters = new WeakMap<Query, UserFilter>();

/** What the filters of users have to know. Time stands where nothing asks for it, and else moves by whole seconds. */
function worldOf(state: State, query: Query): FilterWorld {
	const isTimed = dependsOnTime({query, table: userFields});
	const moment = isTimed ? shownMoment(state.feed, state.shown) : 0;
	return {
		now: epochMs(Math.floor(moment / 1000) * 1000),
		groups: state.entities.groups,
		knowledge: state.entities.causes.knowledge,
		acknowledged: query.fields.has('ack') ? state.notebook.acknowledged : noNotes,
		servers: query.fields.has('server') ? serverNames(state) : noServers,
	};
}

const noServers: FilterWorld['servers'] = new Map();
const noNotes: FilterWorld['acknowledged'] = new Map();
let lastServers = noServers;

// The service sends them anew at every poll: the same names are the same map.
function serverNames({syncOptions}: State): FilterWorld['servers'] {
	const rows = syncOptions?.mailServers.rows ?? [];
	const isSame =
		rows.length === lastServers.size && rows.every(({id, name}) => lastServers.get(id) === name);
	if (!isSame) {
		lastServers = new Map(rows.map(({id, name}): [string, SafeText] => [id, name]));
	}

	return lastServers;
}

/** The names of groups, the largest first, and of mail servers that there are. */
export function knownIn(state: State): Known {
	return (field) => {
		switch (field) {
			case 'group': {
				const users = ({id}: {readonly id: string}) =>
					state.entities.tally.byGroup.get(id)?.users ?? 0;
				return [...state.entities.groups.values()]
					.toSorted((one, other) => users(other) - users(one))
					.map(({name}) => name);
			}

			case 'server': {
				const servers = state.syncOptions?.mailServers.rows ?? [];
				return servers.flatMap(({id, name}) => [name, toSafe(id)]);
			}

			case 'cause': {
				const {knowledge} = state.entities.causes;
				const now = causeList(state).flatMap(({key, title, example}) => [
					title,
					toSafe(key),
					example.code,
				]);
				// What a known kind is called is right although nobody is hit.
				return [...now, ...knowledge.words()];
			}

			default: {
				return undefined;
			}
		}
	};
}
