import {type RunningService} from '../../mocks/start.ts';

/** What the service saw: how often each change came, and how many requests met a fault. */
export type Ledger = {
	/** Takes over what the service has logged since the last time. */
	readonly collect: () => void;
	readonly faults: () => ReadonlyMap<string, number>;
	readonly faultCount: () => number;
	readonly requests: () => number;
	/** How often each key of a change was seen. */
	readonly keys: () => ReadonlyMap<string, number>;
};

export function createLedger(service: RunningService): Ledger {
	const faults = new Map<string, number>();
	const keys = new Map<string, number>();
	let requests = 0;
	const count = (table: Map<string, number>, name: string): void => {
		table.set(name, (table.get(name) ?? 0) + 1);
	};
	return {
		collect() {
			const seen = service.requests.list();
			service.requests.clear();
			requests += seen.length;
			for (const {fault, idempotencyKey} of seen) {
				if (fault !== undefined) {
					count(faults, fault);
				}

				if (idempotencyKey !== undefined) {
					count(keys, idempotencyKey);
				}
			}
		},
		faults: () => faults,
		faultCount: () => [...faults.values()].reduce((sum, times) => sum + times, 0),
		requests: () => requests,
		keys: () => keys,
	};
}
