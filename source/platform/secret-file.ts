import fs from 'node:fs';

export type SecretFile =
	| {readonly ok: true; readonly text: string}
	/** What is wrong and what to do, for standard error. */
	| {readonly ok: false; readonly problem: string};

/** Reads a file that holds a secret. One that others can read is refused, with the command that mends it. */
export function readSecretFile(file: string): SecretFile {
	try {
		const {mode} = fs.statSync(file);
		const isOpen = process.platform !== 'win32' && (mode & 0o077) !== 0;
		return isOpen
			? {
					ok: false,
					problem: `${file} can be read by others (mode ${(mode & 0o777).toString(8)}). Run: chmod 600 ${file}`,
				}
			: {ok: true, text: fs.readFileSync(file, 'utf8')};
	} catch (error) {
		const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
		return {
			ok: false,
			problem: `${file} could not be read (${reason}). Check the path and its owner.`,
		};
	}
}
