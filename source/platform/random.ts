/** A number in [0, 1), handed in. */
export type Random = () => number;

/** The machine's own dice. */
export const systemRandom: Random = () => Math.random();

/**
Dice that fall the same way for the same seed: mulberry32, small and good enough for a simulation. Not for secrets.
Source: public domain algorithm by Tommy Ettinger.
*/
export function seededRandom(seed: number): Random {
	let state = Math.trunc(seed) >>> 0;
	return () => {
		state = (state + 0x6d_2b_79_f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}
