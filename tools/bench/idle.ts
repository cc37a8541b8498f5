import {fileURLToPath} from 'node:url';
import {ask} from './answer.ts';
import {type Bench, type Measure} from './bench.ts';
import {atMostTimes, type Finding, measured, missing} from './finding.ts';
import {findPeers, notInstalled} from './peers.ts';
import {cpuMs} from './process-stat.ts';
import {changesAPoll, revisionOf, type Service, startService} from './service.ts';
import {median, type Sample} from './stats.ts';
import {Seat} from './terminal.ts';
import {pause, say} from './waiting.ts';

const pollChangesFile = fileURLToPath(import.meta.resolve('./poll-changes.ts'));

type Watched = {
	readonly what: string;
	readonly program: string;
	readonly seat: Seat;
	readonly sample: number[];
};

/** The share of one core while nobody touches a key: all programs side by side, over the same seconds. */
export const measureIdle: Measure = async (bench) => {
	// At these paces both change about fifty users in two seconds; how many it were is in the report.
	const services = [
		{users: 10_000, service: await startService({users: 10_000, speed: 2})},
		{users: 100_000, service: await startService({users: 100_000, speed: 0.25})},
	];
	const watched: Watched[] = [];
	const findings: Finding[] = [];
	try {
		for (const {users, service} of services) {
			const size = users.toLocaleString('en');
			const what = `cpu: idle, ${size} users, ${await changesOf(service, bench.takes(1, 3))} changed a poll`;
			for (const program of bench.programs) {
				say(`idle: ${program.name}, ${size} users`);
				const seat = new Seat(program.watch(service.url));
				watched.push({what, program: program.name, seat, sample: []});
				await seat.sees(new RegExp(`Users ${size}`), 60_000);
				await ask(seat, '2');
			}
		}

		for (const {users, service} of services) {
			const seat = new Seat({file: process.execPath, args: [pollChangesFile, service.url]});
			const what = `cpu: idle, node:http + JSON.parse, ${users.toLocaleString('en')} users`;
			watched.push({what, program: 'reference', seat, sample: []});
			await seat.sees(/polling/, 10_000);
		}

		for (const {name, command, sees} of findPeers()) {
			const what = `cpu: idle, ${name}`;
			if (command === undefined) {
				const outcome = notInstalled(name);
				findings.push({measure: 'idle', what, program: 'reference', outcome});
			} else {
				const seat = new Seat(command);
				watched.push({what, program: 'reference', seat, sample: []});
				await seat.sees(sees, 10_000);
			}
		}

		await takeWindows(bench, watched);
		return [...toFindings(watched), ...findings];
	} catch (error) {
		return [
			...findings,
			{measure: 'idle', what: 'cpu: idle', program: 'all', outcome: missing(error)},
		];
	} finally {
		for (const {seat} of watched) {
			seat.stop();
		}

		for (const {service} of services) {
			service.stop();
		}
	}
};

async function changesOf(service: Service, polls: number): Promise<number> {
	const counts: number[] = [];
	for (let poll = 0; poll < polls; poll += 1) {
		const revision = await revisionOf(service);
		await pause(2000);
		counts.push(await changesAPoll(service, revision));
	}

	return median(counts);
}

async function takeWindows(bench: Bench, watched: readonly Watched[]): Promise<void> {
	const windows = bench.takes(2, 6);
	// Five polls of everybody in each.
	const length = 10_000;
	// A while after a full read Node clears up, once; days of watching have nothing of that.
	await pause(bench.takes(5000, 30_000));
	for (let window = 1; window <= windows; window += 1) {
		say(`idle: window ${window} of ${windows}`);
		const from = performance.now();
		const used = watched.map(({seat}) => cpuMs(seat.pid));
		await pause(length);
		const elapsed = performance.now() - from;
		for (const [index, {seat, sample}] of watched.entries()) {
			// The emulator looks away while the clock runs, and catches up now.
			sample.push(((cpuMs(seat.pid) - (used[index] ?? 0)) / elapsed) * 100);
			await seat.look();
		}
	}
}

function toFindings(watched: readonly Watched[]): readonly Finding[] {
	const of = (name: string): Sample | undefined =>
		watched.find(({what}) => what === `cpu: idle, ${name}`)?.sample;
	const [name, sample] =
		of('htop') === undefined ? (['top', of('top')] as const) : (['htop', of('htop')] as const);
	const peer = sample === undefined ? undefined : {name, value: average(sample)};
	return watched.map(({what, program, sample}): Finding => {
		const small = watched.find((other) => other.program === program);
		const smallShare = average(small?.sample ?? []);
		const isSmall = program !== 'reference' && small?.what === what;
		return {
			measure: 'idle',
			what,
			program,
			outcome: mean(sample),
			...(isSmall && peer !== undefined && {reference: peer}),
			...(isSmall && peer?.name === 'htop' && {goal: atMostTimes(1, peer.value, 'htop')}),
			...(isSmall && peer?.name !== 'htop' && {goal: {text: '<= htop', limit: Number.NaN}}),
			...(program !== 'reference' &&
				!isSmall && {
					reference: {name: '10,000 users', value: smallShare},
					goal: atMostTimes(1, smallShare, '10,000 users'),
				}),
		};
	});
}

// What comes once in a while, as a collection of garbage, belongs to the share: a median would leave it out.
function mean(sample: Sample) {
	const outcome = measured(sample, '%');
	return outcome.kind === 'missing' ? outcome : {...outcome, value: average(sample)};
}

function average(sample: Sample): number {
	return sample.reduce((sum, share) => sum + share, 0) / sample.length;
}
