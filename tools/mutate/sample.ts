import {createHash} from 'node:crypto';

/** Whether a mutant belongs to the sample: by its number, not by chance, so that two runs of the same source can be compared. */
export function isInSample({id}: {readonly id: string}, percent: number): boolean {
	const digest = createHash('sha256').update(id).digest();
	return digest.readUInt32BE(0) < (percent / 100) * 2 ** 32;
}
