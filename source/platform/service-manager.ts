import {type Environment} from './terminal.ts';

/** The manager that started this program as a service, where one did: systemd. */
export type ServiceManager = {
	/** Tells how the service is (`READY=1`). Resolves when it is told; with what went wrong if it could not be. */
	readonly tell: (...assignments: readonly string[]) => Promise<string | undefined>;
	/** How often it wants a sign of life at least, in milliseconds. */
	readonly watchdogMs: number | undefined;
};

const longestMs = 2000;

/**
By `systemd-notify`, which comes with systemd: Node has no datagram sockets of the file system. Undefined when no manager waits for it.
Since it is a process of its own that speaks, the unit needs `NotifyAccess=all`.
*/
export function serviceManager(environment: Environment, pid: number): ServiceManager | undefined {
	const {
		NOTIFY_SOCKET: socket = '',
		WATCHDOG_USEC: watchdog = '',
		WATCHDOG_PID: watched = '',
	} = environment;
	if (socket === '') {
		return undefined;
	}

	const isForUs = watched === '' || watched === String(pid);
	return {
		watchdogMs: isForUs && /^[1-9]\d*$/.test(watchdog) ? Number(watchdog) / 1000 : undefined,
		async tell(...assignments) {
			const {execFile} = await import('node:child_process');
			return new Promise((resolve) => {
				execFile('systemd-notify', assignments, {timeout: longestMs}, (error) => {
					resolve(error === null ? undefined : error.message.split('\n')[0]);
				});
			});
		},
	};
}
