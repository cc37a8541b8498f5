import {type Answer, ask, byteCount, toBursts, untilQuiet} from './answer.ts';
import {type Measure} from './bench.ts';
import {fewestBytes} from './fewest-bytes.ts';
import {atMost, atMostTimes, type Finding, measured, missing} from './finding.ts';
import {type Program} from './programs.ts';
import {changedCells, screenText} from './screen.ts';
import {type Service} from './service.ts';
import {median} from './stats.ts';
import {Seat, type Size} from './terminal.ts';
import {pause, say} from './waiting.ts';

const users = 1000;
const sizes: readonly Size[] = [
	{columns: 120, rows: 40},
	{columns: 200, rows: 60},
];

/** Bytes to the terminal, beside the fewest that make the same change of the screen. */
export const measureBytes: Measure = async (bench) => {
	const service = await bench.frozenService(users);
	const findings: Finding[] = [];
	for (const size of sizes.slice(0, bench.takes(1, sizes.length))) {
		for (const program of bench.programs) {
			const place = {program, service, size};
			for (const part of [unchangedPolls, changedCellsAndMoves]) {
				try {
					findings.push(...(await part(place, bench.takes)));
				} catch (error) {
					const what = `bytes: ${sizeText(size)}`;
					findings.push({measure: 'bytes', what, program: program.name, outcome: missing(error)});
				}
			}
		}
	}

	return findings;
};

type Place = {readonly program: Program; readonly service: Service; readonly size: Size};
type Takes = (quick: number, full: number) => number;

const sizeText = ({columns, rows}: Size): string => `${columns}x${rows}`;

async function seatAt({program, service, size}: Place, interval: number): Promise<Seat> {
	const seat = new Seat(program.watch(service.url, ['--interval', String(interval)]), size);
	await seat.sees(/Users 1,000/, 30_000);
	await untilQuiet(seat, seat.lastAt - 1);
	return seat;
}

/** The service's time stands still and nothing changes: what is written a poll, on two screens. */
async function unchangedPolls(place: Place, takes: Takes): Promise<readonly Finding[]> {
	const {program, service, size} = place;
	const seat = await seatAt(place, 1);
	const findings: Finding[] = [];
	try {
		for (const [key, screen] of [
			['1', 'dashboard'],
			['2', 'users'],
		] as const) {
			say(`bytes: ${program.name}, ${sizeText(size)}, unchanged polls, ${screen}`);
			await ask(seat, key, {patience: 300});
			await service.forgetRequests();
			const bytes: number[] = [];
			const fewest: number[] = [];
			for (let second = 0; second < takes(3, 6); second += 1) {
				const before = await seat.look();
				await pause(1000);
				const {wrote, least} = await writtenSince(seat, before);
				bytes.push(wrote);
				fewest.push(least);
			}

			const polls = await service.countPolls();
			findings.push({
				measure: 'bytes',
				what: `bytes: unchanged poll, ${screen}, ${sizeText(size)}`,
				program: program.name,
				outcome: polls === 0 ? missing('no poll came') : perPoll(bytes, polls),
				reference: {name: 'fewest', value: total(fewest) / Math.max(1, polls)},
				goal: atMost(0, '0 B'),
			});
		}

		return findings;
	} finally {
		seat.stop();
	}
}

function perPoll(bytes: readonly number[], polls: number) {
	const outcome = measured(bytes, 'B');
	return outcome.kind === 'missing'
		? outcome
		: {...outcome, value: total(bytes) / polls, takes: polls};
}

async function writtenSince(seat: Seat, before: Answer['before']) {
	const chunks = seat.take();
	let shown = before;
	let least = 0;
	for (const burst of toBursts(chunks)) {
		await seat.show(burst);
		const next = seat.screen();
		least += fewestBytes(shown, next);
		shown = next;
	}

	return {wrote: byteCount(chunks), least};
}

