import {type User} from '../../contract/user.ts';
import {type ChunkList, changedChunks, chunkOf, noChunks, withChunks} from './chunk-list.ts';
import {createDictionary, type Dictionary} from './dictionary.ts';
import {chunkAt, compareTexts, emailHalf, type Half, isUsed, nameHalf} from './compare-users.ts';
import {type Room} from './scratch.ts';
import {createSlotIndex, type SlotIndex} from './slot-index.ts';
import {type Slots} from './sorted-slots.ts';
import {emptyOrder, isSettled, reorder, settle, settling, type TextOrder} from './text-order.ts';
import {part, type Piecework} from './piecework.ts';
import {closeChunk, openChunk, type OpenChunk, pack} from './pack-user.ts';
import {
	chunkRows,
	emptyChunk,
	numberAt,
	numberColumn,
	textAt,
	textColumn,
	type UserChunk,
} from './user-chunk.ts';
import {UserReader} from './user-reader.ts';

/**
Users by id that are never changed in place, and yet cost what changes: rows live in slots, slots in chunks of columns, and an edit
copies only the chunks that it touches. A row keeps its slot for life, so two versions are compared chunk by chunk.
*/
export type UserTable = {
	readonly size: number;
	readonly chunks: ChunkList;
	/** Shared by all versions and only ever added to: a slot that a version does not know holds nothing there. */
	readonly slotOf: SlotIndex;
	readonly dictionary: Dictionary;
	/** Names and addresses seldom change, so their orders are kept instead of made. */
	readonly names: TextOrder;
	readonly emails: TextOrder;
};

export function emptyUsers(): UserTable {
	return {
		size: 0,
		chunks: noChunks,
		slotOf: createSlotIndex(),
		dictionary: createDictionary(),
		names: emptyOrder(),
		emails: emptyOrder(),
	};
}

/** All slots that hold a row, by name. */
function byName(table: UserTable): Slots {
	return settle(table.names, table, nameHalf);
}

/** All slots that hold a row, by e-mail. */
function byEmail(table: UserTable): Slots {
	return settle(table.emails, table, emailHalf);
}

/** The orders that the table keeps, in pieces. */
export function* orderingTexts(table: UserTable, room: Room): Piecework<void> {
	yield* part(0, 0.5, sortingByName(table, room));
	yield* part(0.5, 1, sortingByEmail(table, room));
}

export function sortingByName(table: UserTable, room: Room): Piecework<Slots> {
	return settling(table.names, table, nameHalf, room);
}

export function sortingByEmail(table: UserTable, room: Room): Piecework<Slots> {
	return settling(table.emails, table, emailHalf, room);
}

/** Makes an order that nobody asked for yet, one at a time: so that the first who asks does not wait for it. */
export function settleNext(table: UserTable): void {
	if (!isSettled(table.names)) {
		byName(table);
	} else if (!isSettled(table.emails)) {
		byEmail(table);
	}
}

/** Looks at rows one after another; see `UserReader`. */
export function readerOf({dictionary}: UserTable): UserReader {
	return new UserReader(dictionary, emptyChunk);
}

// A reader for each table, for rows that are unpacked one at a time.
const unpackers = new WeakMap<Dictionary, UserReader>();

export function userAt(table: UserTable, slot: number): User | undefined {
	if (!isUsed(table, slot)) {
		return undefined;
	}

	let reader = unpackers.get(table.dictionary);
	if (reader === undefined) {
		reader = readerOf(table);
		unpackers.set(table.dictionary, reader);
	}

	return reader.at(chunkAt(table, slot), slot % chunkRows).unpack();
}

export function userOf(table: UserTable, id: string): User | undefined {
	const slot = table.slotOf.get(id);
	return slot === undefined ? undefined : userAt(table, slot);
}

/** The id of the row in a slot. */
export function idAt(table: UserTable, slot: number): string | undefined {
	return textAt(chunkAt(table, slot), textColumn.id, slot % chunkRows);
}

/** The revision of a user, or nothing when there is none. */
export function revisionOf(table: UserTable, id: string): number | undefined {
	const slot = table.slotOf.get(id);
	const revision =
		slot === undefined ? Number.NaN : revisionAt(chunkAt(table, slot), slot % chunkRows);
	return Number.isNaN(revision) ? undefined : revision;
}

export function hasUser(table: UserTable, id: string): boolean {
	return revisionOf(table, id) !== undefined;
}

export function* usersOf(table: UserTable): Generator<User> {
	for (const slot of byName(table)) {
		const user = userAt(table, slot);
		if (user !== undefined) {
			yield user;
		}
	}
}

/** A new version with rows put in (by id, the last of each) and ids taken out. Costs the chunks touched. */
export function editUsers(
	table: UserTable,
	put: readonly User[],
	removed: readonly string[] = [],
): UserTable {
	if (put.length === 0 && removed.length === 0) {
		return table;
	}

	const open = new Map<number, OpenChunk>();
	const set = (slot: number, user: User | undefined): void => {
		const index = Math.floor(slot / chunkRows);
		let chunk = open.get(index);
		if (chunk === undefined) {
			chunk = openChunk(chunkOf(table.chunks, index), table.dictionary);
			open.set(index, chunk);
		}

		pack(chunk, slot % chunkRows, user);
	};

	const slots = new Set<number>();
	for (const user of put) {
		const slot = table.slotOf.add(user.id);
		set(slot, user);
		slots.add(slot);
	}

	for (const id of removed) {
		const slot = table.slotOf.get(id);
		if (slot !== undefined) {
			set(slot, undefined);
			slots.add(slot);
		}
	}

	const closed = new Map([...open].map(([index, chunk]) => [index, closeChunk(chunk)] as const));
	const chunks = withChunks(table.chunks, closed);
	return ordered(table, chunks, [...slots]);
}

/** Puts the slots whose name or e-mail changed in their places. */
function ordered(table: UserTable, chunks: ChunkList, edited: readonly number[]): UserTable {
	const after = {chunks};
	const cameOrWent = edited.filter((slot) => isUsed(table, slot) !== isUsed(after, slot));
	const moved = (half: Half): readonly number[] => {
		const compare = compareTexts(table, after, half);
		return edited.filter(
			(slot) => isUsed(table, slot) !== isUsed(after, slot) || compare(slot, slot) !== 0,
		);
	};
	const named = moved(nameHalf);
	const addressed = [...new Set([...named, ...moved(emailHalf)])];
	const came = cameOrWent.filter((slot) => isUsed(after, slot)).length;
	return {
		...table,
		chunks,
		size: table.size + came - (cameOrWent.length - came),
		names: reorder(table.names, named),
		emails: reorder(table.emails, addressed),
	};
}

/** The slots whose row differs between two versions of one table, by their revisions. Costs the chunks that differ. */
export function changedSlots(from: UserTable, to: UserTable): readonly number[] {
	const changed: number[] = [];
	for (const index of changedChunks(from.chunks, to.chunks)) {
		const before = chunkOf(from.chunks, index);
		const after = chunkOf(to.chunks, index);
		for (let place = 0; place < chunkRows; place++) {
			if (!Object.is(revisionAt(before, place), revisionAt(after, place))) {
				changed.push(index * chunkRows + place);
			}
		}
	}

	return changed;
}

function revisionAt(chunk: UserChunk, place: number): number {
	return numberAt(chunk, numberColumn.revision, place);
}
