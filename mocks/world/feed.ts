/** What changed at one revision. */
export type Touched =
	| {readonly kind: 'user'; readonly index: number}
	| {readonly kind: 'group'; readonly index: number}
	| {readonly kind: 'service'};

export type Feed = {
	readonly revision: () => number;
	/** The oldest revision from which all changes are still known. */
	readonly oldest: () => number;
	/** Gives the next revision to a change. */
	readonly record: (touched: Touched) => number;
	readonly at: (revision: number) => Touched;
};

// Changes that are kept at the least, however few users there are.
const leastKept = 262_144;
const serviceCode = -1;

/**
The global sequence of changes: one entry a revision, in a ring, so that "what changed since" costs what changed. An entry is
stale when the row it names has a newer revision by now.
*/
export function createFeed(first: number, users: number): Feed {
	let capacity = leastKept;
	while (capacity < users * 4) {
		capacity *= 2;
	}

	const ring = new Int32Array(capacity);
	let revision = first;
	return {
		revision: () => revision,
		oldest: () => Math.max(first, revision - capacity),
		record(touched) {
			revision += 1;
			ring[revision % capacity] = toCode(touched);
			return revision;
		},
		at: (wanted) => fromCode(ring[wanted % capacity] ?? serviceCode),
	};
}

function toCode(touched: Touched): number {
	switch (touched.kind) {
		case 'user': {
			return touched.index;
		}

		case 'group': {
			return -2 - touched.index;
		}

		case 'service': {
			return serviceCode;
		}
	}
}

function fromCode(code: number): Touched {
	if (code >= 0) {
		return {kind: 'user', index: code};
	}

	return code === serviceCode ? {kind: 'service'} : {kind: 'group', index: -2 - code};
}
