import {differsByClock, type Screen} from './screen.ts';
import {type Chunk, type Seat} from './terminal.ts';
import {before, pause} from './waiting.ts';

/** What a program did with a key. */
export type Answer = {
	/** From the key to the last byte of its answer. */
	readonly ms: number;
	readonly bytes: number;
	readonly before: Screen;
	readonly after: Screen;
};

// Longer than the 16 ms that Ink may hold a frame back.
const quietMs = 45;
const burstGapMs = 8;
const deadlineMs = 20_000;

/** How long to wait: for an answer to begin, for silence after it, and at the very most. */
export type Patience = {
	readonly patience?: number;
	readonly quiet?: number;
	readonly deadline?: number;
};

/**
Sends keys and waits until nothing more comes. A burst that only moves ages and moments was not asked for: it is left out. Answers
nothing when the program wrote nothing else in time.
*/
export async function ask(
	seat: Seat,
	keys: string,
	{patience = 2000, quiet = quietMs, deadline = deadlineMs}: Patience = {},
): Promise<Answer | undefined> {
	let shown = await seat.look();
	const sentAt = performance.now();
	seat.write(keys);
	const counted: Chunk[] = [];
	let screenBefore = shown;
	while (counted.length === 0 && performance.now() < sentAt + patience) {
		const since = Math.max(sentAt, seat.lastAt);
		await before(
			untilQuiet(seat, since, {patience: sentAt + patience - since, quiet}),
			deadline,
			'quiet',
		);
		for (const burst of toBursts(seat.take())) {
			await seat.show(burst);
			const next = seat.screen();
			if (!differsByClock(shown, next)) {
				counted.push(...burst);
			} else if (counted.at(0) === undefined) {
				screenBefore = next;
			}

			shown = next;
		}
	}

	const last = counted.at(-1);
	return (
		last && {ms: last.at - sentAt, bytes: byteCount(counted), before: screenBefore, after: shown}
	);
}

export function byteCount(chunks: readonly Chunk[]): number {
	return chunks.reduce((sum, {data}) => sum + Buffer.byteLength(data), 0);
}

/** Chunks in groups with silence between them. */
export function toBursts(chunks: readonly Chunk[]): Chunk[][] {
	const bursts: Chunk[][] = [];
	for (const chunk of chunks) {
		const last = bursts.at(-1);
		if (last !== undefined && chunk.at - (last.at(-1)?.at ?? 0) < burstGapMs) {
			last.push(chunk);
		} else {
			bursts.push([chunk]);
		}
	}

	return bursts;
}

/** Resolves when something came after a moment and then nothing for a while; or when nothing came at all. */
export async function untilQuiet(
	seat: Seat,
	since: number,
	{patience = 2000, quiet = quietMs}: Patience = {},
): Promise<void> {
	for (;;) {
		const now = performance.now();
		const isAnswered = seat.lastAt > since;
		const left = isAnswered ? seat.lastAt + quiet - now : since + patience - now;
		if (left <= 0) {
			return;
		}

		await pause(isAnswered ? left : Math.min(left, 5));
	}
}
