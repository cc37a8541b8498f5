import fs from 'node:fs';
import path from 'node:path';
import {type Home} from '../../test/e2e/open-program.ts';
import {pause, type Program} from './hands.ts';

/** What a program takes of the machine, in MB and numbers. */
export type Usage = {
	/** Resident, with what V8 has not tidied up. */
	readonly memory: number;
	/** What is left of it after a collection. */
	readonly inUse: number;
	readonly handles: number;
};

const probe = new URL('probe.mjs', import.meta.url).href;
const longest = 3000;

/** The environment of a program whose usage is to be looked at. */
export function probed(home: Home): Readonly<Record<string, string>> {
	return {NODE_OPTIONS: `--import=${probe}`, SOAK_PROBE: fileIn(home)};
}

function fileIn(home: Home): string {
	return path.join(home.path, 'in-use');
}

/** What a program takes now; nothing when it has ended. */
export async function usageOf(program: Program, home: Home): Promise<Usage | undefined> {
	const file = fileIn(home);
	const {pid} = program;
	try {
		const status = fs.readFileSync(`/proc/${pid}/status`, 'utf8');
		const memory = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1000;
		const handles = fs.readdirSync(`/proc/${pid}/fd`).length;
		fs.rmSync(file, {force: true});
		process.kill(pid, 'SIGUSR2');
		const until = performance.now() + longest;
		while (!fs.existsSync(file) && performance.now() < until) {
			await pause(20);
		}

		return {memory, handles, inUse: Number(fs.readFileSync(file, 'utf8')) / 1e6};
	} catch {
		return undefined;
	}
}
