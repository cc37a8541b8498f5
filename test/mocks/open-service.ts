import * as z from 'zod';
import {
	type EpochMs,
	epochMs,
	type Milliseconds,
	milliseconds,
} from '../../source/contract/time.ts';
import {type User, user as userSchema} from '../../source/contract/user.ts';
import {type Clock} from '../../source/platform/clock.ts';
import {defaultOptions} from '../../mocks/options.ts';
import {type RunningService, type ServiceOptions, startService} from '../../mocks/start.ts';

/** A clock that stands still until it is moved. */
export function manualClock(): Clock & {readonly advance: (by: Milliseconds) => void} {
	let elapsed = 0;
	let tasks: Array<{readonly at: number; readonly task: () => void}> = [];
	return {
		now: (): EpochMs => epochMs(elapsed),
		elapsed: () => milliseconds(elapsed),
		after(delay, task) {
			const entry = {at: elapsed + delay, task};
			tasks.push(entry);
			return () => {
				tasks = tasks.filter((other) => other !== entry);
			};
		},
		advance(by) {
			elapsed += by;
			const due = tasks.filter(({at}) => at <= elapsed);
			tasks = tasks.filter(({at}) => at > elapsed);
			for (const {task} of due) {
				task();
			}
		},
	};
}

export type Opened = RunningService & {
	readonly clock: ReturnType<typeof manualClock>;
	readonly get: (path: string, headers?: Record<string, string>) => Promise<Response>;
	readonly ask: (method: string, path: string, options?: Asking) => Promise<Response>;
	readonly readUser: (id: string) => Promise<User>;
	readonly [Symbol.asyncDispose]: () => Promise<void>;
};

export type Asking = {
	readonly version?: number | undefined;
	readonly key?: string;
	readonly body?: unknown;
	readonly headers?: Record<string, string>;
};

let keys = 0;

/** A service on a free port, with time that stands still; it is stopped when the scope that holds it ends. */
export async function openService(options: Partial<ServiceOptions> = {}): Promise<Opened> {
	const clock = manualClock();
	const service = await startService({
		...defaultOptions,
		users: 60,
		speed: 1,
		port: 0,
		clock,
		...options,
	});
	const get: Opened['get'] = async (path, headers = {}) =>
		fetch(`${service.url}${path}`, {headers});
	return {
		...service,
		clock,
		get,
		async ask(method, path, {version, key, body, headers = {}} = {}) {
			keys += 1;
			return fetch(`${service.url}${path}`, {
				method,
				headers: {
					'idempotency-key': key ?? `key-${keys}`,
					...(version === undefined ? {} : {'if-match': `"${version}"`}),
					...headers,
				},
				...(body === undefined ? {} : {body: JSON.stringify(body)}),
			});
		},
		async readUser(id) {
			const response = await get(`/users/${id}`);
			return z.object({user: userSchema}).parse(await response.json()).user;
		},
		[Symbol.asyncDispose]: async () => service.stop(),
	};
}

/** The id of the first user of whom something is true. */
export function idOf(
	{world}: Opened,
	isWanted: (user: Opened['world']['users'][number]) => boolean,
): string {
	const found = world.users.find((user) => !user.isRemoved && isWanted(user));
	if (found === undefined) {
		throw new Error('The tenant has no such user; choose another seed.');
	}

	return found.id;
}

/** A user who is effectively enabled, with a mailbox, and with no batch that waits or runs. */
export function idleUser(service: Opened): string {
	const {world} = service;
	return idOf(
		service,
		(user) =>
			user.syncStatus === 'enabled' &&
			user.hold === 'none' &&
			user.mailboxStatus === 'initialized' &&
			world.groups[user.groupIndex]?.syncStatus === 'enabled' &&
			world.servers[world.groups[user.groupIndex]?.serverIndex ?? 0]?.platform === 'outlook' &&
			user.batch?.endedAt !== undefined,
	);
}

const codeOnly = z.looseObject({code: z.string(), detail: z.string()});

/** The code of a refusal; its status, its media type and its sentence are checked on the way. */
export async function codeOf(response: Response): Promise<string> {
	const problem = codeOnly.parse(await response.json());
	if (response.headers.get('content-type')?.startsWith('application/problem+json') !== true) {
		throw new Error('A refusal must be problem details.');
	}

	return problem.detail.length > 10 ? problem.code : 'no sentence';
}
