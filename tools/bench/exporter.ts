import {spawn} from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {type Bench, type Measure} from './bench.ts';
import {cleanEnvironment, killProcess, stopAtEnd, temporaryFolder} from './children.ts';
import {atMost, type Finding, measured, missing, worst} from './finding.ts';
import {cpuMs, residentMb} from './process-stat.ts';
import {median} from './stats.ts';
import {type Command} from './terminal.ts';
import {before, pause, say} from './waiting.ts';

const users = 100_000;
const size = users.toLocaleString('en');
const allowanceMb = 150;
const serveTextFile = fileURLToPath(import.meta.resolve('./serve-text.ts'));
// V8 keeps pages that became free for some eight seconds before it gives them back.
const settleMs = 12_000;

/** What an exporter of 100,000 users holds, and what a scrape costs it. Reference: a bare Node server that sends the same text. */
export const measureExporter: Measure = async (bench) => {
	try {
		const {url} = await bench.frozenService(users);
		const findings: Finding[] = [];
		for (const {name, watch} of bench.programs) {
			say(`exporter: ${name}, ${size} users`);
			const more = ['exporter', '--listen', '127.0.0.1:0', '--interval', '60'];
			const exporter = await open(watch(url, more));
			await until(async () =>
				(await scrape(exporter.url)).text.includes('synctop_data_complete 1'),
			);
			const {text} = await scrape(exporter.url);
			const file = path.join(temporaryFolder(), 'metrics.txt');
			fs.writeFileSync(file, text);
			const bare = await open({file: process.execPath, args: [serveTextFile, file]});
			await pause(settleMs);
			const [own, reference] = await takeTurns([exporter, bare], bench);
			if (own !== undefined && reference !== undefined) {
				findings.push(...findingsOf(name, own, reference, text));
			}

			exporter.stop();
			bare.stop();
		}

		return findings;
	} catch (error) {
		return [{measure: 'exporter', what: 'exporter', program: 'all', outcome: missing(error)}];
	}
};

type Taken = {readonly memory: number[]; readonly cpu: number[]; readonly times: number[]};

function findingsOf(
	program: string,
	own: Taken,
	reference: Taken,
	text: string,
): readonly Finding[] {
	const of = (sample: readonly number[]) => ({name: 'bare server', value: median(sample)});
	const floor = median(reference.memory);
	const common = {measure: 'exporter', program} as const;
	return [
		{
			...common,
			what: `exporter: memory, ${size} users`,
			outcome: measured(own.memory, 'MB'),
			reference: of(reference.memory),
			goal: atMost(floor + allowanceMb, `bare server + ${allowanceMb} MB`),
		},
		{
			...common,
			what: `exporter: processor time of a scrape, ${size} users`,
			outcome: measured(own.cpu, 'ms'),
			reference: of(reference.cpu),
			goal: atMost(5, '5 ms'),
		},
		{
			...common,
			what: `exporter: a scrape of ${Math.round(text.length / 1000)} KB, 99th percentile`,
			outcome: worst(own.times, 'ms'),
			reference: {name: 'bare server', value: worstOf(reference.times)},
		},
	];
}

function worstOf(sample: readonly number[]): number {
	const outcome = worst(sample, 'ms');
	return outcome.kind === 'measured' ? outcome.value : Number.NaN;
}

async function takeTurns(
	servers: ReadonlyArray<{readonly pid: number; readonly url: string}>,
	bench: Bench,
): Promise<readonly Taken[]> {
	const takes = servers.map((): Taken => ({memory: [], cpu: [], times: []}));
	const count = bench.takes(100, 300);
	for (let round = 0; round <= bench.takes(2, 5); round += 1) {
		for (const [index, {pid, url}] of servers.entries()) {
			const used = cpuMs(pid);
			const times: number[] = [];
			for (let turn = 0; turn < count; turn += 1) {
				times.push((await scrape(url)).took);
			}

			// The first round warms up, and does not count.
			if (round > 0) {
				takes[index]?.cpu.push((cpuMs(pid) - used) / count);
				takes[index]?.times.push(...times);
				takes[index]?.memory.push(residentMb(pid));
			}
		}
	}

	return takes;
}

async function open({file, args}: Command) {
	const child = spawn(file, args, {env: cleanEnvironment(), stdio: ['ignore', 'ignore', 'pipe']});
	const pid = child.pid ?? 0;
	const stop = stopAtEnd(() => {
		killProcess(pid);
	});
	const line = new Promise<string>((resolve) => {
		let said = '';
		child.stderr.setEncoding('utf8').on('data', (part: string) => {
			said += part;
			const [, url] = /listening on (http:\S+)\n/.exec(said) ?? [];
			if (url !== undefined) {
				resolve(url);
			}
		});
	});
	return {pid, url: await before(line, 30_000, 'the address of the exporter'), stop};
}

const agent = new http.Agent({keepAlive: true, maxSockets: 1});

async function scrape(url: string): Promise<{readonly text: string; readonly took: number}> {
	const from = performance.now();
	return new Promise((resolve, reject) => {
		http
			.get(url, {agent}, (response) => {
				let text = '';
				response.setEncoding('utf8');
				response.on('data', (part: string) => {
					text += part;
				});
				response.on('end', () => {
					resolve({text, took: performance.now() - from});
				});
			})
			.on('error', reject);
	});
}

async function until(isThere: () => Promise<boolean>): Promise<void> {
	const start = performance.now();
	while (!(await isThere())) {
		if (performance.now() - start > 60_000) {
			throw new Error('the exporter did not read every user within a minute');
		}

		await pause(200);
	}
}
