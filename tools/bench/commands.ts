import {spawn} from 'node:child_process';
import {type Bench, type Measure} from './bench.ts';
import {cleanEnvironment} from './children.ts';
import {atMost, atMostTimes, type Finding, measured, missing} from './finding.ts';
import {mostResidentMb} from './process-stat.ts';
import {bareNode, systemProgram} from './programs.ts';
import {median} from './stats.ts';
import {type Command} from './terminal.ts';
import {say} from './waiting.ts';

const users = 1000;

/** Commands from their start to their end, beside what a person would write without them. */
export const measureCommands: Measure = async (bench: Bench) => {
	const {url} = await bench.frozenService(users);
	const [own] = bench.programs;
	if (own === undefined) {
		return [];
	}

	const asked = own.watch(url);
	const named = (words: readonly string[]): Command => ({
		...asked,
		args: [asked.args[0] ?? '', ...words],
	});
	const byHand = byCurl(url);
	const runs: readonly Run[] = [
		{what: 'node -e 0', program: 'reference', command: bareNode},
		{what: 'curl | jq, the counts', program: 'reference', command: byHand},
		{what: 'status --counts', program: own.name, command: own.watch(url, ['status', '--counts'])},
		{what: 'status', program: own.name, command: own.watch(url, ['status'])},
		{
			what: 'users --where batch:suspended --output name',
			program: own.name,
			command: own.watch(url, ['users', '--where', 'batch:suspended', '--output', 'name']),
		},
		{
			what: 'completion of a name',
			program: own.name,
			command: named(['__complete', 'fish', 'user', '--url', url, 'ada']),
		},
	];
	const samples = await takeTurns(bench, runs);
	const [bare, curl] = [median(samples[0] ?? []), median(samples[1] ?? [])];
	return runs.map(({what, program, command}, index): Finding => {
		const about = `command: ${what}, ${users.toLocaleString('en')} users`;
		const finding = {measure: 'commands', what: about, program} as const;
		if (command === undefined) {
			return {...finding, outcome: missing(new Error('curl or jq is not installed'))};
		}

		const outcome = measured(samples[index] ?? [], 'ms');
		const isCompletion = what.startsWith('completion');
		return program === 'reference'
			? {...finding, outcome}
			: {
					...finding,
					outcome,
					reference: isCompletion
						? {name: 'node -e 0', value: bare}
						: {name: 'curl | jq', value: curl},
					...(isCompletion && {
						goal: 2 * bare > 100 ? atMostTimes(2, bare, 'node -e 0') : atMost(100, '100 ms'),
					}),
				};
	});
};

type Run = {
	readonly what: string;
	readonly program: string;
	readonly command: Command | undefined;
};

/** The same counts by hand, with nothing that is known of batches, causes or failures. */
function byCurl(url: string): Command | undefined {
	const [curl, jq] = [systemProgram('curl', []), systemProgram('jq', [])];
	return curl === undefined || jq === undefined
		? undefined
		: {
				file: '/bin/sh',
				args: ['-c', `${curl.file} -sf '${url}/overview' | ${jq.file} .dashboard.counts`],
			};
}

async function takeTurns(bench: Bench, runs: readonly Run[]): Promise<readonly number[][]> {
	const samples = runs.map((): number[] => []);
	const rounds = bench.takes(5, 20);
	for (let round = 0; round <= rounds; round += 1) {
		say(`commands: round ${round} of ${rounds}`);
		for (const [index, {command}] of runs.entries()) {
			const ms = command === undefined ? undefined : await toItsEnd(command);
			if (round > 0 && ms !== undefined) {
				samples[index]?.push(ms);
			}
		}
	}

	return samples;
}

async function toItsEnd({file, args}: Command): Promise<number> {
	const startedAt = performance.now();
	const child = spawn(file, [...args], {
		env: cleanEnvironment(),
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	child.stdout.resume();
	const ended = Promise.withResolvers<number | null>();
	child.once('close', ended.resolve);
	const code = await ended.promise;
	if (code !== 0) {
		throw new Error(`${[file, ...args].join(' ')} ended with ${String(code)}`);
	}

	return performance.now() - startedAt;
}

const many = 1_000_000;

/** A million users as lines of JSON: how long, and how much memory it ever held. */
export const measureStream: Measure = async (bench: Bench) => {
	const {url} = await bench.frozenService(many);
	const [own] = bench.programs;
	if (own === undefined) {
		return [];
	}

	say('stream: a million users as lines of JSON');
	const {file, args} = own.watch(url, ['users', '--output', 'ndjson']);
	const startedAt = performance.now();
	const child = spawn(file, [...args], {
		env: cleanEnvironment(),
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	let lines = 0;
	let most = 0;
	child.stdout.on('data', (part: Buffer) => {
		for (let at = part.indexOf(10); at >= 0; at = part.indexOf(10, at + 1)) {
			lines += 1;
		}

		most = Math.max(most, mostSoFar(child.pid ?? 0));
	});
	const ended = Promise.withResolvers<number | null>();
	child.once('close', ended.resolve);
	const code = await ended.promise;
	if (code !== 0 || lines !== many) {
		throw new Error(`it ended with ${String(code)} after ${lines} lines`);
	}

	const ms = performance.now() - startedAt;
	const what = `stream: ${many.toLocaleString('en')} users as ndjson`;
	const base = {measure: 'stream', program: own.name} as const;
	return [
		{...base, what, outcome: measured([ms], 'ms')},
		{
			...base,
			what: `${what}, memory at most`,
			outcome: measured([most], 'MB'),
			goal: atMost(300, '300 MB'),
		},
	];
};

function mostSoFar(pid: number): number {
	try {
		return mostResidentMb(pid);
	} catch {
		// It ended just now.
		return 0;
	}
}
