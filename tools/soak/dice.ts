import {seededRandom} from '../../source/platform/random.ts';

/** Choices that fall the same way for the same seed. */
export type Dice = {
	readonly chance: (share: number) => boolean;
	/** A whole number from 0 up to but not including `limit`. */
	readonly below: (limit: number) => number;
	readonly pick: <Item>(items: readonly Item[]) => Item;
};

export function createDice(seed: number): Dice {
	const random = seededRandom(seed);
	const below = (limit: number): number => Math.floor(random() * limit);
	return {
		chance: (share) => random() < share,
		below,
		pick(items) {
			const item = items[below(items.length)];
			if (item === undefined) {
				throw new Error('There is nothing to choose from.');
			}

			return item;
		},
	};
}
