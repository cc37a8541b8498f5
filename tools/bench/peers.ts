import {systemProgram} from './programs.ts';
import {type Command} from './terminal.ts';

/** A monitor that people would use instead; each refreshes every two seconds. */
export type Peer = {
	readonly name: string;
	/** Nothing where it is not installed. */
	readonly command: Command | undefined;
	/** What its first full screen shows. */
	readonly sees: RegExp;
};

export const refreshSeconds = 2;

/** The monitors of Debian's packages, those that are not installed too. */
export function findPeers(): readonly Peer[] {
	const known = [
		{name: 'htop', args: ['-d', '20'], sees: /Load average|Tasks/},
		{name: 'top', args: ['-d', '2'], sees: /load average[\s\S]*PID/},
		// Every two seconds is what it does by itself; not every version can be told.
		{name: 'btop', args: [], sees: /cpu[\s\S]*proc/i},
		{name: 'glances', args: ['-t', '2'], sees: /CPU[\s\S]*MEM/},
	];
	return known.map(({name, args, sees}) => ({name, command: systemProgram(name, args), sees}));
}

/** Why there is no figure of a peer. */
export const notInstalled = (name: string) =>
	({kind: 'missing', reason: `${name} is not installed`}) as const;
