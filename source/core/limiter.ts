/** Runs at most `most` tasks at once; the others wait for their turn in order. */
export function createLimiter(most: number) {
	const waiting: Array<() => void> = [];
	let running = 0;
	return async <Value>(task: () => Promise<Value>): Promise<Value> => {
		if (running >= most) {
			const turn = Promise.withResolvers<undefined>();
			waiting.push(() => {
				turn.resolve(undefined);
			});
			await turn.promise;
		}

		running += 1;
		try {
			return await task();
		} finally {
			running -= 1;
			waiting.shift()?.();
		}
	};
}
