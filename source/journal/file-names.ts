import fs from 'node:fs/promises';

/** The names of the files of a journal, the oldest month first. None when there is no folder. */
export async function journalFiles(folder: string, stem: string): Promise<readonly string[]> {
	try {
		const names = await fs.readdir(folder);
		const month = /^-\d{4}-\d{2}\.jsonl$/;
		return names
			.filter((name) => name.startsWith(stem) && month.test(name.slice(stem.length)))
			.toSorted();
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
			return [];
		}

		throw error;
	}
}
