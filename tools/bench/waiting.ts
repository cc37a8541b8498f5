/** A condition that did not come true in time; says what was waited for. */
class DeadlineError extends Error {}

export async function pause(ms: number): Promise<void> {
	await new Promise<void>((resolve) => {
		setTimeout(resolve, ms);
	});
}

/** Waits for a promise, but not for ever. */
export async function before<Value>(
	promise: Promise<Value>,
	ms: number,
	what: string,
): Promise<Value> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<never>((_, reject) => {
		timer = setTimeout(() => {
			reject(new DeadlineError(`${what} did not come within ${ms / 1000} s`));
		}, ms);
	});
	try {
		return await Promise.race([promise, late]);
	} finally {
		clearTimeout(timer);
	}
}

/** One line of progress, to standard error. */
export function say(text: string): void {
	process.stderr.write(`bench: ${text}\n`);
}
