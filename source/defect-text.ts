import os from 'node:os';
import {toSafe} from './contract/text.ts';
import {type EpochMs, formatTime} from './contract/time.ts';
import {writeCrashFile} from './platform/crash-file.ts';
import {version} from './version.ts';

/** What is known when a defect of this program ends it. */
export type Crash = {
	readonly error: unknown;
	readonly folder: string;
	readonly at: EpochMs;
	readonly pid: number;
	/** What happened last, by name: nothing of the service's data. */
	readonly trail?: readonly string[];
};

/** Writes a defect into a file, and tells in words for standard error what happened and where to read more. */
export function tellCrash(crash: Crash): string {
	const told = stackOf(crash.error);
	const file = writeCrashFile({...crash, text: report(crash, told)});
	const [first = ''] = told;
	return file === undefined
		? `synctop: a defect of this program. Please report it with these lines:\n${told.join('\n')}\n`
		: `synctop: a defect of this program: ${first}\nPlease report it with ${toSafe(file)}; it holds no data of the service.\n`;
}

// What stands before the host of an address.
const credentials = /\/\/[^/\s@]+@/g;

// Line by line: a message may repeat text from outside.
function stackOf(error: unknown): readonly string[] {
	const told = error instanceof Error ? (error.stack ?? error.message) : String(error);
	return told.split('\n').map((line) => toSafe(line.replaceAll(credentials, '//[secret]@')));
}

function report({at, trail = []}: Crash, told: readonly string[]): string {
	return [
		`synctop ${version}, Node ${process.version}, ${os.type()} ${os.release()} ${process.arch}`,
		formatTime(at),
		'',
		...told,
		'',
		'What happened last:',
		...trail,
		'',
	].join('\n');
}
