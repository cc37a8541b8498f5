import fs from 'node:fs/promises';
import path from 'node:path';
import {type SafeText, toSafe} from '../contract/text.ts';
import {formatTime, type EpochMs} from '../contract/time.ts';

export type WriteResult = {readonly ok: true} | {readonly ok: false; readonly reason: SafeText};

/** A journal that is only ever added to: one JSON object a line, on disk before the promise resolves. */
export type JournalFile = {
	readonly append: (entry: {readonly at: EpochMs}) => Promise<WriteResult>;
	/** Whether lines could be written, found out without writing one. */
	readonly check: () => Promise<WriteResult>;
};

/**
The audit journal in `folder`, one file a month: `audit-2026-11.jsonl`. The folder is made with mode 0700, files with 0600.
`stem` sets demo changes apart from real ones.
*/
export function openJournal(folder: string, stem: string): JournalFile {
	// One after the other, so that lines never mix.
	let last: Promise<unknown> = Promise.resolve();
	const fileOf = (at: EpochMs) => path.join(folder, `${stem}-${formatTime(at).slice(0, 7)}.jsonl`);

	const write = async (file: string, text: string): Promise<WriteResult> => {
		try {
			await fs.mkdir(folder, {recursive: true, mode: 0o700});
			const handle = await fs.open(file, 'a', 0o600);
			try {
				if (text !== '') {
					await handle.appendFile(text, 'utf8');
					await handle.datasync();
				}
			} finally {
				await handle.close();
			}

			return {ok: true};
		} catch (error) {
			return {ok: false, reason: reasonOf(error)};
		}
	};

	return {
		async append(entry) {
			const line = `${JSON.stringify({...entry, at: formatTime(entry.at)})}\n`;
			const written = last.then(() => write(fileOf(entry.at), line));
			last = written;
			return written;
		},
		check: () =>
			write(path.join(folder, `${stem}.lock`), '').then(async (result) => {
				await fs.rm(path.join(folder, `${stem}.lock`), {force: true}).catch(() => undefined);
				return result;
			}),
	};
}

function reasonOf(error: unknown): SafeText {
	return toSafe(error instanceof Error ? error.message : String(error));
}
