import process from 'node:process';

/** What this process has used. */
export type ProcessUsage = {
	readonly cpuSeconds: number;
	readonly residentBytes: number;
	/** Seconds since 1970. */
	readonly startedAt: number;
};

export function processUsage(): ProcessUsage {
	const {user, system} = process.cpuUsage();
	return {
		cpuSeconds: (user + system) / 1e6,
		residentBytes: process.memoryUsage.rss(),
		startedAt: Math.round(Date.now() / 1000 - process.uptime()),
	};
}
