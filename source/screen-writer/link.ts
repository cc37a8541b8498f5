/** Bytes that may be on their way: before anything is known, at least, and at most. */
const windows = {first: 8192, least: 512, most: 32_768} as const;
// A queue that takes this much longer than the way itself is not felt.
const slack = 100;

/** What is known of the way to the terminal, by how long it took to answer. All in bytes and milliseconds. */
export class Link {
	/** How much may be on its way. */
	window: number = windows.first;
	/** How long the last answer took. */
	last = 0;
	// The shortest answer: the way itself.
	#way = Number.POSITIVE_INFINITY;

	/** An answer came, to so many bytes. */
	learn(bytes: number, took: number): void {
		// The way may have become longer: what was once the shortest does not count for ever.
		this.#way = Math.min(took, this.#way * 1.02 + 1);
		this.last = took;
		if (took > this.#way * 1.5 + slack / 2) {
			const fitting = (bytes / took) * (this.#way + slack);
			this.window = Math.max(windows.least, Math.min(this.window, fitting));
		} else if (bytes * 4 >= this.window) {
			// An answer to a few bytes says nothing of how many more the link would take.
			this.window = Math.min(windows.most, this.window * 2);
		}
	}

	/** An answer did not come. */
	narrow(): void {
		this.window = windows.least;
	}
}
