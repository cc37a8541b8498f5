import fs from 'node:fs';
import path from 'node:path';

export type SecretFile =
	| {readonly ok: true; readonly text: string}
	/** What is wrong and what to do, for standard error. */
	| {readonly ok: false; readonly problem: string};

/**
Reads a file that holds a secret. One that others can read or could put there is refused, with the command that mends it: the file has to be
the user's own, mode 600 and no link, in a folder of the user's own, mode 700.
*/
export function readSecretFile(file: string): SecretFile {
	try {
		// Looked at and read by one handle: nobody can put another file there in between.
		const handle = fs.openSync(file, fs.constants.O_RDONLY | fs.constants.O_NOFOLLOW);
		try {
			const problem = process.platform === 'win32' ? undefined : looseness(file, handle);
			return problem === undefined
				? {ok: true, text: fs.readFileSync(handle, 'utf8')}
				: refuse(problem);
		} finally {
			fs.closeSync(handle);
		}
	} catch (error) {
		const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
		return refuse(
			reason === 'ELOOP'
				? `${file} is a link, and what it leads to can be changed without a trace. Name the file itself, or copy it and run: chmod 600 ${quoted(file)}`
				: `${file} could not be read (${reason}). Check the path and its owner.`,
		);
	}
}

function looseness(file: string, handle: number): string | undefined {
	const folder = path.dirname(path.resolve(file));
	return looseOf(file, fs.fstatSync(handle), '600') ?? looseOf(folder, fs.statSync(folder), '700');
}

function looseOf(place: string, {uid, mode}: fs.Stats, wanted: string): string | undefined {
	const mend = `chmod ${wanted} ${quoted(place)}`;
	if (uid !== process.getuid?.()) {
		return `${place} belongs to another user (uid ${uid}). Make it your own, then run: ${mend}`;
	}

	return (mode & 0o077) === 0
		? undefined
		: `${place} can be read by others (mode ${(mode & 0o777).toString(8)}). Run: ${mend}`;
}

function refuse(problem: string): SecretFile {
	return {ok: false, problem};
}

// As a shell takes it back, whatever is in the path.
function quoted(text: string): string {
	return /^[\w./@:+-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
