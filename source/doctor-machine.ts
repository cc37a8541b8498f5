import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {safe, toSafe} from './contract/text.ts';
import {type FileFound, type MachineFound} from './headless/doctor/ports.ts';
import {openJournal} from './journal/journal.ts';
import {type Folders} from './platform/folders.ts';
import {thisProcess} from './platform/machine.ts';
import {colorDepth, isAsciiOnly} from './platform/terminal.ts';
import {type Surroundings} from './surroundings.ts';

/** What can be told about this machine, this terminal, and the files of this program. */
export async function lookAtMachine(
	secretFiles: readonly string[],
	{environment, streams: {stdout}, folders, clock}: Surroundings,
): Promise<MachineFound> {
	const journal = openJournal({
		folder: folders.state,
		stem: 'audit',
		writer: {...thisProcess(), start: 'doctor'},
	});
	return {
		node: safe`${toSafe(process.versions.node)} on ${toSafe(process.platform)} ${toSafe(process.arch)}`,
		terminal: toSafe(environment['TERM'] ?? 'TERM is not set'),
		columns: stdout.isTTY ? stdout.columns : undefined,
		rows: stdout.isTTY ? stdout.rows : undefined,
		color: toSafe(colorDepth(environment)),
		isAscii: isAsciiOnly(environment),
		hasModes: process.platform !== 'win32',
		files: filesOf(folders, secretFiles),
		journal: fs.existsSync(folders.state) ? await journal.check(clock.now()) : {ok: true},
	};
}

function filesOf(folders: Folders, secretFiles: readonly string[]): readonly FileFound[] {
	const secrets = secretFiles.map((file) => path.resolve(file));
	return [
		fileFound(folders.settings, 'settings folder'),
		...within(folders.settings).map((file) => fileFound(file, 'settings')),
		fileFound(folders.state, 'journal folder'),
		...within(folders.state).map((file) => fileFound(file, 'journal')),
		...secrets.map((file) => fileFound(file, 'secret')),
		...[...new Set(secrets.map((file) => path.dirname(file)))].map((folder) =>
			fileFound(folder, 'folder of secrets'),
		),
	];
}

/** The files of a folder, not those of folders in it. */
function within(folder: string): readonly string[] {
	try {
		return fs
			.readdirSync(folder, {withFileTypes: true})
			.filter((entry) => entry.isFile())
			.map(({name}) => path.join(folder, name));
	} catch {
		return [];
	}
}

function fileFound(file: string, what: string): FileFound {
	const found = {path: toSafe(file), what: toSafe(what)};
	try {
		const isLink = fs.lstatSync(file).isSymbolicLink();
		const stats = fs.statSync(file);
		return {
			...found,
			kind: stats.isDirectory() ? 'folder' : 'file',
			mode: stats.mode & 0o777,
			isOwn: stats.uid === process.getuid?.(),
			isLink,
		};
	} catch {
		return {...found, kind: 'file', mode: undefined, isOwn: false, isLink: false};
	}
}
