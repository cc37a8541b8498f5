/** The one of some names that was probably meant; nothing where none is near. */
export function nearest(written: string, names: readonly string[]): string | undefined {
	return nearestFew(written, names, 1)[0];
}

/** Those that were probably meant, the nearest first. */
export function nearestFew(
	written: string,
	names: readonly string[],
	most: number,
): readonly string[] {
	const text = written.toLowerCase();
	const farthest = Math.max(1, Math.floor(text.length / 3));
	return names
		.filter((name) => Math.abs(name.length - text.length) <= farthest || name.length > 40)
		.map((name) => ({name, far: distance(text, name.toLowerCase())}))
		.filter(({far}) => far <= farthest)
		.toSorted((one, other) => one.far - other.far)
		.slice(0, most)
		.map(({name}) => name);
}

// Letters put in, left out, changed, or two exchanged. Both texts are cut: a filter is short, a name may not be.
function distance(one: string, other: string): number {
	const [from, to] = [one.slice(0, 40), other.slice(0, 40)];
	let earlier: number[] = [];
	let last = Array.from({length: to.length + 1}, (_, index) => index);
	for (let row = 1; row <= from.length; row++) {
		const next = [row];
		for (let column = 1; column <= to.length; column++) {
			const isSame = from[row - 1] === to[column - 1];
			const isSwapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
			next.push(
				Math.min(
					(last[column] ?? 0) + 1,
					(next[column - 1] ?? 0) + 1,
					(last[column - 1] ?? 0) + (isSame ? 0 : 1),
					isSwapped ? (earlier[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
				),
			);
		}

		earlier = last;
		last = next;
	}

	return last[to.length] ?? 0;
}
