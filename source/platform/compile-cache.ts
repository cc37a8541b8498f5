/**
Keeps what V8 made of the code in the user's cache folder, so that the next start need not compile it again (13 ms). Whoever could
write there could put code into this program: the folder has to be the user's own. Where that cannot be had, nothing is kept and nothing
is said. Modules of Node are asked for here, not imported: this is loaded before it is known whether Node is new enough.
*/
export function keepCompiledCode(machine: NodeJS.Process): void {
	const folder = cacheFolder(machine.platform, machine.env);
	if (folder === undefined) {
		return;
	}

	try {
		const fs = machine.getBuiltinModule('node:fs');
		fs.mkdirSync(folder, {recursive: true, mode: 0o700});
		const found = fs.lstatSync(folder);
		if (found.isDirectory() && found.uid === machine.getuid?.() && (found.mode & 0o022) === 0) {
			machine.getBuiltinModule('node:module').enableCompileCache(folder);
		}
	} catch {
		// Starting takes a little longer, that is all.
	}
}

/** By the conventions of the system; none on Windows, where owners are not told by a number. */
function cacheFolder(
	platform: NodeJS.Platform,
	{XDG_CACHE_HOME: cache = '', HOME: home = ''}: NodeJS.ProcessEnv,
): string | undefined {
	if (cache.startsWith('/')) {
		return `${cache}/synctop`;
	}

	const inHome = platform === 'darwin' ? 'Library/Caches' : '.cache';
	return home.startsWith('/') ? `${home}/${inHome}/synctop` : undefined;
}
