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
		names: () => readNames(folders.state, connectionOf(asked, folders.settings)),
		contexts: () => [],
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
function connectionOf(words: readonly string[], folder: string): string {
	if (words.includes('--demo')) {
		return 'demo';
	}

	const at = words.indexOf('--url');
	const joined = words.find((word) => word.startsWith('--url='))?.slice('--url='.length);
	return joined ?? (at < 0 ? undefined : words[at + 1]) ?? savedUrl(folder);
}

// Read by itself: the checks of the settings take longer to load than a key may wait.
function savedUrl(folder: string): string {
	try {
		const text = fs.readFileSync(path.join(folder, 'config.json'), 'utf8');
		return /"connection"\s*:\s*\{[^}]*"url"\s*:\s*"([^"]*)"/.exec(text)?.[1] ?? '';
	} catch {
		return '';
	}
}
