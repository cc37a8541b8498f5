import {changedSlots, rowAt, slotCount, type Table} from './table.ts';

type Keyed = {readonly id: string};

/** What decides an order: all numbers or all strings. */
export type SortKey = string | number;

/** What a list shows and in which order. Where keys are equal, ids decide, so that every order is total. */
export type Order<Row extends Keyed> = {
	readonly matches: (row: Row) => boolean;
	readonly keyOf: (row: Row) => SortKey;
	readonly isDescending: boolean;
};

/** The rows of one version of a table that match, in order. Never changed in place. */
export type OrderedView<Row extends Keyed> = {
	readonly table: Table<Row>;
	readonly order: Order<Row>;
	readonly slots: readonly number[];
};

/** Sorts everything: for a new order or filter. */
export function buildView<Row extends Keyed>(
	table: Table<Row>,
	order: Order<Row>,
): OrderedView<Row> {
	const matching: number[] = [];
	for (let slot = 0; slot < slotCount(table); slot++) {
		const row = rowAt(table, slot);
		if (row !== undefined && order.matches(row)) {
			matching.push(slot);
		}
	}

	return {table, order, slots: sortSlots(matching, table, order)};
}

/** Keeps only the rows of a view that match more narrowly: for a letter added to a filter. */
export function narrowView<Row extends Keyed>(
	view: OrderedView<Row>,
	order: Order<Row>,
): OrderedView<Row> {
	const slots = view.slots.filter((slot) => {
		const row = rowAt(view.table, slot);
		return row !== undefined && order.matches(row);
	});
	return {...view, order, slots};
}

/** The view of a newer version of the same table. Rows that changed are taken out and put in again; the others stay. */
export function refreshView<Row extends Keyed>(
	view: OrderedView<Row>,
	table: Table<Row>,
): OrderedView<Row> {
	if (view.table === table) {
		return view;
	}

	const changed = changedSlots(view.table, table);
	// Past a quarter of the list, sorting afresh is cheaper than merging.
	if (changed.length * 4 > view.slots.length) {
		return buildView(table, view.order);
	}

	const isChanged = new Set(changed);
	const arrived = changed.filter((slot) => {
		const row = rowAt(table, slot);
		return row !== undefined && view.order.matches(row);
	});
	const stayed = view.slots.some((slot) => isChanged.has(slot))
		? view.slots.filter((slot) => !isChanged.has(slot))
		: view.slots;
	const slots =
		arrived.length === 0
			? stayed
			: merge(stayed, sortSlots(arrived, table, view.order), comparator(table, view.order));
	return {table, order: view.order, slots};
}

/** Where a row stands in the view, or -1. Costs a binary search. */
export function positionOf<Row extends Keyed>(view: OrderedView<Row>, id: string): number {
	const slot = view.table.slotOf.get(id);
	const row = slot === undefined ? undefined : rowAt(view.table, slot);
	if (slot === undefined || row === undefined || !view.order.matches(row)) {
		return -1;
	}

	const position = insertionPoint(view.slots, slot, comparator(view.table, view.order));
	return view.slots[position] === slot ? position : -1;
}

export function rowAtPosition<Row extends Keyed>(
	view: OrderedView<Row>,
	position: number,
): Row | undefined {
	const slot = view.slots[position];
	return slot === undefined ? undefined : rowAt(view.table, slot);
}

type CompareSlots = (first: number, second: number) => number;

/** Equal keys are in the order of ids, whichever way the keys go. */
function compareKeys(
	one: SortKey,
	other: SortKey,
	isDescending: boolean,
	ids: readonly [string, string],
): number {
	if (one === other) {
		return ids[0] === ids[1] ? 0 : ids[0] < ids[1] ? -1 : 1;
	}

	return one < other === isDescending ? 1 : -1;
}

function comparator<Row extends Keyed>(table: Table<Row>, order: Order<Row>): CompareSlots {
	return (first, second) => {
		const one = rowAt(table, first);
		const other = rowAt(table, second);
		return one === undefined || other === undefined
			? first - second
			: compareKeys(order.keyOf(one), order.keyOf(other), order.isDescending, [one.id, other.id]);
	};
}

type Sortable = {readonly slot: number; readonly key: SortKey; readonly id: string};

// Keys are looked up once a row, not once a comparison.
function sortSlots<Row extends Keyed>(
	slots: readonly number[],
	table: Table<Row>,
	order: Order<Row>,
): readonly number[] {
	const rows: Sortable[] = [];
	for (const slot of slots) {
		const row = rowAt(table, slot);
		if (row !== undefined) {
			rows.push({slot, key: order.keyOf(row), id: row.id});
		}
	}

	const {isDescending} = order;
	rows.sort((one, other) => {
		if (one.key === other.key) {
			return one.id < other.id ? -1 : 1;
		}

		return one.key < other.key === isDescending ? 1 : -1;
	});
	return rows.map(({slot}) => slot);
}

/** The first position whose slot does not come before `slot`. */
function insertionPoint(slots: readonly number[], slot: number, compare: CompareSlots): number {
	let low = 0;
	let high = slots.length;
	while (low < high) {
		const middle = (low + high) >>> 1;
		if (compare(slots[middle] ?? 0, slot) < 0) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}

	return low;
}

function merge(
	long: readonly number[],
	short: readonly number[],
	compare: CompareSlots,
): readonly number[] {
	const merged: number[] = [];
	let from = 0;
	for (const slot of short) {
		const point = insertionPoint(long, slot, compare);
		for (; from < point; from++) {
			merged.push(long[from] ?? 0);
		}

		merged.push(slot);
	}

	for (; from < long.length; from++) {
		merged.push(long[from] ?? 0);
	}

	return merged;
}
