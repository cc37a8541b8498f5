import fs from 'node:fs/promises';
import process from 'node:process';

/** Writes a file whole or not at all, for its owner only: what was there stays until the new one is on disk. */
export async function writeWhole(file: string, text: string): Promise<void> {
	const temporary = `${file}.${process.pid}.new`;
	try {
		const handle = await fs.open(temporary, 'w', 0o600);
		try {
			await handle.writeFile(`${text}\n`);
			await handle.datasync();
		} finally {
			await handle.close();
		}

		await fs.rename(temporary, file);
	} catch (error) {
		await fs.rm(temporary, {force: true}).catch(() => undefined);
		throw error;
	}
}
