import {
	type Chunks,
	compareEmails,
	compareNames,
	type Half,
	isUsed,
	nameHalf,
} from './compare-users.ts';
import {finish, part, type Piecework} from './piecework.ts';
import {type Room, sharedRoom} from './scratch.ts';
import {type Sorting, sortingByText} from './sort-by-text.ts';
import {choosing, noSlots, puttingIn, type Slots, slotsBelow} from './sorted-slots.ts';
import {chunkRows} from './user-chunk.ts';

/**
The slots of all rows in the order of a text. Whoever moves is put in the right place when somebody asks for the order: a full read does
not sort for a list that nobody looks at. What it says never changes; that it was worked out is remembered.
*/
export type TextOrder = {
	/** Once somebody asked. */
	slots: Slots | undefined;
	/** Until then: the order that it follows from, and who moved, came or went since. */
	since: {readonly order: TextOrder; readonly moved: readonly number[]} | undefined;
};

export const emptyOrder = (): TextOrder => ({slots: noSlots, since: undefined});

/** The order after an edit: `moved` are the slots whose text changed, that came or that went. */
export function reorder(order: TextOrder, moved: readonly number[]): TextOrder {
	return moved.length === 0 ? order : {slots: undefined, since: {order, moved}};
}

/** All slots in order; made once for an order. */
export function settle(order: TextOrder, rows: Chunks, half: Half): Slots {
	return order.slots ?? finish(settling(order, rows, half, sharedRoom));
}

export function isSettled({slots}: TextOrder): boolean {
	return slots !== undefined;
}

/** The same in pieces. */
export function* settling(
	order: TextOrder,
	rows: Chunks,
	half: Half,
	room: Room,
): Piecework<Slots> {
	const known = order.slots;
	if (known !== undefined) {
		return known;
	}

	const isMoved = room.marks(rows.chunks.length * chunkRows).fill(0);
	let base = order;
	while (base.since !== undefined) {
		for (const slot of base.since.moved) {
			isMoved[slot] = 1;
		}

		base = base.since.order;
	}

	const slots = yield* placing(base.slots ?? noSlots, isMoved, {rows, half, room});
	order.slots = slots;
	// What it was made from is not needed any more.
	order.since = undefined;
	return slots;
}

function* placing(base: Slots, isMoved: Uint8Array, sorting: Sorting): Piecework<Slots> {
	const {rows, half, room} = sorting;
	const all = slotsBelow(isMoved.length);
	const stayed = yield* part(
		0,
		0.1,
		choosing(base, (slot) => isMoved[slot] === 0, room),
	);
	const moved = yield* part(
		0.1,
		0.2,
		choosing(all, (slot) => isMoved[slot] === 1 && isUsed(rows, slot), room),
	);
	// Past some point sorting all is cheaper than looking for the place of each.
	if (moved.length * 16 > stayed.length) {
		const used = yield* choosing(all, (slot) => isUsed(rows, slot), room);
		return yield* part(0.2, 1, sortingByText(used, sorting));
	}

	const arriving = yield* part(0.2, 0.4, sortingByText(moved, sorting));
	const compare = half === nameHalf ? compareNames(rows) : compareEmails(rows);
	return yield* part(0.4, 1, puttingIn(stayed, arriving, compare));
}
