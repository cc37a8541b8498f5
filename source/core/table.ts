const chunkSize = 256;

type Chunk<Row> = ReadonlyArray<Row | undefined>;

/**
Rows by id that are never changed in place, and yet cost what changes: rows live in slots, slots in chunks, and an edit copies
only the chunks that it touches. A row keeps its slot for life, so two versions are compared chunk by chunk.
*/
export type Table<Row extends {readonly id: string}> = {
	readonly size: number;
	readonly chunks: ReadonlyArray<Chunk<Row>>;
	/** Shared by all versions and only ever added to: a slot that a version does not know holds nothing there. */
	readonly slotOf: Map<string, number>;
};

export function emptyTable<Row extends {readonly id: string}>(): Table<Row> {
	return {size: 0, chunks: [], slotOf: new Map()};
}

/** How many slots there are to walk, used or not. */
export function slotCount<Row extends {readonly id: string}>(table: Table<Row>): number {
	return table.chunks.length * chunkSize;
}

export function rowAt<Row extends {readonly id: string}>(
	table: Table<Row>,
	slot: number,
): Row | undefined {
	return table.chunks[Math.floor(slot / chunkSize)]?.[slot % chunkSize];
}

export function rowOf<Row extends {readonly id: string}>(
	table: Table<Row>,
	id: string,
): Row | undefined {
	const slot = table.slotOf.get(id);
	return slot === undefined ? undefined : rowAt(table, slot);
}

export function* rowsOf<Row extends {readonly id: string}>(table: Table<Row>): Generator<Row> {
	for (const chunk of table.chunks) {
		for (const row of chunk) {
			if (row !== undefined) {
				yield row;
			}
		}
	}
}

/** A new version with rows put in (by id) and ids taken out. Costs the chunks touched. */
export function editTable<Row extends {readonly id: string}>(
	table: Table<Row>,
	put: readonly Row[],
	removed: readonly string[] = [],
): Table<Row> {
	if (put.length === 0 && removed.length === 0) {
		return table;
	}

	const edit = openEdit(table);
	for (const row of put) {
		edit.set(slotFor(table.slotOf, row.id), row);
	}

	for (const id of removed) {
		const slot = table.slotOf.get(id);
		if (slot !== undefined) {
			edit.set(slot, undefined);
		}
	}

	return edit.close();
}

/** The slots whose row differs between two versions of one table. Costs the chunks that differ. */
export function changedSlots<Row extends {readonly id: string}>(
	from: Table<Row>,
	to: Table<Row>,
): readonly number[] {
	const changed: number[] = [];
	for (const index of Array(Math.max(from.chunks.length, to.chunks.length)).keys()) {
		const before = from.chunks[index];
		const after = to.chunks[index];
		if (before !== after) {
			for (let offset = 0; offset < chunkSize; offset++) {
				if (before?.[offset] !== after?.[offset]) {
					changed.push(index * chunkSize + offset);
				}
			}
		}
	}

	return changed;
}

function slotFor(slotOf: Map<string, number>, id: string): number {
	const known = slotOf.get(id);
	if (known !== undefined) {
		return known;
	}

	// The next slot of all versions together, so that two edits of one version never share a slot.
	const slot = slotOf.size;
	slotOf.set(id, slot);
	return slot;
}

function openEdit<Row extends {readonly id: string}>(table: Table<Row>) {
	const chunks: Array<Chunk<Row>> = [...table.chunks];
	const open = new Map<number, Array<Row | undefined>>();
	let {size} = table;

	const chunkToWrite = (index: number): Array<Row | undefined> => {
		let chunk = open.get(index);
		if (chunk === undefined) {
			while (chunks.length <= index) {
				chunks.push([]);
			}

			const copied = chunks[index] ?? [];
			chunk = Array.from({length: chunkSize}, (_, offset) => copied[offset]);
			open.set(index, chunk);
			chunks[index] = chunk;
		}

		return chunk;
	};

	return {
		set(slot: number, row: Row | undefined): void {
			const chunk = chunkToWrite(Math.floor(slot / chunkSize));
			const offset = slot % chunkSize;
			size += Number(row !== undefined) - Number(chunk[offset] !== undefined);
			chunk[offset] = row;
		},
		close: (): Table<Row> => ({size, chunks, slotOf: table.slotOf}),
	};
}
