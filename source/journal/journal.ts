import fs, {type FileHandle} from 'node:fs/promises';
import path from 'node:path';
import {toSafe} from '../contract/text.ts';
import {formatTime, type EpochMs} from '../contract/time.ts';
import {type Written} from '../core/ports.ts';
import {linkOf, sealedLine} from './chain.ts';
import {journalFiles} from './file-names.ts';

/** A journal that is only ever added to: one JSON object a line, on disk before the promise resolves. */
export type JournalFile = {
	readonly append: (entry: {readonly at: EpochMs}) => Promise<Written>;
	/** Whether lines could be written, found out without writing one. */
	readonly check: (now: EpochMs) => Promise<Written>;
};

/** Who writes, for whoever reads the journal later: the account and the machine, not the service's idea of them. */
export type Writer = {
	/** Tells the lines of this start from those of every other. */
	readonly start: string;
	readonly pid: number;
	readonly host: string;
	readonly account: string;
};

export type JournalOptions = {
	readonly folder: string;
	/** Sets demo changes apart from real ones. */
	readonly stem: string;
	readonly writer: Writer;
};

/**
The audit journal in a folder, one file a month: `audit-2026-11.jsonl`. The folder is made with mode 0700, files with 0600. Every line
is sealed and tied to the one before it, so that a change of it or a gap can be found (`chain.ts`).
*/
export function openJournal({folder, stem, writer}: JournalOptions): JournalFile {
	// One after the other, so that lines never mix.
	let last: Promise<unknown> = Promise.resolve();
	let seq = 0;

	const fileOf = (at: EpochMs) => path.join(folder, `${stem}-${formatTime(at).slice(0, 7)}.jsonl`);

	const write = async (entry: {readonly at: EpochMs}): Promise<void> => {
		const at = formatTime(entry.at);
		const file = fileOf(entry.at);
		await fs.mkdir(folder, {recursive: true, mode: 0o700});
		const handle = await fs.open(file, 'a+', 0o600);
		try {
			const end = await readSettledEnd(handle);
			const ties = {
				start: writer.start,
				seq: seq + 1,
				line: (end.line ?? 0) + 1,
				prev: end.link ?? (await linkBefore(folder, stem, path.basename(file))),
			};
			const line = sealedLine({...entry, at, ...writer}, ties);
			// What a full disk or a crash left without its end stands on a line of its own.
			await handle.appendFile(`${end.isTorn ? '\n' : ''}${line}\n`, 'utf8');
			await handle.datasync();
			seq += 1;
		} finally {
			await handle.close();
		}
	};

	return {
		async append(entry) {
			const written = last.then(async () => outcomeOf(write(entry)));
			last = written;
			return written;
		},
		check: async (now) => outcomeOf(tryOut(folder, stem, fileOf(now))),
	};
}

type End = {
	readonly link: string | undefined;
	readonly line: number | undefined;
	readonly isTorn: boolean;
};

const longestLine = 65_536;
const roomForALine = 1024;
const readings = 20;

// Another program may be in the middle of its line. One that stays without an end was left so by a full disk or a crash.
async function readSettledEnd(handle: FileHandle): Promise<End> {
	let end = await readEnd(handle);
	for (let count = 1; end.isTorn && count < readings; count += 1) {
		end = await readEnd(handle);
	}

	return end;
}

/** The last line of a file, without reading all of it. */
async function readEnd(handle: FileHandle): Promise<End> {
	const {size} = await handle.stat();
	if (size === 0) {
		return {link: undefined, line: undefined, isTorn: false};
	}

	const from = Math.max(0, size - longestLine);
	const buffer = Buffer.alloc(size - from);
	await handle.read(buffer, 0, buffer.length, from);
	const text = buffer.toString('utf8');
	const isTorn = !text.endsWith('\n');
	const lines = (isTorn ? text : text.slice(0, -1)).split('\n');
	const line = lines.at(-1) ?? '';
	return {link: linkOf(line), line: numberOf(line), isTorn};
}

function numberOf(line: string): number | undefined {
	const found = /,"line":(\d{1,15}),"prev":"[0-9a-f]*","hash":"[0-9a-f]{64}"\}$/.exec(line);
	return found === null ? undefined : Number(found[1]);
}

/** The link of the last line of the month before, or nothing to be tied to. */
async function linkBefore(folder: string, stem: string, file: string): Promise<string> {
	const earlier = (await journalFiles(folder, stem)).findLast((name) => name < file);
	if (earlier === undefined) {
		return '';
	}

	const handle = await fs.open(path.join(folder, earlier), 'r');
	try {
		return (await readEnd(handle)).link ?? '';
	} finally {
		await handle.close();
	}
}

/** Opens the journal where it is, and writes a file beside it, as long as most lines are; that one is taken away again. */
async function tryOut(folder: string, stem: string, journal: string): Promise<void> {
	const file = path.join(folder, `${stem}.lock`);
	await fs.mkdir(folder, {recursive: true, mode: 0o700});
	await (await openIfThere(journal))?.close();
	const handle = await fs.open(file, 'w', 0o600);
	try {
		// A disk that is full lets a file be made, and nothing be written.
		await handle.writeFile('\n'.repeat(roomForALine));
		await handle.datasync();
	} finally {
		await handle.close();
		await fs.rm(file, {force: true}).catch(() => undefined);
	}
}

async function openIfThere(file: string): Promise<FileHandle | undefined> {
	try {
		return await fs.open(file, fs.constants.O_WRONLY | fs.constants.O_APPEND);
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
			return undefined;
		}

		throw error;
	}
}

async function outcomeOf(done: Promise<void>): Promise<Written> {
	try {
		await done;
		return {ok: true};
	} catch (error) {
		return {ok: false, reason: toSafe(error instanceof Error ? error.message : String(error))};
	}
}
