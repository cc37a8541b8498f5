import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {commands} from './headless/command-table.ts';
import {bashCandidate, bashWords} from './headless/bash-words.ts';
import {type Candidate, complete, type Completion} from './headless/complete.ts';
import {readNames} from './platform/known-names.ts';
import {systemFolders} from './platform/folders.ts';

/** Answers a shell: prints what can stand at the end of its line. It is loaded without the rest, for a key that waits. */
export function answerShell([shell = '', ...words]: readonly string[]): void {
	const folders = systemFolders();
	const line = shell === 'bash' ? bashWords(words[0] ?? '') : undefined;
	const asked = line === undefined ? words : line.words.slice(1);
	const found = complete(commands, asked, {
		names: () => readNames(folders.state, connectionOf(asked, savedUrls(folders.settings))),
		contexts: () => [...savedUrls(folders.settings).urls.keys()],
	});
	process.stdout.write(
		textOf(found, ({text, about}) => {
			if (line !== undefined) {
				const breaks = process.env['COMP_WORDBREAKS'] ?? '';
				return bashCandidate(text, asked.at(-1) ?? '', line.written, breaks);
			}

			return about === '' ? text : `${text}\t${about}`;
		}),
	);
}

function textOf(
	{candidates, hasFiles}: Completion,
	lineOf: (candidate: Candidate) => string,
): string {
	return hasFiles ? ':files\n' : candidates.map((candidate) => `${lineOf(candidate)}\n`).join('');
}

/** What names are kept under: as the words before say, or as it was saved. */
function connectionOf(words: readonly string[], {urls, current}: SavedUrls): string {
	if (words.includes('--demo')) {
		return 'demo';
	}

	const name = valueOf(words, '--context') ?? process.env['SYNCTOP_CONTEXT'] ?? current ?? '';
	return valueOf(words, '--url') ?? urls.get(name) ?? '';
}

function valueOf(words: readonly string[], flag: string): string | undefined {
	const at = words.indexOf(flag);
	const joined = words.find((word) => word.startsWith(`${flag}=`))?.slice(flag.length + 1);
	return joined ?? (at < 0 ? undefined : words[at + 1]);
}

type SavedUrls = {
	/** By the name of the connection. */
	readonly urls: ReadonlyMap<string, string>;
	readonly current: string | undefined;
};

// Read by itself: the checks of the settings take longer to load than a key may wait.
function savedUrls(folder: string): SavedUrls {
	const saved = objectAt(readJson(path.join(folder, 'config.json')));
	const old = objectAt(saved['connection']);
	const contexts = {
		...(Object.keys(old).length > 0 && {default: old}),
		...objectAt(saved['contexts']),
	};
	const urls = new Map(
		Object.entries(contexts).map(([name, context]): [string, string] => {
			const {url} = objectAt(context);
			return [name, typeof url === 'string' ? url : ''];
		}),
	);
	const {current} = saved;
	const [only] = urls.keys();
	return {
		urls,
		current: typeof current === 'string' ? current : urls.size === 1 ? only : undefined,
	};
}

function readJson(file: string): unknown {
	try {
		const json: unknown = JSON.parse(fs.readFileSync(file, 'utf8'));
		return json;
	} catch {
		return undefined;
	}
}

function objectAt(json: unknown): Readonly<Record<string, unknown>> {
	return typeof json === 'object' && json !== null ? {...json} : {};
}
