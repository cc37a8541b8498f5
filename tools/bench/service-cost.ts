import http from 'node:http';
import {type Measure} from './bench.ts';
import {type Finding, measured, missing} from './finding.ts';
import {cpuMs} from './process-stat.ts';
import {revisionOf, startService} from './service.ts';
import {say} from './waiting.ts';

const users = 100_000;

/** What the embedded service costs: its start, and an answer that nothing changed. */
export const measureService: Measure = async (bench) => {
	const starts: number[] = [];
	const answers: number[] = [];
	const shares: number[] = [];
	try {
		for (let take = 1; take <= bench.takes(1, 4); take += 1) {
			say(`service: start ${take}`);
			const service = await startService({users, speed: 0});
			starts.push(service.startMs);
			const revision = await revisionOf(service);
			const count = bench.takes(1000, 3000);
			const used = cpuMs(service.pid);
			answers.push(...(await askUnchanged(service.url, revision, count)));
			shares.push((cpuMs(service.pid) - used) / count);
			service.stop();
		}
	} catch (error) {
		return [{measure: 'service', what: 'service', program: 'service', outcome: missing(error)}];
	}

	const common = {measure: 'service', program: 'service'} as const;
	return [
		{...common, what: 'service: start with 100,000 users', outcome: measured(starts, 'ms')},
		{...common, what: 'service: a 304, seen by the client', outcome: measured(answers, 'ms')},
		{...common, what: 'service: a 304, processor time', outcome: measured(shares, 'ms')},
	] satisfies readonly Finding[];
};

async function askUnchanged(
	url: string,
	revision: number,
	count: number,
): Promise<readonly number[]> {
	const agent = new http.Agent({keepAlive: true, maxSockets: 1});
	const times: number[] = [];
	for (let request = 0; request < count; request += 1) {
		const from = performance.now();
		const status = await new Promise<number | undefined>((resolve, reject) => {
			const headers = {'if-none-match': `"${revision}"`};
			http
				.get(`${url}/changes?since=${revision}`, {agent, headers}, (response) => {
					response.resume().on('end', () => {
						resolve(response.statusCode);
					});
				})
				.on('error', reject);
		});
		if (status !== 304) {
			throw new Error(`the service answered ${status} instead of 304`);
		}

		times.push(performance.now() - from);
	}

	agent.destroy();
	return times;
}
