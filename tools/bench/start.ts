import {type Bench, type Measure} from './bench.ts';
import {atMostTimes, type Finding, measured} from './finding.ts';
import {findPeers, notInstalled} from './peers.ts';
import {bareNode, importInk} from './programs.ts';
import {median} from './stats.ts';
import {type Command, Seat} from './terminal.ts';
import {say} from './waiting.ts';

/** The counts of the dashboard, read from a service that answered. */
export const liveCounts = /● live[\s\S]*[│┃] +[\d,]+ /;

/** Cold start: from the start of the process to the first frame with live counts. */
export const measureStart: Measure = async (bench) => {
	const service = await bench.frozenService(1000);
	const hello = await bench.hello();
	const peers = findPeers();
	const runs: readonly Run[] = [
		{what: 'node -e 0, to its end', program: 'reference', command: bareNode},
		{what: 'import ink, to its end', program: 'reference', command: importInk},
		{what: 'bundled Ink hello, to its line', program: 'reference', command: hello, sees: /hello/},
		...peers.flatMap(({name, command, sees}) =>
			command === undefined
				? []
				: [{what: `${name}, to its first screen`, program: 'reference', command, sees}],
		),
		...bench.programs.flatMap((program): readonly Run[] => [
			...(program.demo === undefined
				? []
				: [{what: 'demo', program: program.name, command: program.demo, sees: liveCounts}]),
			{
				what: 'to a service with 1,000 users',
				program: program.name,
				command: program.watch(service.url),
				sees: liveCounts,
			},
		]),
	];
	const samples = await takeTurns(bench, runs);
	const floor = median(samples[2] ?? []);
	const absent = peers.filter(({command}) => command === undefined);
	const absentFindings = absent.map(({name}): Finding => {
		const what = `start: ${name}, to its first screen`;
		return {measure: 'start', what, program: 'reference', outcome: notInstalled(name)};
	});
	const findings = runs.map(({what, program}, index): Finding => ({
		measure: 'start',
		what: `start: ${what}`,
		program,
		outcome: measured(samples[index] ?? [], 'ms'),
		...(program !== 'reference' && {
			reference: {name: 'bundled hello', value: floor},
			goal: atMostTimes(1.25, floor, 'hello'),
		}),
	}));
	return [...findings, ...absentFindings];
};

type Run = {
	readonly what: string;
	readonly program: string;
	readonly command: Command;
	/** What ends the measurement; without it the end of the process does. */
	readonly sees?: RegExp;
};

// All of them in every round: a machine that is busy for a while is busy for all.
async function takeTurns(bench: Bench, runs: readonly Run[]): Promise<readonly number[][]> {
	const samples = runs.map((): number[] => []);
	const rounds = bench.takes(3, 12);
	for (let round = 0; round <= rounds; round += 1) {
		say(`start: round ${round} of ${rounds}`);
		for (const [index, run] of runs.entries()) {
			const ms = await startOnce(run);
			// The first round fills the caches of the file system.
			if (round > 0) {
				samples[index]?.push(ms);
			}
		}
	}

	return samples;
}

async function startOnce({command, sees}: Run): Promise<number> {
	const seat = new Seat(command);
	try {
		return (sees === undefined ? await seat.ended : await seat.sees(sees, 30_000)) - seat.startedAt;
	} finally {
		seat.stop();
	}
}
