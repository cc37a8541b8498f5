import {chunkOf} from './chunk-list.ts';
import {
	chunkAt,
	compareEmails,
	compareNames,
	compareTexts,
	emailHalf,
	isUsed,
	nameHalf,
} from './compare-users.ts';
import {fewRows, finish, inPieces, manyRows, part, type Piecework, someRows} from './piecework.ts';
import {sortingByNumbers} from './radix-sort.ts';
import {type Room, sharedRoom} from './scratch.ts';
import {
	type CompareSlots,
	positionIn,
	puttingIn,
	type Slots,
	sortingBySearch,
	takingOut,
} from './sorted-slots.ts';
import {chunkRows, type UserChunk} from './user-chunk.ts';
import {type Sieve} from './user-search.ts';
import {
	changedSlots,
	idAt,
	readerOf,
	sortingByEmail,
	sortingByName,
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

/** Looks at everything: for a new order or filter. */
export function buildView(table: UserTable, order: UserOrder): UserView {
	return finish(buildingView(table, order, sharedRoom));
}

/** The same in pieces. */
export function* buildingView(table: UserTable, order: UserOrder, room: Room): Piecework<UserView> {
	const inOrder = yield* part(0, 0.4, slotsFor(table, order.key, room));
	const mark = createMarker(table, order);
	const members =
		mark === undefined ? inOrder : yield* part(0.4, 0.7, marked(table, inOrder, mark, room));
	return {table, order, slots: yield* part(0.7, 1, sorting(table, order, members, room))};
}

/** The rows of a view that match more narrowly, in its order. */
export function narrowView(view: UserView, order: UserOrder): UserView {
	return finish(narrowingView(view, order, sharedRoom));
}

/** The same in pieces. */
export function* narrowingView(
	{table, slots}: UserView,
	order: UserOrder,
	room: Room,
): Piecework<UserView> {
	const mark = createMarker(table, order);
	return {
		table,
		order,
		slots: mark === undefined ? slots : yield* marked(table, slots, mark, room),
	};
}

/** Slots without those that do not belong to a list. */
function* marked(table: UserTable, slots: Slots, mark: Marker, room: Room): Piecework<Slots> {
	const marks = room.marks(table.chunks.length * chunkRows);
	yield* part(
		0,
		0.8,
		inPieces(table.chunks.length, someRows / chunkRows, (from, to) => {
			for (let index = from; index < to; index++) {
				mark(chunkOf(table.chunks, index), marks, index * chunkRows);
			}
		}),
	);
	const kept = room.kept(slots.length);
	let length = 0;
	yield* part(
		0.8,
		1,
		inPieces(slots.length, manyRows, (from, to) => {
			for (let at = from; at < to; at++) {
				const slot = slots[at] ?? 0;
				// Without a branch: whether a row matches cannot be guessed.
				kept[length] = slot;
				length += marks[slot] ?? 0;
			}
		}),
	);
	return kept.slice(0, length);
}

/** The view of a newer version of the same table. Rows that changed are taken out and put in again; the others stay. */
export function refreshView(view: UserView, table: UserTable): UserView {
	return view.table === table ? view : finish(refreshingView(view, table, sharedRoom));
}

/** The same in pieces. */
export function* refreshingView(view: UserView, table: UserTable, room: Room): Piecework<UserView> {
	const changed = changedSlots(view.table, table);
	// Past a quarter of all rows, looking at everything is cheaper than merging.
	return changed.length * 4 > table.size
		? yield* buildingView(table, view.order, room)
		: yield* merging(view, table, changed);
}

const mostAtOnce = 200;

/** The same if that is done in a moment; else nothing. */
export function refreshedAtOnce(view: UserView, table: UserTable): UserView | undefined {
	const changed = changedSlots(view.table, table);
	return changed.length > mostAtOnce ? undefined : finish(merging(view, table, changed));
}

function* merging(
	view: UserView,
	table: UserTable,
	changed: readonly number[],
): Piecework<UserView> {
	const {order} = view;
	const was = membership(view.table, order);
	const is = membership(table, order);
	const isSame = samePlace(view.table, table, order);
	const leaving: number[] = [];
	const arriving: number[] = [];
	yield* part(
		0,
		0.3,
		inPieces(changed.length, fewRows, (from, to) => {
			for (const slot of changed.slice(from, to)) {
				const [isIn, wasIn] = [is(slot), was(slot)];
				const stays = isIn && wasIn && isSame(slot);
				leaving.push(...(wasIn && !stays ? [slot] : []));
				arriving.push(...(isIn && !stays ? [slot] : []));
			}
		}),
	);
	const compareNow = comparator(table, order);
	const stayed = yield* part(
		0.3,
		0.5,
		takingOut(view.slots, leaving, comparator(view.table, order)),
	);
	const sorted = Uint32Array.from(arriving);
	yield* part(0.5, 0.7, sortingBySearch(sorted, compareNow));
	return {table, order, slots: yield* part(0.7, 1, puttingIn(stayed, sorted, compareNow))};
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
function slotsFor(table: UserTable, key: SortKey, room: Room): Piecework<Slots> {
	switch (key) {
		case 'email': {
			return sortingByEmail(table, room);
		}

		default: {
			return sortingByName(table, room);
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

/** Puts members that stand in the order of the table's texts in the order that is asked for. */
function* sorting(
	table: UserTable,
	order: UserOrder,
	members: Slots,
	room: Room,
): Piecework<Slots> {
	const {key, isDescending} = order;
	if (typeof key === 'string') {
		return isDescending ? members.toReversed() : members;
	}

	const fact = askFact(key, readerOf(table));
	const bySlot = room.bySlot(table.chunks.length * chunkRows);
	yield* part(
		0,
		0.4,
		inPieces(table.chunks.length, someRows / chunkRows, (from, to) => {
			for (let index = from; index < to; index++) {
				fact.fill(chunkOf(table.chunks, index), bySlot, index * chunkRows);
			}
		}),
	);
	const sign = isDescending ? -1 : 1;
	const keys = room.keys(members.length);
	yield* part(
		0.4,
		0.5,
		inPieces(members.length, manyRows, (from, to) => {
			for (let at = from; at < to; at++) {
				keys[at] = sign * (bySlot[members[at] ?? 0] ?? 0);
			}
		}),
	);
	return yield* part(0.5, 1, sortingByNumbers(members, keys, room));
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
