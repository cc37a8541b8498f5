/**
Work that can be left off and gone on with: it stops after each piece, says how much of it is done (0 to 1), and gives its result at the
end. Pieces are counted in rows, so that each takes some milliseconds at most.
*/
export type Piecework<Result> = Generator<number, Result, undefined>;

/** Rows in a piece: where a row is a number, where it has to be looked at or compared, and where it is compared with many. */
export const manyRows = 65_536;
export const someRows = 8192;
export const fewRows = 512;

/** Does all of it at once. */
export function finish<Result>(work: Piecework<Result>): Result {
	for (;;) {
		const {done, value} = work.next();
		if (done === true) {
			return value;
		}
	}
}

/** Visits the numbers below `length`, so many in a piece. */
export function* inPieces(
	length: number,
	rows: number,
	visit: (from: number, to: number) => void,
): Piecework<void> {
	for (let from = 0; from < length; from += rows) {
		const to = Math.min(length, from + rows);
		visit(from, to);
		yield to / length;
	}
}

/** Work as a part of some larger one: it begins when `from` of that is done, and ends at `to`. */
export function* part<Result>(
	from: number,
	to: number,
	work: Piecework<Result>,
): Piecework<Result> {
	for (;;) {
		const {done, value} = work.next();
		if (done === true) {
			return value;
		}

		yield from + (to - from) * value;
	}
}
