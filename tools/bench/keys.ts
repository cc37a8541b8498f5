import {ask} from './answer.ts';
import {type Bench, type Measure} from './bench.ts';
import {atMost, type Finding, measured, missing, worst} from './finding.ts';
import {echoKeys, type Program} from './programs.ts';
import {median, quantile, type Sample} from './stats.ts';
import {Seat} from './terminal.ts';
import {say} from './waiting.ts';

/** A key whose answer is timed, and the keys that make the same ground for every take. */
type KeyKind = {
	readonly name: string;
	readonly takes: readonly [quick: number, full: number];
	/** Where parts of the answer come later, from the service: the silence after the last one, in milliseconds. */
	readonly quiet?: number;
	readonly once?: readonly string[];
	readonly before?: (take: number) => readonly string[];
	readonly key: (take: number) => string;
	readonly after?: readonly string[];
};

const escape = '\u001B';
const letters = ['k', 'v', 'z', 'q', 'x'] as const;
const names = ['ann', 'ma', 'eo', 'smi', 'co'] as const;

// Keys by their names in the list of users; a list is at least fifteen and at most sixty rows high.
const kinds: readonly KeyKind[] = [
	{
		name: 'cursor down',
		takes: [10, 100],
		before: (take) => (take % 12 === 0 ? ['g'] : []),
		key: () => 'j',
	},
	{
		name: 'scroll one row',
		takes: [10, 100],
		once: ['g', 'j'.repeat(60)],
		key: () => 'j',
	},
	{name: 'page', takes: [10, 100], once: ['g'], key: () => `${escape}[6~`},
	{
		name: 'sort by another column',
		takes: [4, 30],
		key: () => '>',
	},
	{
		name: 'filter one letter',
		takes: [5, 30],
		before: () => ['/'],
		key: (take) => letters[take % letters.length] ?? 'k',
		after: [escape],
	},
	...[
		['free text', 'anna'],
		['a state', 'batch:suspended'],
		['group, age and not a code', 'group:"Field Services" age:>30m !code:EX-401'],
	].map(([name, text = '']): KeyKind => ({
		name: `filter by ${name}, last letter`,
		takes: [5, 30],
		// As one paste: letters that are still being answered would be counted with the last.
		before: () => ['/', `${escape}[200~${text.slice(0, -1)}${escape}[201~`],
		key: () => text.slice(-1),
		after: [escape],
	})),
	{
		name: 'palette one letter',
		takes: [5, 30],
		before: (take) => ['\u0010', names[take % names.length] ?? 'an'],
		key: (take) => letters[take % letters.length] ?? 'k',
		after: [escape],
	},
	{name: 'open a user', takes: [5, 100], quiet: 150, once: ['g'], key: () => '\r', after: [escape]},
	{name: 'next tab', takes: [10, 60], key: () => '\t'},
];

/** Takes that do not count: the first answers run code that was not compiled yet. */
const warming = 3;

/** From a key to the last byte of its answer, in the list of users, at 120x40, polling every 2 s. */
export const measureKeys: Measure = async (bench) => {
	const echo = await echoTimes(bench.takes(30, 100));
	const findings: Finding[] = [
		{
			measure: 'keys',
			what: 'key: echo of a bare Node program',
			program: 'reference',
			outcome: measured(echo, 'ms'),
		},
	];
	for (const users of [10_000, 100_000]) {
		for (const program of bench.programs) {
			say(`keys: ${program.name}, ${users.toLocaleString('en')} users`);
			const service = await bench.frozenService(users);
			findings.push(...(await keysOf({program, url: service.url, users, echo}, bench.takes)));
		}
	}

	return findings;
};

type Place = {
	readonly program: Program;
	readonly url: string;
	readonly users: number;
	readonly echo: Sample;
};

async function keysOf(
	{program, url, users, echo}: Place,
	takes: Bench['takes'],
): Promise<readonly Finding[]> {
	const size = users.toLocaleString('en');
	const seat = new Seat(program.watch(url));
	const common = {measure: 'keys', program: program.name} as const;
	const floor = {name: 'echo', value: median(echo)};
	const floorWorst = {name: 'echo', value: quantile(echo, 0.99)};
	try {
		await seat.sees(new RegExp(`Users ${size}`), 60_000);
		await ask(seat, '2');
		const findings: Finding[] = [];
		for (const kind of kinds) {
			say(`keys: ${program.name}, ${size} users, ${kind.name}`);
			const sample = await timesOf(seat, kind, takes(...kind.takes));
			const what = `key: ${kind.name}, ${size} users`;
			findings.push(
				{
					...common,
					what,
					outcome: measured(sample, 'ms'),
					reference: floor,
					goal: atMost(5, '5 ms'),
				},
				{
					...common,
					what: `${what}, p99`,
					outcome: worst(sample, 'ms'),
					reference: floorWorst,
					goal: atMost(16, '16 ms'),
				},
			);
		}

		return findings;
	} catch (error) {
		return [{...common, what: `key: ${size} users`, outcome: missing(error)}];
	} finally {
		seat.stop();
	}
}

async function timesOf(seat: Seat, kind: KeyKind, takes: number): Promise<readonly number[]> {
	const sample: number[] = [];
	await pressAll(seat, kind.once ?? []);
	for (let take = 0; take < takes + warming; take += 1) {
		await pressAll(seat, kind.before?.(take) ?? []);
		const answer = await ask(seat, kind.key(take), {
			patience: 1000,
			...(kind.quiet !== undefined && {quiet: kind.quiet}),
		});
		if (answer !== undefined && take >= warming) {
			sample.push(answer.ms);
		}

		await pressAll(seat, kind.after ?? []);
	}

	return sample;
}

async function pressAll(seat: Seat, keys: readonly string[]): Promise<void> {
	for (const key of keys) {
		await ask(seat, key, {patience: 300});
	}
}

async function echoTimes(takes: number): Promise<readonly number[]> {
	const seat = new Seat(echoKeys);
	try {
		await seat.sees(/ready/, 10_000);
		return await timesOf(seat, {name: 'echo', takes: [takes, takes], key: () => 'j'}, takes);
	} finally {
		seat.stop();
	}
}
