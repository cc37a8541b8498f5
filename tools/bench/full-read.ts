import {fileURLToPath} from 'node:url';
import {type Bench, type Measure} from './bench.ts';
import {atMostTimes, type Finding, measured, missing} from './finding.ts';
import {keysMeanwhileFindings, keysWhileReading} from './keys-meanwhile.ts';
import {type Program} from './programs.ts';
import {liveCounts} from './start.ts';
import {median} from './stats.ts';
import {Seat} from './terminal.ts';
import {say} from './waiting.ts';

const users = 100_000;
const readPagesFile = fileURLToPath(import.meta.resolve('./read-pages.ts'));

type Takes = {
	readonly counts: number[];
	readonly whole: number[];
	/** From a key to its answer, while the list is read. */
	readonly keys: number[];
};

/** From the start of the process to the counts and to the whole list, beside a program that reads and parses only. */
export const measureRead: Measure = async (bench) => {
	const {url} = await bench.frozenService(users);
	const plain: number[] = [];
	const zipped: number[] = [];
	const first: number[] = [];
	const takes = new Map<Program, Takes>();
	try {
		await takeTurns(bench, async () => {
			plain.push(await readPages(url, 'identity'));
			zipped.push(await readPages(url, 'gzip'));
			first.push(await readPages(url, 'gzip', 'first'));
			for (const program of bench.programs) {
				const {counts, whole, keys} = takes.get(program) ?? {counts: [], whole: [], keys: []};
				takes.set(program, {counts, whole, keys});
				const times = await readOnce(program, url);
				counts.push(times.counts);
				whole.push(times.whole);
				keys.push(...(await keysWhileReading(program, url)));
			}
		});
	} catch (error) {
		return [
			{measure: 'read', what: 'read: 100,000 users', program: 'all', outcome: missing(error)},
		];
	}

	const floor = median(plain);
	const common = {measure: 'read'} as const;
	return [
		{
			...common,
			what: 'read: node:http + JSON.parse',
			program: 'reference',
			outcome: measured(plain, 'ms'),
		},
		{
			...common,
			what: 'read: the same, gzip',
			program: 'reference',
			outcome: measured(zipped, 'ms'),
		},
		{
			...common,
			what: 'read: the first page alone, gzip',
			program: 'reference',
			outcome: measured(first, 'ms'),
		},
		...[...takes].flatMap(([{name}, {counts, whole, keys}]): readonly Finding[] => [
			{
				...common,
				what: 'read: 100,000 users, first counts',
				program: name,
				outcome: measured(counts, 'ms'),
				reference: {name: 'first page', value: median(first)},
				goal: atMostTimes(1.5, median(first), 'first page'),
			},
			{
				...common,
				what: 'read: 100,000 users, whole list',
				program: name,
				outcome: measured(whole, 'ms'),
				reference: {name: 'read + parse', value: floor},
				goal: atMostTimes(1.5, floor, 'read + parse'),
			},
			...keysMeanwhileFindings(keys, name),
		]),
	];
};

async function takeTurns(bench: Bench, turn: () => Promise<void>): Promise<void> {
	const rounds = bench.takes(1, 4);
	for (let round = 1; round <= rounds; round += 1) {
		say(`read: round ${round} of ${rounds}`);
		await turn();
	}
}

async function readOnce(program: Program, url: string) {
	const seat = new Seat(program.watch(url));
	try {
		const counts = (await seat.sees(liveCounts, 60_000)) - seat.startedAt;
		const whole = (await seat.sees(/Users 100,000/, 60_000)) - seat.startedAt;
		return {counts, whole};
	} finally {
		seat.stop();
	}
}

async function readPages(url: string, encoding: string, pages = 'all'): Promise<number> {
	const seat = new Seat({
		file: process.execPath,
		args: [readPagesFile, url, encoding, pages],
	});
	try {
		return (await seat.ended) - seat.startedAt;
	} finally {
		seat.stop();
	}
}
