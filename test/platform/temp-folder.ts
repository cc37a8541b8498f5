import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** A folder of its own, gone when the scope that holds it ends. */
export function openFolder() {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'synctop-test-'));
	return {
		path: folder,
		in: (...parts: readonly string[]) => path.join(folder, ...parts),
		write(name: string, text: string, mode = 0o600) {
			const file = path.join(folder, name);
			fs.writeFileSync(file, text);
			fs.chmodSync(file, mode);
			return file;
		},
		[Symbol.dispose]: () => {
			fs.rmSync(folder, {recursive: true, force: true});
		},
	};
}

/** The permissions of a file, as `ls` would count them. */
export function modeOf(file: string): string {
	return (fs.statSync(file).mode & 0o777).toString(8);
}
