import fs from 'node:fs';
import path from 'node:path';
import {formatTime, type EpochMs} from '../contract/time.ts';

export type CrashOptions = {
	readonly folder: string;
	readonly at: EpochMs;
	readonly pid: number;
	readonly text: string;
};

/** Writes down a defect in a file of its own, for its owner only. Gives its path, or nothing where it cannot be written. */
export function writeCrashFile({folder, at, pid, text}: CrashOptions): string | undefined {
	const moment = formatTime(at).slice(0, 19).replaceAll(':', '-');
	const file = path.join(folder, `crash-${moment}-${pid}.txt`);
	try {
		fs.mkdirSync(folder, {recursive: true, mode: 0o700});
		fs.writeFileSync(file, text, {mode: 0o600, flag: 'wx'});
		return file;
	} catch {
		return undefined;
	}
}
