import {type Bench, type Measure} from './bench.ts';
import {atMost, type Finding, measured, missing, type Unit, worst} from './finding.ts';
import {keysUntil, openList} from './keys-meanwhile.ts';
import {mostResidentMb, residentMb} from './process-stat.ts';
import {type Program} from './programs.ts';
import {type Screen, screenText} from './screen.ts';
import {quantile, type Sample} from './stats.ts';
import {Seat} from './terminal.ts';
import {pause, say} from './waiting.ts';

const users = 1_000_000;
const size = users.toLocaleString('en');
const goalMs = 100;
const patienceMs = 600_000;
/** After the read memory is given back, and the orders of names and addresses are made. */
const afterMs = 20_000;
const restMs = 60_000;
const escape = '\u001B';
const words = ['kat', 'disabled', 'noah a'] as const;

/** A tenant ten times as large as what is meant to be common: the read, the keys during and after it, filters, orders, memory. */
export const measureMillion: Measure = async (bench: Bench) => {
	const {url} = await bench.frozenService(users);
	const findings: Finding[] = [];
	for (const program of bench.programs) {
		try {
			findings.push(...(await watchMillion(program, url)));
		} catch (error) {
			const what = `million: ${size} users`;
			findings.push({measure: 'million', what, program: program.name, outcome: missing(error)});
		}
	}

	return findings;
};

async function watchMillion(program: Program, url: string): Promise<readonly Finding[]> {
	const seat = new Seat(program.watch(url));
	const findings: Finding[] = [];
	const add = (what: string, sample: Sample, unit: Unit, goal?: Finding['goal']): void => {
		findings.push({
			measure: 'million',
			what: `million: ${what}`,
			program: program.name,
			outcome: measured(sample, unit),
			...(goal !== undefined && {goal}),
		});
	};
	const addKeys = (what: string, sample: Sample): void => {
		add(what, sample, 'ms', atMost(goalMs, `${goalMs} ms`));
		for (const [name, share] of [
			['p95', 0.95],
			['slowest', 1],
		] as const) {
			const outcome = worst(sample, 'ms');
			findings.push({
				measure: 'million',
				what: `million: ${what}, ${name}`,
				program: program.name,
				outcome:
					outcome.kind === 'missing' ? outcome : {...outcome, value: quantile(sample, share)},
				goal: atMost(goalMs, `${goalMs} ms`),
			});
		}
	};

	try {
		say(`million: ${program.name}, the full read`);
		await openList(seat);
		addKeys('a key during the read', await keysUntil(seat, isRead));
		add('full read, with a key every 50 ms', [performance.now() - seat.startedAt], 'ms');
		const until = performance.now() + afterMs;
		addKeys('a key after it', await keysUntil(seat, () => performance.now() > until));
		say(`million: ${program.name}, filters and orders`);
		const {echoes, rows} = await filterTimes(seat);
		addKeys('a letter of a filter', echoes);
		add('the rows of a filter', rows, 'ms');
		const sorts = await sortTimes(seat);
		addKeys('a key for another order', sorts.echoes);
		add('the rows in another order', sorts.rows, 'ms');
		// Left alone, it gives back what it has to spare.
		await pause(restMs);
		add('memory at rest', [residentMb(seat.pid)], 'MB');
		add('memory at most', [mostResidentMb(seat.pid)], 'MB');
		return findings;
	} finally {
		seat.stop();
	}
}

function isRead(screen: Screen): boolean {
	return screenText(screen).includes(`${size} of ${size}`);
}

type Times = {readonly echoes: readonly number[]; readonly rows: readonly number[]};

/** Types filters: from a letter to its echo in the field, and from the last one to its rows. */
async function filterTimes(seat: Seat): Promise<Times> {
	const echoes: number[] = [];
	const rows: number[] = [];
	for (const word of words) {
		seat.write('/');
		await seat.sees(/\/ ▏/, patienceMs);
		let lastAt = 0;
		for (let length = 1; length <= word.length; length += 1) {
			lastAt = performance.now();
			seat.write(word[length - 1] ?? '');
			echoes.push(
				(await seat.sees(new RegExp(`/ ${word.slice(0, length)}▏`), patienceMs)) - lastAt,
			);
			await pause(60);
		}

		rows.push((await seat.sees(standing, patienceMs)) - lastAt);
		seat.write(escape);
		await seat.sees(new RegExp(`${size} of ${size}`), patienceMs);
		await pause(500);
	}

	return {echoes, rows: rows.map((time) => Math.max(0, time))};
}

/** Orders by one column after another. */
async function sortTimes(seat: Seat): Promise<Times> {
	const echoes: number[] = [];
	const rows: number[] = [];
	for (const column of [
		'email',
		'group',
		'mailbox',
		'status',
		'effective',
		'state',
		'issues',
		'last',
	]) {
		const sentAt = performance.now();
		seat.write('>');
		echoes.push((await seat.sees(new RegExp(`sort: ${column}`), patienceMs)) - sentAt);
		rows.push(Math.max(0, (await seat.sees(standing, patienceMs)) - sentAt));
		await pause(500);
	}

	return {echoes, rows};
}

/** The title of a list whose rows are those that were asked for. */
const standing = /^ Users [\d,]+ of [\d,]+(?!.*(?:sorting|filtering) \d+ %)/m;
