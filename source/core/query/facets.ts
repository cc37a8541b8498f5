import {keepSafe, type SafeText, toSafe} from '../../contract/text.ts';
import {epochMs} from '../../contract/time.ts';
import {fold} from '../fold.ts';
import {batchList, hitList, memberList, userList} from '../user-lists.ts';
import {type ListName} from '../list-state.ts';
import {type State} from '../state.ts';
import {type UserFacts} from '../user-facts.ts';
import {chunkOf} from '../users/chunk-list.ts';
import {chunkRows, type UserChunk} from '../users/user-chunk.ts';
import {askFact, type UserFact} from '../users/user-fact.ts';
import {readerOf} from '../users/user-table.ts';
import {type UserReader} from '../users/user-reader.ts';
import {type UserView} from '../users/user-view.ts';
import {causeTally} from './cause-facet.ts';
import {written} from './complete.ts';
import {isExactly, termFor} from './edit.ts';
import {type FilterWorld} from './field-table.ts';
import {filterQuery} from './filters.ts';
import {type UserField, userFields} from './user-fields.ts';

/** A value that rows of a list have, and how many have it. */
export type FacetValue = {
	readonly field: string;
	/** As it stands in a filter. */
	readonly value: SafeText;
	readonly label: SafeText;
	readonly users: number;
	/** The filter asks for it. */
	readonly isAsked: boolean;
};

const noTime = epochMs(0);
const none = new Map<string, never>();

const facetFields = ['batch', 'effective', 'mailbox', 'hold', 'cause', 'code', 'group'] as const;

/** The view of a list of users. */
export function viewOf(state: State, list: ListName): UserView | undefined {
	switch (list) {
		case 'users': {
			return userList(state);
		}

		case 'batches': {
			return batchList(state);
		}

		case 'members': {
			const {place} = state.view;
			return memberList(state, place.kind === 'group' ? place.id : '');
		}

		case 'hit': {
			const {place} = state.view;
			return hitList(state, place.kind === 'cause' ? place.key : '');
		}

		case 'groups':
		case 'activity':
		case 'causes':
		case 'userBatches':
		case 'issues': {
			return undefined;
		}
	}
}

/** What the rows that a list shows have, field by field, the most frequent first; and what its filter asks for, even if nobody has it. */
export function facetsOf(state: State, list: ListName): readonly FacetValue[] {
	const view = viewOf(state, list);
	if (view === undefined) {
		return [];
	}

	const query = filterQuery(state, list);
	const {groups, causes} = state.entities;
	const counted = countedIn(view, {
		now: noTime,
		groups,
		knowledge: causes.knowledge,
		servers: none,
		acknowledged: none,
	});
	return facetFields.flatMap((field) => {
		const term = termFor(query, field);
		const values = counted
			.filter((each) => each.field === field)
			.map((each) => ({...each, isAsked: isExactly(term, each.label)}));
		if (term === undefined || values.length > 0) {
			return values;
		}

		// Nobody has it, so it has to be here to be taken away.
		const asked = toSafe(query.text.slice(term.start + field.length + 1, term.end));
		return [{field, value: asked, label: asked, users: 0, isAsked: true}];
	});
}

type Counted = {
	readonly groups: FilterWorld['groups'];
	readonly facets: readonly Count[];
};

type Count = Omit<FacetValue, 'isAsked'>;

const counts = new WeakMap<UserView, Counted>();

// Counted once for what is shown now, however often it is drawn.
function countedIn(view: UserView, world: FilterWorld): readonly Count[] {
	const {groups} = world;
	const known = counts.get(view);
	if (known?.groups === groups) {
		return known.facets;
	}

	const facets = count(view, world);
	counts.set(view, {groups, facets});
	return facets;
}

/** One walk over the rows of a view; what follows from words is looked up, not asked. */
function count({table, slots}: UserView, world: FilterWorld): readonly Count[] {
	const tallies = facetFields.map((name) => {
		const field = userFields.fields.get(name);
		if (field === undefined) {
			return undefined;
		}

		const reader = readerOf(table);
		return name === 'cause' ? causesIn(field, world, reader) : tallyOf(field, world, reader);
	});
	// In the order of the table: rows that lie together are read together.
	const shown = new Uint8Array(table.chunks.length * chunkRows);
	for (const slot of slots) {
		shown[slot] = 1;
	}

	for (let index = 0; index < table.chunks.length; index++) {
		for (const tally of tallies) {
			tally?.add(chunkOf(table.chunks, index), shown, index * chunkRows);
		}
	}

	return tallies.flatMap((tally) => tally?.values() ?? []);
}

function tallyOf(field: UserField, world: FilterWorld, reader: UserReader) {
	const labels: string[] = [''];
	const indexes = new Map<string | undefined, number>([[undefined, 0]]);
	const users: number[] = [0];
	const of = (user: UserFacts): number => {
		const answer = field.of(user, world);
		const label = typeof answer === 'object' ? answer[0] : String(answer);
		let index = indexes.get(label);
		if (index === undefined) {
			index = labels.length;
			indexes.set(label, index);
			labels.push(label ?? '');
			users.push(0);
		}

		return index;
	};
	const {packed} = field;
	const fact: UserFact =
		packed.by === 'words' ? {kind: 'words', columns: packed.columns, of} : {kind: 'row', of};
	const {at} = askFact(fact, reader);
	return {
		add(chunk: UserChunk, shown: Uint8Array, from: number): void {
			// Few batches failed: the others are not asked for what they failed with.
			if (packed.by === 'error' && chunk.errors.size === 0) {
				return;
			}

			for (let place = 0; place < chunkRows; place++) {
				if (shown[from + place] === 1) {
					const index = at(chunk, place);
					users[index] = (users[index] ?? 0) + 1;
				}
			}
		},
		values: (): readonly Count[] =>
			inOrder(
				field,
				labels
					.map((label, index): readonly [SafeText, number] => [keepSafe(label), users[index] ?? 0])
					.slice(1),
			),
	};
}

function causesIn(field: UserField, {knowledge}: FilterWorld, reader: UserReader) {
	const tally = causeTally(knowledge, reader);
	return {...tally, values: (): readonly Count[] => inOrder(field, [...tally.counted()])};
}

// The most frequent first.
function inOrder(
	field: UserField,
	values: ReadonlyArray<readonly [label: SafeText, users: number]>,
): readonly Count[] {
	return values
		.map(([label, users]) => ({
			field: field.name,
			label,
			value: written(field, label),
			users,
		}))
		.toSorted(
			(one, other) => other.users - one.users || (fold(one.label) < fold(other.label) ? -1 : 1),
		);
}
