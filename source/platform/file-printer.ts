import fs from 'node:fs';
import path from 'node:path';

/** Where a command writes to when it is a file. */
export type FilePrinter = {
	readonly out: (text: string) => Promise<void>;
	readonly isClosed: () => boolean;
	readonly width: undefined;
};

export type OpenedFile =
	| {
			readonly ok: true;
			readonly printer: FilePrinter;
			/** Puts what was written in its place, whole. */
			readonly keep: () => Promise<void>;
			/** Leaves nothing behind. */
			readonly drop: () => void;
	  }
	| {readonly ok: false; readonly reason: string};

/** Writes into a file for its owner only: beside its place first, so that half of it is never there. One that is there is replaced only if that is asked for. */
export function openFilePrinter(file: string, isReplacing: boolean): OpenedFile {
	const whole = path.resolve(file);
	const there = fs.lstatSync(whole, {throwIfNoEntry: false});
	if (there !== undefined && !isReplaceable(whole)) {
		return {
			ok: false,
			reason: `${file} is there already and is no file; nothing but a file is written over.`,
		};
	}

	if (there !== undefined && !isReplacing) {
		return {ok: false, reason: `${file} is there already; --force writes over it.`};
	}

	const beside = `${whole}.${process.pid}.part`;
	let fd: number;
	try {
		fd = fs.openSync(beside, 'wx', 0o600);
	} catch (error) {
		const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
		return {
			ok: false,
			reason: `${file} cannot be written (${code}). Check the folder and its rights.`,
		};
	}

	return {
		ok: true,
		printer: {
			async out(text) {
				// `writeSync` may take a part only, and says so; this takes all or throws.
				fs.writeFileSync(fd, text);
			},
			isClosed: () => false,
			width: undefined,
		},
		async keep() {
			fs.fsyncSync(fd);
			fs.closeSync(fd);
			fs.renameSync(beside, whole);
		},
		drop() {
			fs.closeSync(fd);
			fs.rmSync(beside, {force: true});
		},
	};
}

// A device, a pipe, a folder is what something else relies on: it would be gone, not written to.
function isReplaceable(whole: string): boolean {
	const target = fs.statSync(whole, {throwIfNoEntry: false});
	return target === undefined || target.isFile();
}
