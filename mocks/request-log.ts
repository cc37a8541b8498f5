import {type RouteName} from '../source/contract/routes.ts';
import {type EpochMs} from '../source/contract/time.ts';

/** What is remembered of a request: no headers but these, no body, no secret. */
export type LoggedRequest = {
	readonly at: EpochMs;
	readonly method: string;
	readonly path: string;
	readonly query: string;
	readonly route: RouteName | undefined;
	/** Nothing when no status was sent. */
	readonly status: number | undefined;
	readonly idempotencyKey: string | undefined;
	readonly ifMatch: string | undefined;
	readonly fault: string | undefined;
};

export type RequestLog = {
	readonly add: (request: LoggedRequest) => void;
	readonly list: () => readonly LoggedRequest[];
	readonly clear: () => void;
};

const kept = 1000;

/** The last thousand requests, oldest first. */
export function createRequestLog(): RequestLog {
	let requests: LoggedRequest[] = [];
	return {
		add(request) {
			requests.push(request);
			if (requests.length > kept * 2) {
				requests = requests.slice(-kept);
			}
		},
		list: () => requests.slice(-kept),
		clear() {
			requests = [];
		},
	};
}
