import {createHash} from 'node:crypto';

type Place = {
	readonly fileName: string;
	readonly mutatorName: string;
	readonly replacement?: string | undefined;
};

/** Whether a mutant belongs to the sample: by what it is, not by chance, so that two runs of the same source can be compared. */
export function isInSample({fileName, mutatorName, replacement}: Place, percent: number): boolean {
	const place = fileName.replaceAll('\\', '/').split('/source/').at(-1);
	const digest = createHash('sha256').update(`${place} ${mutatorName} ${replacement}`).digest();
	return digest.readUInt32BE(0) < (percent / 100) * 2 ** 32;
}
