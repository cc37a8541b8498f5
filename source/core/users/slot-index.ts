/** Which slot each id has for life. Shared by all versions of a table and only ever added to. */
export type SlotIndex = {
	readonly size: () => number;
	readonly get: (id: string) => number | undefined;
	/** The slot of an id, the next one if it has none yet. */
	readonly add: (id: string) => number;
};

const blockIds = 256;
const firstPlaces = 1024;
const movedAtOnce = 4;

/**
A hash table in arrays of numbers, with ids in blocks of text: a third of the memory of a map, and a million ids are not a million things
to look at for the garbage collector.
*/
export function createSlotIndex(): SlotIndex {
	const ids = createIdStore();
	let size = 0;
	/** By slot: kept, so that growing does not have to read the ids. */
	let hashes = new Uint32Array(firstPlaces / 2);
	/** By place: a slot and one, or 0 for a free place. At most half of them are taken. */
	let places = new Uint32Array(firstPlaces);
	/** The places before the last growth, while slots are still being put into the wider ones: half a million at once take 40 ms. */
	let narrow: Uint32Array | undefined;
	let moved = 0;

	/** The slot and one of an id, or 0. */
	const slotIn = (table: Uint32Array, id: string, hash: number): number => {
		let at = hash % table.length;
		let slot = table[at] ?? 0;
		while (slot !== 0 && !(hashes[slot - 1] === hash && ids.is(slot - 1, id))) {
			at = (at + 1) % table.length;
			slot = table[at] ?? 0;
		}

		return slot;
	};

	const find = (id: string, hash: number): number => {
		const slot = slotIn(places, id, hash);
		return slot === 0 && narrow !== undefined ? slotIn(narrow, id, hash) : slot;
	};

	const grow = (): void => {
		narrow = places;
		moved = 0;
		hashes = withRoom(hashes, places.length);
		places = new Uint32Array(places.length * 2);
	};

	// Those that were there before the growth come first by number, and are all moved long before the next one.
	const move = (): void => {
		const before = (narrow?.length ?? 0) / 2;
		const end = Math.min(before, moved + movedAtOnce);
		for (; moved < end; moved++) {
			put(places, moved, hashes[moved] ?? 0);
		}

		narrow = moved < before ? narrow : undefined;
	};

	return {
		size: () => size,
		get(id) {
			const slot = find(id, hashOf(id));
			return slot === 0 ? undefined : slot - 1;
		},
		add(id) {
			const hash = hashOf(id);
			const known = find(id, hash);
			if (known !== 0) {
				return known - 1;
			}

			ids.push(id);
			hashes[size] = hash;
			put(places, size, hash);
			size += 1;
			if (narrow !== undefined) {
				move();
			} else if (size * 2 >= places.length) {
				grow();
			}

			return size - 1;
		},
	};
}

function withRoom(numbers: Uint32Array, length: number): Uint32Array<ArrayBuffer> {
	const longer = new Uint32Array(length);
	longer.set(numbers);
	return longer;
}

/** Puts a slot in the first free place from where its hash says. */
function put(places: Uint32Array, slot: number, hash: number): void {
	let at = hash % places.length;
	while (places[at] !== 0) {
		at = (at + 1) % places.length;
	}

	places[at] = slot + 1;
}

/** Ids one after another. */
function createIdStore() {
	const blocks: Array<{readonly text: string; readonly ends: Uint16Array}> = [];
	let open: string[] = [];
	return {
		push(id: string): void {
			open.push(id);
			if (open.length === blockIds) {
				let end = 0;
				blocks.push({
					text: open.join(''),
					ends: Uint16Array.from(open, ({length}) => (end += length)),
				});
				open = [];
			}
		},
		is(slot: number, id: string): boolean {
			const block = blocks[Math.floor(slot / blockIds)];
			const at = slot % blockIds;
			if (block === undefined) {
				return open[at] === id;
			}

			const start = at === 0 ? 0 : (block.ends[at - 1] ?? 0);
			return block.ends[at] === start + id.length && block.text.startsWith(id, start);
		},
	};
}

/** Spreads ids over 32 bits (FNV-1a, and then the upper bits over the lower ones). */
function hashOf(id: string): number {
	let hash = 0x81_1c_9d_c5;
	for (let at = 0; at < id.length; at++) {
		hash = Math.imul(hash ^ id.charCodeAt(at), 0x01_00_01_93);
	}

	return (hash ^ (hash >>> 15)) >>> 0;
}
