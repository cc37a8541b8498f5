/** Which slot each id has for life. Shared by all versions of a table and only ever added to. */
export type SlotIndex = {
	readonly size: () => number;
	readonly get: (id: string) => number | undefined;
	/** The slot of an id, the next one if it has none yet. */
	readonly add: (id: string) => number;
};

const blockIds = 256;
const firstPlaces = 1024;

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

	/** The place of an id, or the free one where it belongs. */
	const find = (id: string, hash: number): number => {
		let at = hash % places.length;
		for (let slot = places[at] ?? 0; slot !== 0; slot = places[at] ?? 0) {
			if (hashes[slot - 1] === hash && ids.is(slot - 1, id)) {
				break;
			}

			at = (at + 1) % places.length;
		}

		return at;
	};

	const grow = (): void => {
		const wider = new Uint32Array(places.length * 2);
		const kept = new Uint32Array(places.length);
		kept.set(hashes);
		for (let slot = 0; slot < size; slot++) {
			let at = (kept[slot] ?? 0) % wider.length;
			while (wider[at] !== 0) {
				at = (at + 1) % wider.length;
			}

			wider[at] = slot + 1;
		}

		places = wider;
		hashes = kept;
	};

	return {
		size: () => size,
		get(id) {
			const slot = places[find(id, hashOf(id))] ?? 0;
			return slot === 0 ? undefined : slot - 1;
		},
		add(id) {
			const hash = hashOf(id);
			const at = find(id, hash);
			const known = places[at] ?? 0;
			if (known !== 0) {
				return known - 1;
			}

			ids.push(id);
			hashes[size] = hash;
			size += 1;
			places[at] = size;
			if (size * 2 >= places.length) {
				grow();
			}

			return size - 1;
		},
	};
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
