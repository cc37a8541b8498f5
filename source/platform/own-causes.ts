import fs from 'node:fs';
import path from 'node:path';
import {parseJson} from '../contract/json.ts';
import {type Kind} from '../knowledge/kind.ts';

/** The user's own causes, and what was wrong with the file that holds them. */
export type OwnCauses = {readonly kinds: readonly Kind[]; readonly warning?: string};

const fileName = 'causes.json';

/** Reads the user's own causes beside the settings. Without the file, or when it has a fault, the built-in ones hold. */
export async function readOwnCauses(folder: string): Promise<OwnCauses> {
	const file = path.join(folder, fileName);
	let text: string;
	try {
		text = fs.readFileSync(file, 'utf8');
	} catch (error) {
		const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
		return isMissing
			? {kinds: []}
			: {
					kinds: [],
					warning: `Your causes in ${file} could not be read; the built-in ones hold. Make the file readable.`,
				};
	}

	// Loaded here because few have such a file, and starting must be quick.
	const {parseOwnKinds} = await import('../knowledge/own-kinds.ts');
	const json = parseJson(text);
	const parsed =
		json === undefined ? ({ok: false, problem: 'it is not JSON'} as const) : parseOwnKinds(json);
	return parsed.ok
		? {kinds: parsed.kinds}
		: {
				kinds: [],
				warning: `Your causes in ${file} could not be used: ${parsed.problem}. The built-in ones hold until this is mended.`,
			};
}