async function changedCellsAndMoves(place: Place, takes: Takes): Promise<readonly Finding[]> {
	const {program, service, size} = place;
	// Polls come when they are asked for, by R: all changes of a take come with one of them.
	const seat = await seatAt(place, 3600);
	try {
		await ask(seat, '2', {patience: 300});
		const ids = await idsOfRows(seat, 4);
		const [, second = '', third = '', fourth = ''] = ids;
		const edit = async (
			chosen: readonly string[],
			set: (take: number) => Record<string, string>,
			take: number,
		) => {
			for (const id of chosen) {
				await service.changeUser(id, set(take));
			}
		};
		const mail = (take: number) => ({
			email: `${take % 2 === 0 ? 'bench' : 'bunch'}@contoso.example`,
		});
		const hold = (take: number) => ({hold: take % 2 === 0 ? 'throttling' : 'none'});
		const kinds: readonly Kind[] = [
			{name: 'one cell changed', key: 'R', prepare: (take) => edit([third], mail, take)},
			{
				name: 'three cells changed',
				key: 'R',
				prepare: (take) => edit([second, third, fourth], mail, take),
			},
			{name: 'one row changed', key: 'R', prepare: (take) => edit([third], hold, take)},
			{name: 'cursor down', key: 'j', once: ['g']},
			{name: 'scroll one row', key: 'j', once: ['g', 'j'.repeat(60)]},
			{name: 'page', key: '\u001B[6~', once: ['g']},
		];
		const findings: Finding[] = [];
		for (const kind of kinds) {
			say(`bytes: ${program.name}, ${sizeText(size)}, ${kind.name}`);
			const answers = await answersTo(seat, kind, takes(3, 10));
			findings.push(toFinding(answers, kind.name, place));
		}

		return findings;
	} finally {
		seat.stop();
	}
}

type Kind = {
	readonly name: string;
	readonly key: string;
	readonly once?: readonly string[];
	readonly prepare?: (take: number) => Promise<void>;
};

async function answersTo(seat: Seat, kind: Kind, takes: number): Promise<readonly Answer[]> {
	for (const key of kind.once ?? []) {
		await ask(seat, key, {patience: 300});
	}

	const answers: Answer[] = [];
	// The first two takes bring the fields to what the others change.
	const warming = kind.prepare === undefined ? 0 : 2;
	for (let take = 0; take < takes + warming; take += 1) {
		await kind.prepare?.(take);
		const answer = await ask(seat, kind.key, {patience: 1500});
		if (answer !== undefined && take >= warming) {
			answers.push(answer);
		}
	}

	return answers;
}

function toFinding(answers: readonly Answer[], name: string, {program, size}: Place): Finding {
	const fewest = median(answers.map(({before, after}) => fewestBytes(before, after)));
	const cells = median(answers.map(({before, after}) => changedCells(before, after)));
	return {
		measure: 'bytes',
		what: `bytes: ${name}, ${sizeText(size)} (${cells} cells differ)`,
		program: program.name,
		outcome: measured(
			answers.map(({bytes}) => bytes),
			'B',
		),
		reference: {name: 'fewest', value: fewest},
		goal: atMostTimes(1.5, fewest, 'fewest'),
	};
}

/** The ids of the first rows of the list, as the panel about the row under the cursor tells them. */
async function idsOfRows(seat: Seat, count: number): Promise<readonly string[]> {
	const ids: string[] = [];
	for (let row = 0; row < count; row += 1) {
		const id = /\bu-\d{6,}\b/.exec(screenText(await seat.look()))?.[0];
		if (id === undefined) {
			throw new Error('the screen shows no user id under the cursor');
		}

		ids.push(id);
		await ask(seat, 'j', {patience: 500});
	}

	await ask(seat, 'g', {patience: 500});
	return ids;
}

function total(values: readonly number[]): number {
	return values.reduce((sum, value) => sum + value, 0);
}
