import {spawn} from 'node:child_process';
import * as z from 'zod';
import {killProcess, stopAtEnd} from './children.ts';
import {before} from './waiting.ts';

/** The embedded service in a process of its own. */
export type Service = {
	readonly pid: number;
	readonly url: string;
	/** From the start of the process to the line with its address. */
	readonly startMs: number;
	readonly changeUser: (id: string, set: Readonly<Record<string, string>>) => Promise<void>;
	/** How many questions for changes were asked since `forgetRequests`. */
	readonly countPolls: () => Promise<number>;
	readonly forgetRequests: () => Promise<void>;
	readonly stop: () => void;
};

export type ServiceChoice = {readonly users: number; readonly speed: number};

const requestList = z.object({requests: z.array(z.looseObject({}))});

export async function startService({users, speed}: ServiceChoice): Promise<Service> {
	const startedAt = performance.now();
	const child = spawn(
		process.execPath,
		[
			'mocks/server.ts',
			'--port',
			'0',
			'--users',
			String(users),
			'--speed',
			String(speed),
			'--control',
		],
		{stdio: ['ignore', 'pipe', 'inherit']},
	);
	const pid = child.pid ?? 0;
	const stop = stopAtEnd(() => {
		killProcess(pid);
	});
	const line = new Promise<RegExpExecArray>((resolve) => {
		let text = '';
		child.stdout.setEncoding('utf8').on('data', (part: string) => {
			text += part;
			const found = /service: (\S+) \(control: (\S+)\)/.exec(text);
			if (found !== null) {
				resolve(found);
			}
		});
	});
	const [, url = '', control = ''] = await before(line, 120_000, 'the address of the service');
	const startMs = performance.now() - startedAt;
	return {
		pid,
		url,
		startMs,
		async changeUser(id, set) {
			const body = JSON.stringify({type: 'user', id, set});
			const response = await fetch(`${control}/edit`, {method: 'POST', body});
			if (!response.ok) {
				throw new Error(`the service refused to change ${id}: ${await response.text()}`);
			}
		},
		async countPolls() {
			const list = requestList.parse(await (await fetch(`${control}/requests`)).json());
			return list.requests.filter((row) => JSON.stringify(row).includes('changes')).length;
		},
		async forgetRequests() {
			await fetch(`${control}/requests`, {method: 'DELETE'});
		},
		stop,
	};
}

const revisionReply = z.looseObject({revision: z.number()});
const changedReply = z.looseObject({users: z.array(z.unknown())});

/** The revision that the service is at. */
export async function revisionOf({url}: Service): Promise<number> {
	return revisionReply.parse(await (await fetch(`${url}/overview`)).json()).revision;
}

/** How many users one poll of the given length brings. */
export async function changesAPoll(service: Service, revision: number): Promise<number> {
	const response = await fetch(`${service.url}/changes?since=${revision}`);
	return response.status === 304 ? 0 : changedReply.parse(await response.json()).users.length;
}
