import {createHash} from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

/** What completion offers for names, as it was when a service was last read. */
export type KnownNames = {
	readonly users: readonly string[];
	readonly groups: readonly string[];
	readonly causes: readonly string[];
};

/** More users than these are not kept. */
export const mostNames = 20_000;

function fileOf(folder: string, connection: string): string {
	const name = createHash('sha256').update(connection).digest('hex').slice(0, 16);
	return path.join(folder, `names-${name}.txt`);
}

/**
Keeps names for the completion of the shell, a line each, for their owner only. They are a convenience: where they cannot be kept, nothing is
said. Of very many users the first 20,000 are kept.
*/
export function keepNames(folder: string, connection: string, names: KnownNames): void {
	const file = fileOf(folder, connection);
	const lines = [
		...names.groups.map((name) => `group\t${name}`),
		...names.causes.map((name) => `cause\t${name}`),
		...names.users.slice(0, mostNames).map((name) => `user\t${name}`),
	];
	const text = `${lines.join('\n')}\n`;
	try {
		if (fs.existsSync(file) && fs.readFileSync(file, 'utf8') === text) {
			return;
		}

		fs.mkdirSync(folder, {recursive: true, mode: 0o700});
		const beside = `${file}.${process.pid}`;
		fs.writeFileSync(beside, text, {mode: 0o600, flag: 'wx'});
		fs.renameSync(beside, file);
	} catch {
		// The next shell offers what it knew before.
	}
}

/** The names that were kept; none where there are none. */
export function readNames(folder: string, connection: string): KnownNames {
	const names = {user: new Array<string>(), group: new Array<string>(), cause: new Array<string>()};
	for (const line of textOf(fileOf(folder, connection)).split('\n')) {
		const [kind, name = ''] = line.split('\t');
		if (kind === 'user' || kind === 'group' || kind === 'cause') {
			names[kind].push(name);
		}
	}

	return {users: names.user, groups: names.group, causes: names.cause};
}

function textOf(file: string): string {
	try {
		return fs.readFileSync(file, 'utf8');
	} catch {
		return '';
	}
}
