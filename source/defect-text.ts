import {toSafe} from './contract/text.ts';

/** A defect for standard error, line by line. Nothing of it is hidden: whoever meets it can report it. */
export function defectText(error: unknown): string {
	const told = error instanceof Error ? (error.stack ?? error.message) : String(error);
	const lines = told.split('\n').map((line) => toSafe(line));
	return `synctop: a defect of this program. Please report it with these lines:\n${lines.join('\n')}\n`;
}
