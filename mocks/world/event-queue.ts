import {type EpochMs} from '../../source/contract/time.ts';

/** What is going to happen. Events of a user carry its plan number; when the user has a newer plan, the event is void. */
export type WorldEvent =
	| {readonly kind: 'user'; readonly what: UserEvent; readonly user: number; readonly plan: number}
	| {readonly kind: 'scenario'; readonly step: number; readonly run: number}
	| {readonly kind: 'leaving'; readonly left: number; readonly run: number; readonly every: number}
	| {readonly kind: 'heartbeat' | 'midnight'}
	| {readonly kind: 'colleague'; readonly visit: number};

/** `due`: a batch is queued. `pickUp`: it may start. `end`: it ends. `probe`, `repair`: a hold may be lifted. */
export type UserEvent = 'due' | 'pickUp' | 'end' | 'probe' | 'repair';

type Entry = {readonly at: EpochMs; readonly order: number; readonly event: WorldEvent};

export type EventQueue = {
	readonly add: (at: EpochMs, event: WorldEvent) => void;
	/** Takes the earliest event that is not later than `until`; of two at one moment, the one that was added first. */
	readonly takeUntil: (
		until: EpochMs,
	) => {readonly at: EpochMs; readonly event: WorldEvent} | undefined;
};

/** A binary heap. */
export function createEventQueue(): EventQueue {
	const heap: Entry[] = [];
	let order = 0;
	return {
		add(at, event) {
			order += 1;
			heap.push({at, order, event});
			siftUp(heap, heap.length - 1);
		},
		takeUntil(until) {
			const [first] = heap;
			if (first === undefined || first.at > until) {
				return undefined;
			}

			const last = heap.pop();
			if (last !== undefined && heap.length > 0) {
				heap[0] = last;
				siftDown(heap);
			}

			return first;
		},
	};
}

function isBefore(left: Entry, right: Entry): boolean {
	return left.at === right.at ? left.order < right.order : left.at < right.at;
}

function siftUp(heap: Entry[], from: number): void {
	let index = from;
	const entry = heap[index];
	if (entry === undefined) {
		return;
	}

	while (index > 0) {
		const parentIndex = (index - 1) >>> 1;
		const parent = heap[parentIndex];
		if (parent === undefined || !isBefore(entry, parent)) {
			break;
		}

		heap[index] = parent;
		heap[parentIndex] = entry;
		index = parentIndex;
	}
}

function siftDown(heap: Entry[]): void {
	let index = 0;
	const [entry] = heap;
	if (entry === undefined) {
		return;
	}

	for (;;) {
		const left = index * 2 + 1;
		const leftChild = heap[left];
		const rightChild = heap[left + 1];
		if (leftChild === undefined) {
			break;
		}

		const isRight = rightChild !== undefined && isBefore(rightChild, leftChild);
		const child = isRight ? rightChild : leftChild;
		if (!isBefore(child, entry)) {
			break;
		}

		const childIndex = isRight ? left + 1 : left;
		heap[index] = child;
		heap[childIndex] = entry;
		index = childIndex;
	}
}
