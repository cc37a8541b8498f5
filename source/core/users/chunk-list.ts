import {emptyChunk, type UserChunk} from './user-chunk.ts';

/**
The chunks of one version of a table, never changed in place. They stand in blocks, so that a new version of a million rows copies a few
of them, and two versions are compared block by block.
*/
export type ChunkList = {
	readonly length: number;
	readonly blocks: ReadonlyArray<readonly UserChunk[]>;
};

const blockBits = 7;
const blockChunks = 2 ** blockBits;

export const noChunks: ChunkList = {length: 0, blocks: []};

/** The empty chunk where there is none. */
export function chunkOf({blocks}: ChunkList, index: number): UserChunk {
	return blocks[index >>> blockBits]?.[index & (blockChunks - 1)] ?? emptyChunk;
}

/** All chunks in their order. */
export function* chunksOf(list: ChunkList): Generator<UserChunk> {
	for (let index = 0; index < list.length; index++) {
		yield chunkOf(list, index);
	}
}

/** A new version with some chunks put in their places. */
export function withChunks(
	{length, blocks}: ChunkList,
	put: ReadonlyMap<number, UserChunk>,
): ChunkList {
	const changed = [...blocks];
	const copied = new Map<number, UserChunk[]>();
	let end = length;
	for (const [index, chunk] of put) {
		const at = index >>> blockBits;
		let block = copied.get(at);
		if (block === undefined) {
			block = [...(blocks[at] ?? [])];
			copied.set(at, block);
		}

		while (block.length < (index & (blockChunks - 1))) {
			block.push(emptyChunk);
		}

		block[index & (blockChunks - 1)] = chunk;
		end = Math.max(end, index + 1);
	}

	for (const [at, block] of copied) {
		while (changed.length < at) {
			changed.push([]);
		}

		changed[at] = block;
	}

	return {length: end, blocks: changed};
}

/** The numbers of the chunks that differ between two versions. */
export function changedChunks(from: ChunkList, to: ChunkList): readonly number[] {
	const changed: number[] = [];
	const blocks = Math.max(from.blocks.length, to.blocks.length);
	for (let at = 0; at < blocks; at++) {
		const first = at * blockChunks;
		if (from.blocks[at] !== to.blocks[at]) {
			for (let index = first; index < first + blockChunks; index++) {
				if (chunkOf(from, index) !== chunkOf(to, index)) {
					changed.push(index);
				}
			}
		}
	}

	return changed;
}
