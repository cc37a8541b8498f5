import {
	chunkAt,
	compareEmails,
	compareNames,
	compareTexts,
	emailHalf,
	isUsed,
	nameHalf,
} from './compare-users.ts';
import {scratchBytes, scratchFloats, scratchWords} from './scratch.ts';
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
import {
	byEmail,
	byName,
	changedSlots,
	idAt,
	readerOf,
	userAt,
	type UserTable,
} from './user-table.ts';
import {askFact, type UserFact} from './user-fact.ts';
import {type UserReader} from './user-reader.ts';
import {type User} from '../../contract/user.ts';

/** What decides an order: a text that the table keeps in order, or a number. */
export type SortKey = 'name' | 'email' | UserFact;

/** What a list shows and in which order. Where keys are equal names decide, then ids, so that every order is total. */
export type UserOrder = {
	/** 1 for those who are in; nothing where everybody is. */
	readonly isIn: UserFact | undefined;
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

const scratch = {
	marks: scratchBytes(),
	kept: scratchWords(),
	bySlot: scratchFloats(),
	keys: scratchFloats(),
};

/** Looks at everything: for a new order or filter. */
export function buildView(table: UserTable, order: UserOrder): UserView {
	const inOrder = slotsFor(table, order.key);
	const mark = createMarker(table, order);
	if (mark === undefined) {
		return {table, order, slots: sorted(table, order, inOrder)};
	}

	return {table, order, slots: sorted(table, order, filterSlots(inOrder, markAll(table, mark)))};
}

/** The rows of a view that match more narrowly, in its order. */
export function narrowView({table, slots}: UserView, order: UserOrder): UserView {
	const mark = createMarker(table, order);
	return {
		table,
		order,
		slots: mark === undefined ? slots : filterSlots(slots, markAll(table, mark)),
	};
}

function markAll(table: UserTable, mark: Marker): Uint8Array {
	const marks = scratch.marks(table.chunks.length * chunkRows);
	for (const [index, chunk] of table.chunks.entries()) {
		mark(chunk, marks, index * chunkRows);
	}

	return marks;
}

/** The view of a newer version of the same table. Rows that changed are taken out and put in again; the others stay. */
export function refreshView(view: UserView, table: UserTable): UserView {
	if (view.table === table) {
		return view;
	}

	const {order} = view;
	const changed = changedSlots(view.table, table);
	// Past a quarter of all rows, looking at everything is cheaper than merging.
	if (changed.length * 4 > table.size) {
		return buildView(table, order);
	}

	const was = membership(view.table, order);
	const is = membership(table, order);
	const isSame = samePlace(view.table, table, order);
	const moved = changed.filter((slot) => was(slot) !== is(slot) || (is(slot) && !isSame(slot)));
	const stayed = takeOut(view.slots, moved.filter(was), comparator(view.table, order));
	return {table, order, slots: putIn(stayed, moved.filter(is), comparator(table, order))};
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

// Where a number decides, names decide among equals: those stay as they stand.
function slotsFor(table: UserTable, key: SortKey): Slots {
	switch (key) {
		case 'email': {
			return byEmail(table);
		}

		default: {
			return byName(table);
		}
	}
}

type Marker = (chunk: UserChunk, marks: Uint8Array, from: number) => void;

/** Marks (1) the rows of a chunk that belong to a list, the first at `from`; nothing when all do. */
function createMarker(table: UserTable, {isIn, sieves}: UserOrder): Marker | undefined {
	const isMember = isIn && askFact(isIn, readerOf(table));
	const sieving = sieves(readerOf(table));
	return isMember === undefined && sieving.length === 0
		? undefined
		: (chunk, marks, from) => {
				if (isMember === undefined) {
					marks.fill(1, from, from + chunkRows);
				} else {
					isMember.fill(chunk, marks, from);
				}

				for (const sieve of sieving) {
					sieve(chunk, marks, from);
				}
			};
}

/** Tells whether the row of a slot belongs to a list. */
function membership(table: UserTable, order: UserOrder): (slot: number) => boolean {
	const mark = createMarker(table, order);
	if (mark === undefined) {
		return (slot) => isUsed(table, slot);
	}

	const known = new Map<UserChunk, Uint8Array>();
	return (slot) => {
		const chunk = chunkAt(table, slot);
		let marks = known.get(chunk);
		if (marks === undefined) {
			marks = new Uint8Array(chunkRows);
			mark(chunk, marks, 0);
			known.set(chunk, marks);
		}

		return isUsed(table, slot) && marks[slot % chunkRows] === 1;
	};
}

/** Tells whether what decides the place of a row is the same in two versions: most changes move nobody. */
function samePlace(
	before: UserTable,
	after: UserTable,
	{key}: UserOrder,
): (slot: number) => boolean {
	const byName = compareTexts(before, after, nameHalf);
	const byEmail = compareTexts(before, after, emailHalf);
	if (typeof key === 'string') {
		return (slot) => byName(slot, slot) === 0 && (key === 'name' || byEmail(slot, slot) === 0);
	}

	const [old, now] = [askFact(key, readerOf(before)), askFact(key, readerOf(after))];
	return (slot) => {
		const place = slot % chunkRows;
		return (
			byName(slot, slot) === 0 &&
			old.at(chunkAt(before, slot), place) === now.at(chunkAt(after, slot), place)
		);
	};
}

function filterSlots(slots: Slots, marks: Uint8Array): Slots {
	const kept = scratch.kept(slots.length);
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

	const fact = askFact(key, readerOf(table));
	const bySlot = scratch.bySlot(table.chunks.length * chunkRows);
	for (const [index, chunk] of table.chunks.entries()) {
		fact.fill(chunk, bySlot, index * chunkRows);
	}

	const sign = isDescending ? -1 : 1;
	const keys = scratch.keys(members.length);
	for (let at = 0; at < members.length; at++) {
		keys[at] = sign * (bySlot[members[at] ?? 0] ?? 0);
	}

	return sortByNumbers(members, keys);
}

function comparator(table: UserTable, order: UserOrder): CompareSlots {
	const {key, isDescending} = order;
	const byNames = compareNames(table);
	if (typeof key === 'string') {
		const ascending = {name: byNames, email: compareEmails(table)}[key];
		return isDescending ? (first, second) => ascending(second, first) : ascending;
	}

	const fact = askFact(key, readerOf(table));
	const sign = isDescending ? -1 : 1;
	const keyOf = (slot: number): number => sign * fact.at(chunkAt(table, slot), slot % chunkRows);
	return (first, second) => {
		const one = keyOf(first);
		const other = keyOf(second);
		return one === other ? byNames(first, second) : one < other ? -1 : 1;
	};
}
