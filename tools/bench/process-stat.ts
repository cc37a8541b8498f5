import fs from 'node:fs';

// The kernel counts in ticks, a hundred a second on every Linux that Node runs on.
const ticksPerSecond = 100;

/** The processor time that a process has used, all threads, in milliseconds. */
export function cpuMs(pid: number): number {
	const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
	// The name in parentheses may hold anything; the numbers come after it.
	const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
	return ((Number(fields[11]) + Number(fields[12])) * 1000) / ticksPerSecond;
}

/** The memory that a process holds now, in megabytes (10^6 bytes). */
export function residentMb(pid: number): number {
	const status = fs.readFileSync(`/proc/${pid}/status`, 'utf8');
	const kilobytes = /^VmRSS:\s+(\d+)/m.exec(status)?.[1];
	return (Number(kilobytes) * 1024) / 1e6;
}
