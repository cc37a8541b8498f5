import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

// What must not outlive this program: processes by their stop functions, and the folder with everything that is written.
const stops = new Set<() => void>();
let folder: string | undefined;

/** Remembers how to stop something; the answer forgets it again and stops it. */
export function stopAtEnd(stop: () => void): () => void {
	stops.add(stop);
	return () => {
		if (stops.delete(stop)) {
			stop();
		}
	};
}

/** A folder for this run, removed at its end. */
export function temporaryFolder(): string {
	folder ??= fs.mkdtempSync(path.join(os.tmpdir(), 'synctop-bench-'));
	return folder;
}

/** Stops every child and removes the folder. */
export function stopEverything(): void {
	for (const stop of stops) {
		stop();
	}

	stops.clear();
	if (folder !== undefined) {
		fs.rmSync(folder, {recursive: true, force: true});
		folder = undefined;
	}
}

/** Stops a process; one that is gone already is no problem. */
export function killProcess(pid: number): void {
	try {
		process.kill(pid, 'SIGKILL');
	} catch {
		// It ended by itself.
	}
}

/** The environment of everything that is measured: no settings of this user, no CI, a terminal with all colours. */
export function cleanEnvironment(): Record<string, string> {
	const home = path.join(temporaryFolder(), 'home');
	fs.mkdirSync(home, {recursive: true});
	return {
		PATH: `${path.dirname(process.execPath)}${path.delimiter}${process.env['PATH'] ?? ''}`,
		HOME: home,
		XDG_CONFIG_HOME: home,
		XDG_STATE_HOME: home,
		XDG_DATA_HOME: home,
		XDG_CACHE_HOME: home,
		LANG: 'C.UTF-8',
		TERM: 'xterm-256color',
		COLORTERM: 'truecolor',
		NODE_ENV: 'production',
	};
}
