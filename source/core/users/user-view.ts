import {type UserFacts} from '../user-facts.ts';
import {chunkAt, compareEmails, compareNames} from './compare-users.ts';
import {
	type CompareSlots,
	positionIn,
	putIn,
	type Slots,
	sortByNumbers,
	takeOut,
} from './sorted-slots.ts';
import {chunkRows, type UserChunk} from './user-chunk.ts';
import {type Sieve} from './user-search.ts';
import {changedSlots, idAt, readerOf, userAt, type UserTable} from './user-table.ts';
import {type UserReader} from './user-reader.ts';
import {type User} from '../../contract/user.ts';

/** What decides an order: a text that the table keeps in order, or a whole number (an infinity for those that go to an end). */
export type SortKey = 'name' | 'email' | ((user: UserFacts) => number);

/** What a list shows and in which order. Where keys are equal names decide, then ids, so that every order is total. */
export type UserOrder = {
	readonly isIn: (user: UserFacts) => boolean;
	/** One for each term of the filter; made with the reader of the table that they are used on. */
	readonly sieves: (reader: UserReader) => readonly Sieve[];
	readonly key: SortKey;
	readonly isDescending: boolean;
};

/** The rows of one version of a table that belong to a list, in its order. Never changed in place. */
export type UserView = {
	readonly table: UserTable;
	readonly order: UserOrder;
	readonly slots: Slots;
};

/** Looks at everything: for a new order or filter. */
export function buildView(table: UserTable, order: UserOrder): UserView {
	const marks = markAll(table, order);
	const inOrder = order.key === 'email' ? table.byEmail : table.byName;
	const members = filterSlots(inOrder, marks);
	return {table, order, slots: sorted(table, order, members)};
}

/** The view of a newer version of the same table. Rows that changed are taken out and put in again; the others stay. */
export function refreshView(view: UserView, table: UserTable): UserView {
	if (view.table === table) {
		return view;
	}

	const {order} = view;
	const changed = changedSlots(view.table, table);
	// Past a quarter of the list, looking at everything is cheaper than merging.
	if (changed.length * 4 > view.slots.length) {
		return buildView(table, order);
	}

	const mark = createMarker(table, order);
	const marks = new Map<UserChunk, Uint8Array>();
	const arriving = changed.filter((slot) => {
		const chunk = chunkAt(table, slot);
		const known = marks.get(chunk) ?? mark(chunk, new Uint8Array(chunkRows));
		marks.set(chunk, known);
		return known[slot % chunkRows] === 1;
	});
	const stayed = takeOut(view.slots, changed, comparator(view.table, order));
	return {table, order, slots: putIn(stayed, arriving, comparator(table, order))};
}

/** Where a user stands in the view, or -1. Costs a binary search. */
export function positionOf(view: UserView, id: string): number {
	const slot = view.table.slotOf.get(id);
	return slot === undefined || idAt(view.table, slot) === undefined
		? -1
		: positionIn(view.slots, slot, comparator(view.table, view.order));
}

export function userAtPosition(view: UserView, position: number): User | undefined {
	const slot = view.slots[position];
	return slot === undefined ? undefined : userAt(view.table, slot);
}

export function idAtPosition(view: UserView, position: number): string | undefined {
	const slot = view.slots[position];
	return slot === undefined ? undefined : idAt(view.table, slot);
}

function markAll(table: UserTable, order: UserOrder): Uint8Array {
	const mark = createMarker(table, order);
	const marks = new Uint8Array(table.chunks.length * chunkRows);
	for (const [index, chunk] of table.chunks.entries()) {
		mark(chunk, marks.subarray(index * chunkRows, (index + 1) * chunkRows));
	}

	return marks;
}

/** Marks the rows of a chunk that belong to a list. */
function createMarker(table: UserTable, {isIn, sieves}: UserOrder) {
	const reader = readerOf(table);
	const sieving = sieves(readerOf(table));
	return (chunk: UserChunk, marks: Uint8Array): Uint8Array => {
		for (let place = 0; place < chunkRows; place++) {
			marks[place] = Number(reader.at(chunk, place).exists && isIn(reader));
		}

		for (const sieve of sieving) {
			sieve(chunk, marks);
		}

		return marks;
	};
}

function filterSlots(slots: Slots, marks: Uint8Array): Slots {
	const kept = new Uint32Array(slots.length);
	let length = 0;
	for (const slot of slots) {
		if (marks[slot] === 1) {
			kept[length] = slot;
			length += 1;
		}
	}

	return kept.slice(0, length);
}

/** Puts members that stand in the order of the table's texts in the order that is asked for. */
function sorted(table: UserTable, order: UserOrder, members: Slots): Slots {
	const {key, isDescending} = order;
	if (typeof key === 'string') {
		return isDescending ? members.toReversed() : members;
	}

	const keyOf = keyOfSlot(table, order, key);
	const keys = new Float64Array(members.length);
	for (let at = 0; at < members.length; at++) {
		keys[at] = keyOf(members[at] ?? 0);
	}

	return sortByNumbers(members, keys);
}

function keyOfSlot(
	table: UserTable,
	{isDescending}: UserOrder,
	key: (user: UserFacts) => number,
): (slot: number) => number {
	const reader = readerOf(table);
	const sign = isDescending ? -1 : 1;
	return (slot) => sign * key(reader.at(chunkAt(table, slot), slot % chunkRows));
}

function comparator(table: UserTable, order: UserOrder): CompareSlots {
	const {key, isDescending} = order;
	const byName = compareNames(table);
	if (typeof key === 'string') {
		const ascending = key === 'email' ? compareEmails(table) : byName;
		return isDescending ? (first, second) => ascending(second, first) : ascending;
	}

	const keyOf = keyOfSlot(table, order, key);
	return (first, second) => {
		const one = keyOf(first);
		const other = keyOf(second);
		return one === other ? byName(first, second) : one < other ? -1 : 1;
	};
}
