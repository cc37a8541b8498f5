import fs from 'node:fs/promises';
import path from 'node:path';
import {toSafe} from '../contract/text.ts';
import {formatTime} from '../contract/time.ts';
import {type HandoverPort} from '../core/ports.ts';

const mostInASecond = 99;

/** Writes handovers into a folder, each in a file of its own, for its owner only. */
export function handoverFiles(folder: string): HandoverPort {
	return {
		async write(text, at) {
			const moment = formatTime(at).slice(0, 19).replaceAll(':', '-');
			try {
				await fs.mkdir(folder, {recursive: true, mode: 0o700});
				const file = await writeNew(path.join(folder, `handover-${moment}`), text);
				return {ok: true, path: toSafe(file)};
			} catch (error) {
				return {ok: false, reason: toSafe(error instanceof Error ? error.message : String(error))};
			}
		},
	};
}

// Never over a file that is there: the next number is taken then.
async function writeNew(stem: string, text: string): Promise<string> {
	for (let number = 1; ; number++) {
		const file = number === 1 ? `${stem}.md` : `${stem}-${number}.md`;
		try {
			await fs.writeFile(file, text, {mode: 0o600, flag: 'wx'});
			return file;
		} catch (error) {
			const isThere = error instanceof Error && 'code' in error && error.code === 'EEXIST';
			if (!isThere || number === mostInASecond) {
				throw error;
			}
		}
	}
}
