import {untilQuiet} from './answer.ts';
import {type Measure} from './bench.ts';
import {atMost, type Finding, measured, missing} from './finding.ts';
import {residentMb} from './process-stat.ts';
import {median} from './stats.ts';
import {type Command, Seat} from './terminal.ts';
import {pause, say} from './waiting.ts';

// V8 keeps pages that became free for some eight seconds before it gives them back.
const settleMs = 12_000;

const allowances = [
	{users: 1000, megabytes: 15},
	{users: 100_000, megabytes: 150},
] as const;

type Run = {
	readonly what: string;
	readonly program: string;
	readonly command: Command;
	readonly sees: RegExp;
	readonly allowance?: number;
	readonly sample: number[];
};

/** Resident memory when the whole list was read and the program came to rest. */
export const measureMemory: Measure = async (bench) => {
	const runs: Run[] = [
		{
			what: 'memory: bundled Ink hello',
			program: 'reference',
			command: await bench.hello(),
			sees: /hello/,
			sample: [],
		},
	];
	for (const {users, megabytes} of allowances) {
		const {url} = await bench.frozenService(users);
		const size = users.toLocaleString('en');
		for (const program of bench.programs) {
			runs.push({
				what: `memory: ${size} users`,
				program: program.name,
				command: program.watch(url),
				sees: new RegExp(`Users ${size}`),
				allowance: megabytes,
				sample: [],
			});
		}
	}

	try {
		await takeTurns(runs, bench.takes(1, 3), settleMs);
	} catch (error) {
		return [{measure: 'memory', what: 'memory', program: 'all', outcome: missing(error)}];
	}

	const floor = median(runs[0]?.sample ?? []);
	return runs.map(({what, program, sample, allowance}): Finding => ({
		measure: 'memory',
		what,
		program,
		outcome: measured(sample, 'MB'),
		...(allowance !== undefined && {
			reference: {name: 'hello', value: floor},
			goal: atMost(floor + allowance, `hello + ${allowance} MB`),
		}),
	}));
};

async function takeTurns(runs: readonly Run[], rounds: number, settleMs: number): Promise<void> {
	for (let round = 1; round <= rounds; round += 1) {
		say(`memory: round ${round} of ${rounds}`);
		for (const {command, sees, sample} of runs) {
			const seat = new Seat(command);
			try {
				await seat.sees(sees, 60_000);
				await untilQuiet(seat, seat.lastAt - 1);
				await pause(settleMs);
				sample.push(residentMb(seat.pid));
			} finally {
				seat.stop();
			}
		}
	}
}
