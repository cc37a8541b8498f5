import os from 'node:os';
import process from 'node:process';

/** Which process this is, on which machine, started by whom: for the journal. */
export function thisProcess(): {
	readonly pid: number;
	readonly host: string;
	readonly account: string;
} {
	return {pid: process.pid, host: os.hostname(), account: accountName()};
}

// An account may have no name, in a container for example.
function accountName(): string {
	try {
		return os.userInfo().username;
	} catch {
		return String(process.getuid?.() ?? 'not known');
	}
}

/** Whether a process runs on this machine. One that belongs to somebody else does. */
export function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return error instanceof Error && 'code' in error && error.code === 'EPERM';
	}
}
