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

/**
Sends keys and waits until nothing more comes. What comes after the first burst and only moves ages and moments was not asked for:
it is left out. Answers nothing when the program wrote nothing within `patience`.
*/
export async function ask(seat: Seat, keys: string, patience = 2000): Promise<Answer | undefined> {
	const shown = await seat.look();
	const sentAt = performance.now();
	seat.write(keys);
	await before(untilQuiet(seat, sentAt, patience), deadlineMs, 'quiet after a key');
	const bursts = toBursts(seat.take());
	const first = bursts.shift();
	if (first === undefined) {
		return undefined;
	}

	await seat.show(first);
	let after = seat.screen();
	const counted = [...first];
	for (const burst of bursts) {
		await seat.show(burst);
		const next = seat.screen();
		if (!differsByClock(after, next)) {
			counted.push(...burst);
			after = next;
		}
	}

	return {
		ms: (counted.at(-1)?.at ?? sentAt) - sentAt,
		bytes: byteCount(counted),
		before: shown,
		after,
	};
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
export async function untilQuiet(seat: Seat, since: number, patience = 2000): Promise<void> {
	for (;;) {
		const now = performance.now();
		const isAnswered = seat.lastAt > since;
		const left = isAnswered ? seat.lastAt + quietMs - now : since + patience - now;
		if (left <= 0) {
			return;
		}

		await pause(isAnswered ? left : Math.min(left, 5));
	}
}
