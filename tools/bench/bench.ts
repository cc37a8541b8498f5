import {type Finding} from './finding.ts';
import {bundledHello, type Program} from './programs.ts';
import {type Service, startService} from './service.ts';
import {type Command} from './terminal.ts';

/** What all measurements share. */
export type Bench = {
	readonly programs: readonly Program[];
	readonly isQuick: boolean;
	/** How many takes: fewer in a quick run. */
	readonly takes: (quick: number, full: number) => number;
	/** A service whose time stands still, kept for the measurements that follow. */
	readonly frozenService: (users: number) => Promise<Service>;
	readonly hello: () => Promise<Command>;
};

/** One measurement: it gives its findings, also those that could not be made. */
export type Measure = (bench: Bench) => Promise<readonly Finding[]>;

export function createBench(programs: readonly Program[], isQuick: boolean): Bench {
	const services = new Map<number, Promise<Service>>();
	let hello: Promise<Command> | undefined;
	return {
		programs,
		isQuick,
		takes: (quick, full) => (isQuick ? quick : full),
		frozenService(users) {
			const service = services.get(users) ?? startService({users, speed: 0});
			services.set(users, service);
			return service;
		},
		hello() {
			hello ??= bundledHello();
			return hello;
		},
	};
}
