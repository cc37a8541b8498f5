import fs from 'node:fs/promises';
import path from 'node:path';
import {parseJson} from '../contract/json.ts';
import {type AuditLine, auditLine, ties} from './audit-line.ts';
import {type TiedLine} from './chain.ts';
import {journalFiles} from './file-names.ts';

/** One line of the journal: as text, with its ties, and as an entry; the last two where it can be read. */
export type JournalLine = TiedLine & {
	/** Its place in its file, from 1, as an editor counts. */
	readonly place: number;
	readonly entry: AuditLine | undefined;
};

/** All lines of a journal in order, of the last `months` only if that is given. Throws what the disk says. */
export async function readJournal(
	folder: string,
	stem: string,
	months = Number.POSITIVE_INFINITY,
): Promise<readonly JournalLine[]> {
	const files = await journalFiles(folder, stem);
	const lines: JournalLine[] = [];
	for (const file of months === Number.POSITIVE_INFINITY ? files : files.slice(-months)) {
		const text = await fs.readFile(path.join(folder, file), 'utf8');
		lines.push(
			...text
				.split('\n')
				.map((row, index) => toLine(file, row, index + 1))
				.filter((line) => line.text !== ''),
		);
	}

	return lines;
}

function toLine(file: string, text: string, place: number): JournalLine {
	const json = parseJson(text);
	const entry = auditLine.safeParse(json);
	const tied = ties.safeParse(json);
	return {
		file,
		place,
		text,
		ties: tied.success ? tied.data : undefined,
		entry: entry.success ? entry.data : undefined,
	};
}
