import fs from 'node:fs';

// The kernel counts in ticks, a hundred a second on every Linux that Node runs on.
const ticksPerSecond = 100;

/** The processor time that a process has used, all threads, in milliseconds: to the nanosecond where the kernel tells it. */
export function cpuMs(pid: number): number {
	return scheduledMs(pid) ?? tickedMs(pid);
}

/** What the scheduler counted for every thread that lives; nothing where the kernel does not tell. */
function scheduledMs(pid: number): number | undefined {
	try {
		const nanoseconds = fs
			.readdirSync(`/proc/${pid}/task`)
			.map((thread) => fs.readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8'))
			.reduce((sum, text) => sum + Number(text.split(' ')[0]), 0);
		return nanoseconds === 0 ? undefined : nanoseconds / 1e6;
	} catch {
		// A kernel without it, or a thread that ended just now.
		return undefined;
	}
}

function tickedMs(pid: number): number {
	const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
	// The name in parentheses may hold anything; the numbers come after it.
	const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
	return ((Number(fields[11]) + Number(fields[12])) * 1000) / ticksPerSecond;
}

/** The memory that a process holds now, in megabytes (10^6 bytes). */
export function residentMb(pid: number): number {
	return megabytesOf(pid, /^VmRSS:\s+(\d+)/m);
}

/** The most that it ever held. */
export function mostResidentMb(pid: number): number {
	return megabytesOf(pid, /^VmHWM:\s+(\d+)/m);
}

function megabytesOf(pid: number, pattern: RegExp): number {
	const kilobytes = pattern.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
	return (Number(kilobytes) * 1024) / 1e6;
}
