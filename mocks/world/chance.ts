import {type Random, seededRandom} from '../../source/platform/random.ts';

/** What dice are thrown for. Each purpose has dice of its own, so that one draw more never shifts the others. */
export const purposes = {
	user: 1,
	batch: 2,
	issue: 3,
	schedule: 4,
	group: 5,
	share: 6,
	colleague: 7,
	repair: 8,
	server: 9,
	message: 10,
	history: 11,
	tenant: 12,
	leaver: 13,
} as const;

export type Purpose = keyof typeof purposes;

/** What a throw is about: the same values give the same dice. */
export type Throw = {
	readonly seed: number;
	readonly purpose: Purpose;
	readonly a?: number;
	readonly b?: number;
};

/** Dice that depend on nothing but seed, purpose and up to two numbers (a user, a batch): order of events does not matter. */
export function dice({seed, purpose, a = 0, b = 0}: Throw): Random {
	return seededRandom(mix(mix(mix(seed, purposes[purpose]), a), b));
}

/** A whole number from `low` to `high`, both included. */
export function between(random: Random, low: number, high: number): number {
	return low + Math.floor(random() * (high - low + 1));
}

/** One of a list that is not empty. */
export function pick<Item>(random: Random, list: readonly [Item, ...Item[]]): Item {
	return list[Math.floor(random() * list.length)] ?? list[0];
}

/** One of a list of pairs of weight and item. */
export function pickWeighted<Item>(
	random: Random,
	list: readonly [readonly [number, Item], ...ReadonlyArray<readonly [number, Item]>],
): Item {
	let left = random() * list.reduce((sum, [weight]) => sum + weight, 0);
	for (const [weight, item] of list) {
		left -= weight;
		if (left < 0) {
			return item;
		}
	}

	return list[0][1];
}

/** Log-normal, by its median and the spread of its logarithm. */
export function logNormal(random: Random, median: number, sigma: number): number {
	const radius = Math.sqrt(-2 * Math.log(1 - random()));
	return median * Math.exp(sigma * radius * Math.cos(2 * Math.PI * random()));
}

// Two rounds of a 32-bit finalizer (murmur3's) over both numbers.
function mix(left: number, right: number): number {
	let mixed =
		Math.imul(left ^ 0x9e_37_79_b9, 0x85_eb_ca_6b) ^
		Math.imul(right + 0x7f_4a_7c_15, 0xc2_b2_ae_35);
	mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85_eb_ca_6b);
	mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2_b2_ae_35);
	return (mixed ^ (mixed >>> 16)) >>> 0;
}
